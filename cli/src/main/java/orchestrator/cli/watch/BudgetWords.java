package orchestrator.cli.watch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import orchestrator.cli.live.DisplayText;

/** The budget of a watched project in words. */
final class BudgetWords {
    private BudgetWords() {}

    /** The dollars of each span; the other limits are on {@code --status}. */
    static String of(JsonNode budget) {
        return dollars(budget.path("task"), 2) + " per task, " + dollars(budget.path("hour"), 5) + " per hour, "
                + dollars(budget.path("day"), 20) + " per day";
    }

    private static String dollars(JsonNode allowance, double usual) {
        return String.format(Locale.ROOT, "$%.2f", allowance.path("dollars").asDouble(usual))
                .replace(".00", "");
    }

    /** {@code $0.12 of $5, 12.3k of 5.0M tokens, 3 of 120 minutes}. */
    static String spent(JsonNode spent) {
        JsonNode allowed = spent.path("allowed");
        List<String> words = new ArrayList<>();
        boolean isKnown =
                spent.path("dollars").isNumber() || spent.path("tokens").asLong() == 0;
        String dollars = isKnown
                ? String.format(Locale.ROOT, "$%.2f", spent.path("dollars").asDouble())
                : "$? (no agent reports them)";
        if (allowed.path("dollars").isNumber()) words.add(dollars + " of " + dollars(allowed, 0));
        words.add(DisplayText.count(spent.path("tokens").asLong())
                + (allowed.path("tokens").isNumber()
                        ? " of " + DisplayText.count(allowed.path("tokens").asLong())
                        : "")
                + " tokens");
        words.add(minutes(spent.path("minutes").asDouble())
                + (allowed.path("minutes").isNumber()
                        ? " of " + minutes(allowed.path("minutes").asDouble())
                        : "")
                + " minutes");
        return String.join(", ", words);
    }

    private static String minutes(double minutes) {
        return String.format(Locale.ROOT, "%.1f", minutes).replace(".0", "");
    }
}
