package orchestrator.cli.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.function.Consumer;
import orchestrator.cli.call.ApiClient;
import orchestrator.cli.output.CommandException;

/** Stops watching, and waits until the current step of each task is over, at most as long as the queue does. */
final class GracefulStop {
    private static final Duration STOP_WITHIN = Duration.ofSeconds(35);
    private static final long EVERY_MILLIS = 300;

    private final ApiClient api;
    private final String path;
    private final Consumer<JsonNode> show;

    /** @param path of the project's state */
    GracefulStop(ApiClient api, String path, Consumer<JsonNode> show) {
        this.api = api;
        this.path = path;
        this.show = show;
    }

    /** Returns the last state. */
    JsonNode run() {
        JsonNode state = api.post(path + "/stop", JsonNodeFactory.instance.objectNode());
        long until = System.nanoTime() + STOP_WITHIN.toNanos();
        show.accept(state);
        while (!isStopped(state) && state.path("alive").asBoolean() && System.nanoTime() < until) {
            pause();
            try {
                state = api.get(path);
                show.accept(state);
            } catch (CommandException noAnswer) {
                // The stop is on its way; the last state says how far it was.
                if (System.nanoTime() >= until) return state;
            }
        }
        return state;
    }

    static boolean isStopped(JsonNode state) {
        boolean isClosed = state.has("open") && !state.path("open").asBoolean();
        return isClosed
                || state.path("status").asText().equals("stopped")
                        && state.path("alive").asBoolean();
    }

    /** What waits for the next time, in a sentence; empty if nothing does. */
    static String waiting(JsonNode state) {
        int waiting = state.path("pending").size() + state.path("inProgress").size();
        if (waiting == 0) return "";
        return WatchWords.tasks(waiting) + (waiting == 1 ? " waits" : " wait") + "; `orchestrate watch` goes on with "
                + (waiting == 1 ? "it." : "them.");
    }

    private static void pause() {
        try {
            Thread.sleep(EVERY_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
