package orchestrator.modelserver.dialect;

import java.util.List;

/** The model's reply to one request. */
public sealed interface Reply {

    record Answer(String id, List<Part> parts, long inputTokens, long outputTokens) implements Reply {
        public Answer {
            parts = List.copyOf(parts);
        }

        /** Time until the response starts. */
        public long lateMillis() {
            return !parts.isEmpty() && parts.get(0) instanceof Part.Late late ? late.millis() : 0;
        }

        public Answer inTime() {
            boolean late = lateMillis() > 0;
            return late ? new Answer(id, parts.subList(1, parts.size()), inputTokens, outputTokens) : this;
        }

        boolean calls() {
            return parts.stream().anyMatch(part -> part instanceof Part.Call || part instanceof Part.FreeCall);
        }

        public boolean hangsAtOnce() {
            return !parts.isEmpty() && parts.get(0) instanceof Part.Hang;
        }
    }

    /** @param retryAfterSeconds 0 to send no such header */
    record Refusal(int status, String message, int retryAfterSeconds) implements Reply {}
}
