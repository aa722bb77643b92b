package orchestrator.modelserver;

import java.util.List;

/** What the model answers to one request. */
sealed interface Reply {

    record Answer(String id, List<Part> parts, long inputTokens, long outputTokens) implements Reply {
        public Answer {
            parts = List.copyOf(parts);
        }

        boolean calls() {
            return parts.stream().anyMatch(part -> part instanceof Part.Call || part instanceof Part.FreeCall);
        }

        boolean hangsAtOnce() {
            return !parts.isEmpty() && parts.get(0) instanceof Part.Hang;
        }
    }

    /** @param retryAfterSeconds 0 to say nothing about it */
    record Refusal(int status, String message, int retryAfterSeconds) implements Reply {}
}
