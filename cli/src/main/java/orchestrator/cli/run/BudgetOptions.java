package orchestrator.cli.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import orchestrator.cli.input.DecimalNumber;
import orchestrator.cli.input.WholeNumber;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The budget: how much a session may use before it asks. */
final class BudgetOptions {
    private static final long TOKENS_MAX = 1_000_000_000_000L;

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

    @Nullable
    @Option(
            names = "--run-dollars",
            paramLabel = "D",
            description =
                    "Stop a run and ask after this many dollars, if its agent reports its cost (default: no limit).")
    private String runDollars;

    @Nullable
    @Option(
            names = "--run-tokens",
            paramLabel = "T",
            description = "Stop a run and ask after this many tokens, without cached ones (default: no limit).")
    private String runTokens;

    void addTo(ObjectNode budget) {
        if (rounds != null) budget.put("rounds", WholeNumber.parse("--budget-rounds", rounds, 1, 1_000));
        if (hours != null) budget.put("hours", DecimalNumber.parse("--budget-hours", hours, 8_760));
        if (dollars != null) budget.put("dollars", DecimalNumber.parse("--budget-dollars", dollars, 1_000_000));
        if (tokens != null) budget.put("tokens", WholeNumber.parse("--budget-tokens", tokens, 1, TOKENS_MAX));
        if (runDollars != null) budget.put("runDollars", DecimalNumber.parse("--run-dollars", runDollars, 1_000_000));
        if (runTokens != null) budget.put("runTokens", WholeNumber.parse("--run-tokens", runTokens, 1, TOKENS_MAX));
    }
}
