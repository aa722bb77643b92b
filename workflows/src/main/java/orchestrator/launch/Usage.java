package orchestrator.launch;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import org.jspecify.annotations.Nullable;

/**
 * Tokens and US dollars that a run has used.
 *
 * @param inputTokens including tokens from a cache
 * @param costUsd null if the agent does not report it, never 0
 * @param tokensAtLeast true if there may be more, because an agent was ended before it could report
 * @param costAtLeast true if some agents did not report their cost
 */
public record Usage(
        long inputTokens,
        long cachedTokens,
        long outputTokens,
        @Nullable Double costUsd,
        @JsonInclude(Include.NON_DEFAULT) boolean tokensAtLeast,
        @JsonInclude(Include.NON_DEFAULT) boolean costAtLeast) {
    public static final Usage NONE = new Usage(0, 0, 0, null);

    /** The usage of an agent that was ended before it could report any. */
    public static final Usage UNKNOWN = NONE.atLeast();

    /** A complete usage. */
    public Usage(long inputTokens, long cachedTokens, long outputTokens, @Nullable Double costUsd) {
        this(inputTokens, cachedTokens, outputTokens, costUsd, false, false);
    }

    /** The sum. Its cost is the known part. */
    public Usage plus(Usage other) {
        Double cost = sum(costUsd, other.costUsd);
        boolean isPart = cost != null && (isCostMissing() || other.isCostMissing());
        return new Usage(
                inputTokens + other.inputTokens,
                cachedTokens + other.cachedTokens,
                outputTokens + other.outputTokens,
                cost,
                tokensAtLeast || other.tokensAtLeast,
                costAtLeast || other.costAtLeast || isPart);
    }

    /** Marks the usage as a lower bound. */
    public Usage atLeast() {
        return new Usage(inputTokens, cachedTokens, outputTokens, costUsd, true, true);
    }

    /** The tokens that a budget counts. Tokens from a cache cost a fraction of the others. */
    public long uncachedTokens() {
        return Math.max(0, inputTokens - cachedTokens) + outputTokens;
    }

    public long allTokens() {
        return inputTokens + outputTokens;
    }

    private boolean isCostMissing() {
        return costUsd == null && (allTokens() > 0 || tokensAtLeast);
    }

    private static @Nullable Double sum(@Nullable Double a, @Nullable Double b) {
        if (a == null) return b;
        return b == null ? a : Double.valueOf(a + b);
    }
}
