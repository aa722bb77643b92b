package orchestrator.run;

import org.jspecify.annotations.Nullable;

/** What a run has used, in tokens and US dollars. A cost that the agent does not tell is null, never 0. */
public record Usage(
        long inputTokens,
        long cachedTokens,
        long outputTokens,
        @Nullable Double costUsd) {
    public static final Usage NONE = new Usage(0, 0, 0, null);

    /** Adds up; the cost of the whole is what is known of it. */
    public Usage plus(Usage other) {
        return new Usage(
                inputTokens + other.inputTokens,
                cachedTokens + other.cachedTokens,
                outputTokens + other.outputTokens,
                sum(costUsd, other.costUsd));
    }

    private static @Nullable Double sum(@Nullable Double a, @Nullable Double b) {
        if (a == null) return b;
        return b == null ? a : Double.valueOf(a + b);
    }
}
