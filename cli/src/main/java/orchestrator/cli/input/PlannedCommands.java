package orchestrator.cli.input;

import java.util.Map;
import orchestrator.cli.output.CommandException;

/** Words that are commands to be: they must not start agents that cost money on a prompt of one word. */
public final class PlannedCommands {
    private static final Map<String, String> INSTEAD =
            Map.of("watch", "To watch a session:           orchestrate attach [ID]");

    private PlannedCommands() {}

    public static void refuse(String word) {
        String instead = INSTEAD.get(word);
        if (instead == null) return;
        throw CommandException.badInput(
                "`" + word + "` is not possible yet.",
                instead,
                "If it is a prompt:  say it in more than one word, in quotes");
    }
}
