package orchestrator.launch;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How much one run may use.
 *
 * @param dollars null for no limit; it needs an agent that reports its cost
 * @param tokens that do not come from a cache; null for no limit
 */
public record RunBudget(@Nullable Double dollars, @Nullable Long tokens) {

    /** The reason if this usage is over a limit, such as {@code it has used $2.10 of its $2.00; …}; otherwise empty. */
    public String reasonIfOver(Usage used) {
        Double cost = used.costUsd();
        if (dollars != null && cost != null && cost > dollars)
            return String.format(
                    Locale.ROOT, "it has used $%.2f of its $%.2f; another try may use as much again.", cost, dollars);
        if (tokens != null && used.uncachedTokens() > tokens)
            return String.format(
                    Locale.ROOT,
                    "it has used %,d of its %,d tokens; another try may use as much again.",
                    used.uncachedTokens(),
                    tokens);
        return "";
    }
}
