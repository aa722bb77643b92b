package orchestrator.cli.run;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import orchestrator.cli.input.WholeNumber;
import orchestrator.cli.output.CommandException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options for how the agents of a session work together. The session has its own defaults. */
final class TeamOptions {
    private static final long WEEK_MINUTES = 7 * 24 * 60;

    @Nullable
    @Option(
            names = "--plan",
            paramLabel = "agent|ask|fixed",
            description =
                    "Who divides the work: the architect agent, the same with your approval before anything begins, or"
                            + " a fixed split (default: agent).")
    private String plan;

    @Nullable
    @Option(
            names = "--isolation",
            paramLabel = "worktree|none",
            description = "Each agent works in its own checkout, or all work in the target (default: whichever fits).")
    private String isolation;

    @Nullable
    @Option(
            names = "--setup",
            paramLabel = "CMD",
            description = "Command that prepares a fresh checkout, such as `npm ci`.")
    private String setup;

    @Nullable
    @Option(names = "--reviews", paramLabel = "on|off", description = "Let agents review each other (default: on).")
    private String reviews;

    @Nullable
    @Option(
            names = "--review-every",
            paramLabel = "MIN",
            description = "Review changes after this many minutes (default 15).")
    private String reviewEvery;

    @Nullable
    @Option(
            names = "--autonomy",
            paramLabel = "fix-loop|supervised",
            description =
                    "What happens with a reviewer's points: agents fix them, or you are asked (default: fix-loop).")
    private String autonomy;

    @Nullable
    @Option(
            names = "--confirm",
            paramLabel = "code|none",
            description = "Require a code for answers, shown on a terminal or the page, so that no"
                    + " agent can answer for you (default: code with --autonomy supervised, else none).")
    private String confirm;

    @Nullable
    @Option(
            names = "--sandbox",
            paramLabel = "auto|on|off",
            description = "Run agents in a sandbox of the operating system: if it works here, always, or never"
                    + " (default: auto).")
    private String sandbox;

    @Nullable
    @Option(
            names = "--guard",
            paramLabel = "on|off",
            description = "Judge each command of an agent before it runs (default: on).")
    private String guard;

    @Nullable
    @Option(
            names = "--max-rounds",
            paramLabel = "N",
            description = "How many times agents fix points and failed checks before you are asked (default 2).")
    private String maxRounds;

    @Nullable
    @Option(
            names = "--verify",
            paramLabel = "CMD",
            description = "Command that checks the work (default: guessed from the build file).")
    private String verify;

    @Nullable
    @Option(names = "--verify-minutes", paramLabel = "N", description = "Time limit of that command (default 15).")
    private String verifyMinutes;

    @Mixin
    private final BudgetOptions budget = new BudgetOptions();

    @Option(
            names = "--no-wait",
            description = "Ask when a vendor's usage limit is reached, instead of waiting for it to end.")
    private boolean noWait;

    /** Refuses invalid values before anything is started. */
    void addTo(ObjectNode request) {
        word(request, "plan", plan, "--plan", List.of("agent", "ask", "fixed"));
        word(request, "isolation", isolation, "--isolation", List.of("worktree", "none"));
        word(request, "reviews", reviews, "--reviews", List.of("on", "off"));
        word(request, "autonomy", autonomy, "--autonomy", List.of("fix-loop", "supervised"));
        word(request, "confirm", confirm, "--confirm", List.of("code", "none"));
        word(request, "sandbox", sandbox, "--sandbox", List.of("auto", "on", "off"));
        word(request, "guard", guard, "--guard", List.of("on", "off"));
        command(request, "setup", setup, "--setup");
        command(request, "verify", verify, "--verify");
        if (reviewEvery != null)
            request.put("reviewEveryMinutes", WholeNumber.parse("--review-every", reviewEvery, 1, WEEK_MINUTES));
        if (verifyMinutes != null)
            request.put("verifyMinutes", WholeNumber.parse("--verify-minutes", verifyMinutes, 1, WEEK_MINUTES));
        if (maxRounds != null) request.put("maxRounds", WholeNumber.parse("--max-rounds", maxRounds, 0, 100));
        ObjectNode limits = JsonNodeFactory.instance.objectNode();
        budget.addTo(limits);
        if (!limits.isEmpty()) request.set("budget", limits);
        if (noWait) request.put("noWait", true);
    }

    private static void word(
            ObjectNode request, String field, @Nullable String given, String option, List<String> allowed) {
        if (given == null) return;
        if (!allowed.contains(given)) {
            throw CommandException.badInput(
                    option + " must be " + String.join(" or ", allowed) + ", not `" + given + "`.",
                    "Write it like this:  " + option + " " + allowed.get(0));
        }
        request.put(field, given);
    }

    private static void command(ObjectNode request, String field, @Nullable String given, String option) {
        if (given == null) return;
        if (given.isBlank()) {
            throw CommandException.badInput(
                    option + " must be a command, not an empty one.",
                    "Write it like this:  " + option + " \"make test\"");
        }
        request.put(field, given.strip());
    }
}
