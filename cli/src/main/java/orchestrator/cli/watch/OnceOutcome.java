package orchestrator.cli.watch;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import orchestrator.cli.output.ExitCode;

/** End and exit code of {@code --once}: the worst end of the tasks that have ended since it began. */
final class OnceOutcome {
    /** What was saved just before is a task by then. */
    private static final Duration NOTICED_AFTER = Duration.ofSeconds(2);

    private final Set<String> endedBefore = new HashSet<>();
    private final boolean isWatched;
    private final long noticedAt;

    /**
     * @param isWatched true if the queue stays open, so that an empty one is the end
     * @param nowNanos as {@link System#nanoTime}
     */
    OnceOutcome(JsonNode first, boolean isWatched, long nowNanos) {
        WatchWords.tasks(first).stream()
                .filter(task -> task.path("result").isObject())
                .forEach(task -> endedBefore.add(task.path("id").asText()));
        this.isWatched = isWatched;
        double debounce = first.path("request").path("debounceSeconds").asDouble(2);
        this.noticedAt =
                nowNanos + NOTICED_AFTER.plusMillis((long) (1_000 * debounce)).toNanos();
    }

    boolean isOver(JsonNode state, long nowNanos) {
        if (GracefulStop.isStopped(state)) return true;
        if (!state.path("pending").isEmpty()) return false;
        for (JsonNode task : state.path("inProgress")) if (!needsYou(task)) return false;
        // Its own queue ends by itself, unless only a person can bring it further.
        boolean isIdle = state.path("inProgress").isEmpty();
        return isIdle ? isWatched && nowNanos >= noticedAt : !isWatched || nowNanos >= noticedAt;
    }

    private static boolean needsYou(JsonNode task) {
        return task.path("progress").path("step").asText().equals("needs_you");
    }

    int code(JsonNode last) {
        if (last.path("host").asText("").isEmpty()) return ExitCode.BAD_INPUT;
        boolean needsYou = false;
        boolean failed = !last.path("pending").isEmpty();
        for (JsonNode task : WatchWords.tasks(last)) {
            if (endedBefore.contains(task.path("id").asText())) continue;
            String outcome = task.path("result").path("outcome").asText();
            needsYou |= needsYou(task) || outcome.equals("kept");
            failed |= task.path("status").asText().equals("failed") || outcome.equals("red_before");
        }
        if (failed) return ExitCode.FAILED;
        return needsYou ? ExitCode.NEEDS_YOU : ExitCode.DONE;
    }
}
