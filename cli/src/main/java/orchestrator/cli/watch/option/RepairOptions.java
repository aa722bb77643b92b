package orchestrator.cli.watch.option;

import com.fasterxml.jackson.databind.node.ObjectNode;
import orchestrator.cli.input.DecimalNumber;
import orchestrator.cli.input.WholeNumber;
import orchestrator.cli.output.CommandException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who repairs, and how often. */
final class RepairOptions {
    private static final int DAY_MINUTES = 1_440;
    private static final int HOUR_SECONDS = 3_600;

    @Nullable
    @Option(
            names = {"--agent", "--strategy-agent"},
            paramLabel = "A",
            description = "Agent that plans repairs, without changing files (default: claude, or another that is"
                    + " installed).")
    private String strategist;

    @Nullable
    @Option(names = "--fix-agent", paramLabel = "A", description = "Agent that carries them out (default: the same).")
    private String fixer;

    @Nullable
    @Option(names = "--retries", paramLabel = "N", description = "Attempts before it is escalated (default 5).")
    private String retries;

    @Nullable
    @Option(
            names = "--backoff",
            paramLabel = "SECONDS",
            description = "Wait before the second attempt, which doubles with each further one (default 10).")
    private String backoff;

    @Nullable
    @Option(names = "--run-minutes", paramLabel = "N", description = "Time limit of one agent in minutes (default 30).")
    private String runMinutes;

    @Option(names = "--report-only", description = "Only report broken tests; start no agent.")
    private boolean reportOnly;

    void addTo(ObjectNode request) {
        ObjectNode repair = request.objectNode();
        agent(repair, "strategyAgent", "--agent", strategist);
        agent(repair, "fixAgent", "--fix-agent", fixer == null ? strategist : fixer);
        if (retries != null) repair.put("retriesMax", WholeNumber.parse("--retries", retries, 0, 20));
        if (backoff != null) repair.put("backoffSeconds", DecimalNumber.parse("--backoff", backoff, HOUR_SECONDS));
        if (runMinutes != null)
            repair.put("runMinutes", WholeNumber.parse("--run-minutes", runMinutes, 1, DAY_MINUTES));
        if (!repair.isEmpty()) request.set("repair", repair);
        if (reportOnly) request.put("enabled", false);
    }

    private static void agent(ObjectNode repair, String field, String option, @Nullable String given) {
        if (given == null) return;
        if (!given.matches("[a-z0-9][a-z0-9_-]{0,31}")) {
            throw CommandException.badInput(
                    "`" + given + "` is not an agent's name.", "Write it like this:  " + option + " claude");
        }
        repair.put(field, given);
    }
}
