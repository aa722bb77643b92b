package orchestrator.cli.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import orchestrator.cli.output.ExitCode;

/** The outcome of a session, as a sentence for people and an exit code for the shell. */
public final class Outcome {
    private Outcome() {}

    public static int exitCode(JsonNode state) {
        if (state.path("phase").asText().equals("done")) return ExitCode.DONE;
        boolean needsYou = HoldLines.needsYou(state);
        if (!needsYou && neverBegan(state)) return ExitCode.BAD_INPUT;
        return needsYou ? ExitCode.NEEDS_YOU : ExitCode.FAILED;
    }

    /** It failed before anything was planned, so the request itself was wrong. */
    private static boolean neverBegan(JsonNode state) {
        return state.path("phase").asText().equals("failed")
                && state.path("assignments").isArray()
                && state.path("assignments").isEmpty()
                && !state.path("reason").asText().isBlank();
    }

    /** Outcome, time, tokens, cost, and the commands for details. */
    public static String sentence(JsonNode state, Instant now) {
        JsonNode usage = state.path("usage");
        String reason = DisplayText.clean(state.path("reason").asText(""));
        String id = state.path("session").asText();
        if (exitCode(state) == ExitCode.NEEDS_YOU) {
            return "needs you: "
                    + DisplayText.clean(state.path("hold").path("reason").asText("")) + items(state)
                    + "\n  Keep watching:     orchestrate attach " + id;
        }
        return DisplayText.outcome(state) + (DisplayText.outcome(state).contains(",") ? "," : "") + " after "
                + Board.elapsed(state, now) + " · " + DisplayText.tokens(usage)
                + " tokens · cost " + DisplayText.cost(usage) + (reason.isEmpty() ? "" : "\n  because:  " + reason)
                + "\n  report:   orchestrate report " + id + result(state) + resumeCommand(state, id);
    }

    /** The commands that show and merge the result. */
    public static List<String> commands(JsonNode state) {
        return TeamworkLines.commands(state);
    }

    /** The items themselves were shown already; this is the command that shows them again. */
    private static String items(JsonNode state) {
        if (OpenItemLines.open(state).isEmpty()) return "";
        return "\n  Possible answers:  orchestrate answer "
                + DisplayText.shell(state.path("session").asText());
    }

    private static String result(JsonNode state) {
        return commands(state).stream()
                .map(command -> "\n  " + DisplayText.pad(command.split(" ")[1] + ":", 10) + command)
                .collect(Collectors.joining());
    }

    /** There is nothing to resume if the session is done or could not begin. */
    private static String resumeCommand(JsonNode state, String id) {
        boolean begun = !state.path("assignments").isEmpty();
        String phase = state.path("phase").asText();
        boolean resumable = begun && (phase.equals("stopped") || phase.equals("failed"));
        return resumable ? "\n  resume:   orchestrate resume " + id : "";
    }
}
