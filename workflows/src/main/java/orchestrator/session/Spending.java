package orchestrator.session;

import org.jspecify.annotations.Nullable;

/**
 * The part of its budget that a session has used. Minutes count while it works, not while it waits for the user or a
 * usage limit.
 *
 * @param dollars null while no agent has reported a cost
 * @param tokens tokens that did not come from a cache
 * @param dollarsAtLeast true if there may be more, because some agents do not report it
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
