package orchestrator.cli.run;

import java.util.List;
import orchestrator.cli.output.CommandException;
import orchestrator.crew.AgentName;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that {@code orchestrate "prompt"} and {@code demo} share. */
final class SessionOptions {
    private static final String ID_FORM = "[A-Za-z0-9][A-Za-z0-9_-]{0,63}";
    private static final int RUN_MINUTES_MAX = 10_080;

    @Nullable
    @Option(names = "--session-id", paramLabel = "ID", description = "Choose the session's id (default: a new one).")
    String sessionId;

    @Nullable
    @Option(
            names = "--run-minutes",
            paramLabel = "N",
            description = "Time limit of each agent's run in minutes (default 60).")
    Integer runMinutes;

    /** Refuses invalid values before anything is started. */
    void check() {
        checkRunMinutes(runMinutes);
        if (sessionId != null && !sessionId.matches(ID_FORM)) {
            throw CommandException.badInput(
                    "`" + sessionId + "` is not a valid session id.",
                    "An id has 1 to 64 letters, digits, `-` and `_`, and starts with a letter or digit.");
        }
    }

    static void checkRunMinutes(@Nullable Integer runMinutes) {
        if (runMinutes != null && (runMinutes < 1 || runMinutes > RUN_MINUTES_MAX)) {
            throw CommandException.badInput(
                    "--run-minutes must be from 1 to " + RUN_MINUTES_MAX + " (a week), not " + runMinutes + ".");
        }
    }

    /** Splits {@code claude,codex} into names. */
    static List<String> names(@Nullable String agents) {
        if (agents == null) return List.of();
        List<String> names =
                List.of(agents.split(",", -1)).stream().map(String::strip).toList();
        for (String name : names) {
            if (!AgentName.isValid(name)) {
                throw CommandException.badInput(
                        "`" + name + "` is not an agent's name.", "Write them like this:  --agents claude,codex");
            }
        }
        return names;
    }
}
