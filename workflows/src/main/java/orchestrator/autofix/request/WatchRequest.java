package orchestrator.autofix.request;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a project is watched and repaired. Only {@code target} is required; every other field has a default.
 *
 * @param target absolute path of the project
 * @param paths files and directories below the target that are watched; empty for the whole target
 * @param debounceSeconds how long it must be quiet after a change before a task begins; 2 if it is not given
 * @param priorities the first that matches a file counts; other files have the priority normal
 * @param parallel tasks that may be in progress at once; 2 if it is not given
 * @param stateFile absolute path of a JSON file that other tools read; null for none
 * @param enabled false if broken tests are only reported, and no agent starts; true if it is not given
 * @param once true if it stops as soon as what has changed is repaired or given up
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WatchRequest(
        String target,
        List<String> paths,
        @Nullable Double debounceSeconds,
        Testing test,
        Repair repair,
        BreakerLimits breaker,
        FixBudget budget,
        Receivers escalation,
        List<PriorityRule> priorities,
        int parallel,
        @Nullable String stateFile,
        @Nullable Boolean enabled,
        boolean once) {
    private static final double DEBOUNCE_SECONDS = 2;
    private static final int PARALLEL = 2;

    public WatchRequest {
        target = target == null ? "" : target;
        paths = paths == null ? List.of() : List.copyOf(paths);
        test = test == null ? Testing.GUESSED : test;
        repair = repair == null ? Repair.DEFAULT : repair;
        breaker = breaker == null ? BreakerLimits.DEFAULT : breaker;
        budget = budget == null ? FixBudget.DEFAULT : budget;
        escalation = escalation == null ? Receivers.NONE : escalation;
        priorities = priorities == null ? List.of() : List.copyOf(priorities);
        parallel = parallel <= 0 ? PARALLEL : parallel;
    }

    /** The defaults for this directory. */
    public static WatchRequest of(String target) {
        return new WatchRequest(target, List.of(), null, null, null, null, null, null, List.of(), 0, null, null, false);
    }

    public Duration debounce() {
        return Duration.ofMillis((long) (1_000 * (debounceSeconds == null ? DEBOUNCE_SECONDS : debounceSeconds)));
    }

    public boolean repairs() {
        return enabled == null || enabled;
    }

    public WatchRequest withTest(Testing other) {
        return completed(target, paths, other, repair);
    }

    public WatchRequest withRepair(Repair other) {
        return completed(target, paths, test, other);
    }

    /** The same as the host completes it: with real paths, a known test command and installed agents. */
    public WatchRequest completed(String realTarget, List<String> pathsBelow, Testing testing, Repair by) {
        return new WatchRequest(
                realTarget,
                pathsBelow,
                debounceSeconds,
                testing,
                by,
                breaker,
                budget,
                escalation,
                priorities,
                parallel,
                stateFile,
                enabled,
                once);
    }
}
