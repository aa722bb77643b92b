package orchestrator.session;

import org.jspecify.annotations.Nullable;

/**
 * How much of its budget a session has used. Minutes count while it works, not while it waits for the user or for a usage
 * limit.
 *
 * @param dollars null while no agent has reported a cost
 * @param tokens without those from a cache
 * @param dollarsAtLeast whether there may be more, because some agents do not report it
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
