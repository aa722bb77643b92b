package orchestrator.cli.input;

import java.util.Map;
import orchestrator.cli.output.CommandException;

/** Words that may become commands. As one-word prompts they would start agents, which cost money. */
public final class PlannedCommands {
    private static final Map<String, String> INSTEAD = Map.of("watch", "To watch a session:  orchestrate attach [ID]");

    private PlannedCommands() {}

    public static void refuse(String word) {
        String instead = INSTEAD.get(word);
        if (instead == null) return;
        throw CommandException.badInput(
                "`" + word + "` is not a command yet.",
                instead,
                "If it is a prompt:   use more than one word, in quotes");
    }
}
