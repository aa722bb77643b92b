package orchestrator.cli.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import orchestrator.cli.input.CommandNames;
import orchestrator.cli.output.CommandException;

/** The prompt, from the command line or from standard input. */
final class PromptArgument {
    private static final int BYTES_MAX = 2_000_000;
    private static final String EXAMPLE = "Say what to do:  orchestrate \"Add a --json flag\" --target ~/code/app";

    private PromptArgument() {}

    static String of(List<String> words, InputStream in) {
        if (words.isEmpty()) throw CommandException.badInput("there is no prompt.", EXAMPLE);
        if (words.size() > 1) {
            throw CommandException.badInput(
                    "the prompt must be one argument, not " + words.size() + ".",
                    "Put it in quotes:  orchestrate \"" + String.join(" ", words) + "\"");
        }
        String prompt = words.get(0).equals("-") ? read(in) : words.get(0);
        if (prompt.isBlank()) throw CommandException.badInput("the prompt is empty.", EXAMPLE);
        refuseTypo(prompt);
        return prompt;
    }

    /** A mistyped command must not start agents that cost money. */
    private static void refuseTypo(String prompt) {
        if (prompt.contains(" ") || prompt.contains("\n")) return;
        String meant = CommandNames.resembling(prompt);
        if (meant.isEmpty()) return;
        boolean same = prompt.equals(meant);
        throw CommandException.badInput(
                same
                        ? "`" + prompt + "` is a command; its options come after it."
                        : "there is no command `" + prompt + "`.",
                (same ? "Write:              " : "Did you mean:       ") + "orchestrate " + meant,
                "If it is a prompt:  use more than one word");
    }

    private static String read(InputStream in) {
        try {
            byte[] bytes = in.readNBytes(BYTES_MAX + 1);
            if (bytes.length > BYTES_MAX) {
                throw CommandException.badInput(
                        "the prompt is longer than 2 MB.",
                        "Put the text into a file in the target, and name that file in the prompt.");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the prompt", e);
        }
    }
}
