package orchestrator.launch;

/** How much a running agent's usage must grow before the session is told. */
public record UsageStep(long tokens, double dollars) {
    /** A session is told about fifty times while its budget is used up. */
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
