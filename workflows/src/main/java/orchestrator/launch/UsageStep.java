package orchestrator.launch;

/** By how much a running agent's usage has to grow before its session hears of it. */
public record UsageStep(long tokens, double dollars) {
    /** Of a budget; so a session hears some fifty times of all that it may use. */
    private static final int PARTS = 50;

    public static UsageStep of(long tokensMax, double dollarsMax) {
        return new UsageStep(Math.max(1, tokensMax / PARTS), dollarsMax / PARTS);
    }

    public boolean isReached(Usage before, Usage now) {
        return now.uncachedTokens() - before.uncachedTokens() >= tokens || dollars(now) - dollars(before) >= dollars;
    }

    private static double dollars(Usage usage) {
        return usage.costUsd() == null ? 0 : usage.costUsd();
    }
}
