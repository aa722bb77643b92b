package orchestrator.cli;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.Set;
import orchestrator.cli.input.CommandNames;
import orchestrator.lineage.Lineage;

/** Refuses commands that change something if an agent's own process calls them: agents may look at sessions but not control them. */
final class AgentProcessGuard {
    private static final Set<String> READING = Set.of(
            "attach",
            "monitor",
            "list",
            "status",
            "logs",
            "report",
            "diff",
            "guard",
            "doctor",
            "warm-up",
            "help",
            "--help",
            "-h",
            "--version",
            "-V");

    private static final Set<String> READING_A_WATCH = Set.of("--status", "--list", "--show", "--help", "-h");

    private AgentProcessGuard() {}

    static boolean refuses(String[] arguments, PrintStream err) {
        if (isReading(arguments) || !Lineage.isOurs()) return false;
        err.println(refusal(CommandNames.NAMES.contains(arguments[0]) ? arguments[0] : "run"));
        return true;
    }

    static boolean isReading(String... arguments) {
        if (arguments.length == 0 || READING.contains(arguments[0])) return true;
        return arguments[0].equals("watch") && Arrays.stream(arguments).anyMatch(READING_A_WATCH::contains);
    }

    private static String refusal(String command) {
        return "orchestrate: `" + command
                + "` was refused: this process belongs to an agent's run, and agents may not control sessions"
                + " or answer for you.\n  Type it in a terminal of your own.";
    }
}
