package orchestrator.guard.command.wrapper;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import orchestrator.guard.command.call.Words;
import orchestrator.guard.shell.Word;

/** A command with a place such as {@code {}} for arguments that are found out later. */
final class Placeholder {
    static final String VARIABLE = "\"$" + "{ORCHESTRATOR_ARGUMENT}\"";
    static final Word UNKNOWN = new Word(List.of(new Word.Unknown("an argument from its input", true)));

    private Placeholder() {}

    /** The command with each occurrence filled in; a text for a shell gets a variable of unknown value. */
    static List<Word> fill(List<Word> command, String place, Word by) {
        boolean isShell = command.stream()
                .limit(1)
                .anyMatch(word -> word.literal().orElse("").matches("(.*/)?(ba|da|z|k|a|fi)?sh"));
        List<Word> filled = new ArrayList<>();
        for (Word word : command) {
            Optional<String> text = word.literal();
            boolean isScript = isShell
                    && text.isPresent()
                    && text.get().matches("(?s).*[\\s;].*")
                    && by.literal().isEmpty();
            filled.add(isScript ? Word.of(text.get().replace(place, VARIABLE)) : Words.replace(word, place, by));
        }
        return filled;
    }
}
