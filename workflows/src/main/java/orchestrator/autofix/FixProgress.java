package orchestrator.autofix;

import java.time.Instant;
import orchestrator.json.WireName;
import orchestrator.launch.Usage;
import org.jspecify.annotations.Nullable;

/**
 * How far a task is.
 *
 * @param step what it does now, in words
 * @param attempt number of the attempt; 0 before the first
 * @param until end of a wait; null if it does not wait
 * @param agentMillis time of its agents so far
 * @param needsYou what a person has to decide; empty if nothing
 */
public record FixProgress(
        String task,
        Step step,
        String words,
        int attempt,
        @Nullable Instant until,
        Usage usage,
        long agentMillis,
        String needsYou) {

    /** On the wire in lower case. */
    public enum Step implements WireName {
        TESTING,
        STRATEGY,
        FIXING,
        VERIFYING,
        APPLYING,
        WAITING,
        NEEDS_YOU,
        ESCALATING,
        ENDED
    }
}
