package orchestrator.autofix;

import java.time.Instant;
import java.util.List;
import orchestrator.autofix.FixActivities.Tested;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to repair, for the ledger.
 *
 * @param strategy what the strategy agent advised, or its artifact reference
 * @param strategist the agent that advised; empty if the basic strategy was taken
 * @param fixer the agent that changed files
 * @param outcome in one sentence
 * @param diff artifact of the repair; empty if there is none
 * @param output artifact of the tests' output; empty if they did not run
 * @param result null if the tests did not run
 */
public record FixAttempt(
        int number,
        Instant startedAt,
        String strategy,
        String strategist,
        String fixer,
        String outcome,
        String diff,
        String output,
        List<String> files,
        Tested.@Nullable Status result) {
    public FixAttempt {
        files = List.copyOf(files);
    }
}
