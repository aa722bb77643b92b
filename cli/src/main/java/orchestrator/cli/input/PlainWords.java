package orchestrator.cli.input;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What most calls consist of: at most a session's id and {@code --json}. It is read without the parser, whose reflection
 * would take longer than the rest of the command.
 */
public record PlainWords(@Nullable String id, boolean json) {

    /** A command that can be called with nothing but them. */
    public interface Command {
        /** Sets what the parser would set. False if this command takes no such words. */
        boolean take(PlainWords words);
    }

    /** Empty if there is anything else, which is for the parser. */
    public static Optional<PlainWords> of(String... arguments) {
        @Nullable String id = null;
        boolean json = false;
        for (String word : arguments) {
            boolean isJson = word.equals("--json");
            boolean isSecond = isJson ? json : id != null;
            if (isSecond || !isJson && !isPlain(word)) return Optional.empty();
            if (isJson) json = true;
            else id = word;
        }
        return Optional.of(new PlainWords(id, json));
    }

    /** A word in which the parser finds no option, file, quote or value. */
    private static boolean isPlain(String word) {
        if (word.isEmpty() || word.charAt(0) == '-') return false;
        for (int i = 0; i < word.length(); i++) {
            if (!isPlain(word.charAt(i))) return false;
        }
        return true;
    }

    private static boolean isPlain(char c) {
        return c == '-' || c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}
