package orchestrator.cli.call;

import com.fasterxml.jackson.databind.JsonNode;

/** An item of the one queue that both the event stream and the state poll of a session fill. */
public sealed interface SessionUpdate {
    record Event(JsonNode json) implements SessionUpdate {}

    record State(JsonNode json) implements SessionUpdate {}

    /** The session is over, and all its events were sent. */
    record End() implements SessionUpdate {}

    /** The API does not answer; the follower tries again. */
    record Lost(String why) implements SessionUpdate {}

    record Found() implements SessionUpdate {}

    /** The API refused the request, so that another try would not help. */
    record Refused(RuntimeException why) implements SessionUpdate {}
}
