package orchestrator.cli.watch.option;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import orchestrator.autofix.request.TaskPriority;
import orchestrator.cli.input.DecimalNumber;
import orchestrator.cli.input.WholeNumber;
import orchestrator.cli.output.CommandException;
import orchestrator.json.WireName;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How much is done at once, how soon, and when it stops. */
final class LimitOptions {
    private static final int YEAR_SECONDS = 31_536_000;

    @Nullable
    @Option(
            names = "--debounce",
            paramLabel = "SECONDS",
            description = "How long it must be quiet after a change (default 2).")
    private String debounce;

    @Option(
            names = "--priority",
            paramLabel = "FILES=WORD",
            description = "Files that come first or last, such as 'src/**=high' (high, normal, low); repeatable.")
    private List<String> priorities = List.of();

    @Nullable
    @Option(names = "--parallel", paramLabel = "N", description = "Tasks at once, if their files differ (default 2).")
    private String parallel;

    @Nullable
    @Option(
            names = "--breaker",
            paramLabel = "N",
            description = "Failed tasks of one file after which it is left alone for a while (default 3).")
    private String breaker;

    @Nullable
    @Option(names = "--project-breaker", paramLabel = "N", description = "The same for all files (default 10).")
    private String projectBreaker;

    @Nullable
    @Option(
            names = "--breaker-window",
            paramLabel = "SECONDS",
            description = "Time in which failures count, and for which it then waits (default 3600).")
    private String breakerWindow;

    @Option(
            names = "--task-budget",
            paramLabel = "LIMIT",
            split = ",",
            description = "What agents may use up for one task: '2$', '2M tokens' or '60 minutes', or several with"
                    + " commas (default all three of these).")
    private List<String> task = List.of();

    @Option(
            names = "--hour-budget",
            paramLabel = "LIMIT",
            split = ",",
            description = "The same per hour (default '5$,5M tokens,120 minutes').")
    private List<String> hour = List.of();

    @Option(
            names = "--day-budget",
            paramLabel = "LIMIT",
            split = ",",
            description = "The same per day (default '20$,20M tokens,480 minutes').")
    private List<String> day = List.of();

    void addTo(ObjectNode request) {
        if (debounce != null) request.put("debounceSeconds", DecimalNumber.parse("--debounce", debounce, 600));
        if (parallel != null) request.put("parallel", WholeNumber.parse("--parallel", parallel, 1, 16));
        addPriorities(request);
        ObjectNode limits = request.objectNode();
        if (breaker != null) limits.put("threshold", WholeNumber.parse("--breaker", breaker, 1, 1_000));
        if (projectBreaker != null)
            limits.put("projectThreshold", WholeNumber.parse("--project-breaker", projectBreaker, 1, 1_000));
        if (breakerWindow != null)
            limits.put("windowSeconds", WholeNumber.parse("--breaker-window", breakerWindow, 1, YEAR_SECONDS));
        if (!limits.isEmpty()) request.set("breaker", limits);
        ObjectNode budget = request.objectNode();
        AllowanceText.addTo(budget, "task", "--task-budget", task);
        AllowanceText.addTo(budget, "hour", "--hour-budget", hour);
        AllowanceText.addTo(budget, "day", "--day-budget", day);
        if (!budget.isEmpty()) request.set("budget", budget);
    }

    private void addPriorities(ObjectNode request) {
        ArrayNode rules = request.arrayNode();
        for (String rule : priorities) {
            String[] parts = TestOptions.pair(rule, "--priority", "'src/**=high'");
            TaskPriority priority = WireName.find(TaskPriority.class, parts[1].toLowerCase(Locale.ROOT))
                    .orElseThrow(() -> CommandException.badInput(
                            "a priority is high, normal or low, not `" + parts[1] + "`.",
                            "Write it like this:  --priority 'src/**=high'"));
            rules.addObject().put("files", parts[0]).put("priority", priority.wire());
        }
        if (!rules.isEmpty()) request.set("priorities", rules);
    }
}
