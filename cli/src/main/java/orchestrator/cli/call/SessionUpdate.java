package orchestrator.cli.call;

import com.fasterxml.jackson.databind.JsonNode;

/** What a followed session's stream and state bring, in one queue. */
public sealed interface SessionUpdate {
    record Event(JsonNode json) implements SessionUpdate {}

    record State(JsonNode json) implements SessionUpdate {}

    /** The session is over and every event was sent. */
    record End() implements SessionUpdate {}

    /** The API does not answer; it is asked again. */
    record Lost(String why) implements SessionUpdate {}

    record Found() implements SessionUpdate {}

    /** Asking again would not help. */
    record Refused(RuntimeException why) implements SessionUpdate {}
}
