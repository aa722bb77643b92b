package orchestrator.cli.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Pattern;
import orchestrator.cli.input.WholeNumber;
import orchestrator.cli.output.CommandException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The budget: how much a session may use before it asks. */
final class BudgetOptions {
    private static final long TOKENS_MAX = 1_000_000_000_000L;
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,7}(\\.[0-9]{1,4})?");

    @Nullable
    @Option(
            names = "--budget-rounds",
            paramLabel = "N",
            description = "Ask after this many rounds of reviews (default 5).")
    private String rounds;

    @Nullable
    @Option(names = "--budget-hours", paramLabel = "H", description = "Ask after this many hours of work (default 4).")
    private String hours;

    @Nullable
    @Option(
            names = "--budget-dollars",
            paramLabel = "D",
            description = "Ask after this many dollars, counting agents that report their cost (default 10).")
    private String dollars;

    @Nullable
    @Option(
            names = "--budget-tokens",
            paramLabel = "T",
            description = "Ask after this many tokens, without cached ones (default 5000000).")
    private String tokens;

    void addTo(ObjectNode budget) {
        if (rounds != null) budget.put("rounds", WholeNumber.parse("--budget-rounds", rounds, 1, 1_000));
        if (hours != null) budget.put("hours", aboveZero("--budget-hours", hours, 8_760));
        if (dollars != null) budget.put("dollars", aboveZero("--budget-dollars", dollars, 1_000_000));
        if (tokens != null) budget.put("tokens", WholeNumber.parse("--budget-tokens", tokens, 1, TOKENS_MAX));
    }

    private static double aboveZero(String option, String given, double most) {
        double number = DECIMAL.matcher(given).matches() ? Double.parseDouble(given) : 0;
        if (number > 0 && number <= most) return number;
        throw CommandException.badInput(
                option + " must be a number above 0, at most " + (long) most + ", not `" + given + "`.",
                "Write it like this:  " + option + " 2.5");
    }
}
