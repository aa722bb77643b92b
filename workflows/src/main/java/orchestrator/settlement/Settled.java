package orchestrator.settlement;

import java.util.List;

/**
 * The outcome of a settlement.
 *
 * @param refusal why nothing was done; empty if it was done
 * @param fate {@code merged}, {@code discarded} or {@code closed}, as it is now; empty after a refusal
 * @param outcome the same in words; empty while the result can be merged
 * @param pullRequest address of the pull request; empty if there is none
 * @param lines what was done, in sentences
 */
public record Settled(String refusal, String fate, String outcome, String pullRequest, List<String> lines) {
    public Settled {
        lines = List.copyOf(lines);
    }

    public static Settled refused(String why) {
        return new Settled(why, "", "", "", List.of());
    }
}
