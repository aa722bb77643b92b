package orchestrator.launch;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import org.jspecify.annotations.Nullable;

/**
 * What a run has used, in tokens and US dollars.
 *
 * @param inputTokens with those from a cache
 * @param costUsd null where the agent does not tell it, never 0
 * @param tokensAtLeast whether there may be more, because an agent was ended before it could tell
 * @param costAtLeast whether the cost is only that of those who tell it
 */
public record Usage(
        long inputTokens,
        long cachedTokens,
        long outputTokens,
        @Nullable Double costUsd,
        @JsonInclude(Include.NON_DEFAULT) boolean tokensAtLeast,
        @JsonInclude(Include.NON_DEFAULT) boolean costAtLeast) {
    public static final Usage NONE = new Usage(0, 0, 0, null);

    /** Of who was ended before it could tell anything. */
    public static final Usage UNKNOWN = NONE.atLeast();

    /** All that there is. */
    public Usage(long inputTokens, long cachedTokens, long outputTokens, @Nullable Double costUsd) {
        this(inputTokens, cachedTokens, outputTokens, costUsd, false, false);
    }

    /** Adds up; the cost of the whole is what is known of it. */
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

    /** The same, and maybe more. */
    public Usage atLeast() {
        return new Usage(inputTokens, cachedTokens, outputTokens, costUsd, true, true);
    }

    /** What a budget counts: tokens from a cache cost a fraction of the others. */
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
