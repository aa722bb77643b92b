package orchestrator.cli.call;

import com.fasterxml.jackson.databind.JsonNode;

/** What a followed session's stream and state bring, in one queue. */
public sealed interface News {
    record Event(JsonNode json) implements News {}

    record State(JsonNode json) implements News {}

    /** The session is over and every event was sent. */
    record End() implements News {}

    /** The API does not answer; it is asked again. */
    record Lost(String why) implements News {}

    record Found() implements News {}

    /** Asking again would not help. */
    record Refused(RuntimeException why) implements News {}
}
