package orchestrator.session;

import org.jspecify.annotations.Nullable;

/**
 * How much of its budget a session has used. Minutes are those in which it worked; time held by a person or by a usage
 * limit is not among them.
 *
 * @param dollars null while no agent has told a cost
 * @param tokens without those from a cache
 * @param dollarsAtLeast whether there may be more, because some do not tell it
 * @param tokensAtLeast the same for tokens
 */
public record Spending(
        int rounds,
        int roundsMax,
        long minutes,
        long minutesMax,
        @Nullable Double dollars,
        double dollarsMax,
        long tokens,
        long tokensMax,
        boolean dollarsAtLeast,
        boolean tokensAtLeast) {}
