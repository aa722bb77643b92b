package orchestrator.guard.shell.value;

import java.util.List;
import orchestrator.guard.shell.Word;
import orchestrator.guard.shell.syntax.UnreadableShell;

/**
 * How a shell was started.
 *
 * @param isHarmless true if it only reads its input or prints something
 * @param hasText true for {@code -c}: the first of the rest is what runs
 * @param readsInput true for {@code -s}
 */
public record ShellOptions(boolean isHarmless, boolean hasText, boolean readsInput, List<Word> rest) {
    public ShellOptions {
        rest = List.copyOf(rest);
    }

    public static ShellOptions of(List<Word> arguments) {
        boolean isHarmless = false;
        boolean hasText = false;
        boolean readsInput = false;
        int at = 0;
        while (at < arguments.size()) {
            Word word = arguments.get(at);
            String option = word.literal().orElse("");
            boolean mayBeOption = option.isEmpty()
                    && (word.prefix().isEmpty() || word.prefix().matches("[-+].*"));
            if (mayBeOption && word.literal().isEmpty() && !isPlace(word))
                throw new UnreadableShell(
                        "shell-code",
                        "It is not known what '" + word.shown()
                                + "' is when a shell runs it; write the command openly.");
            if (option.equals("-") || option.equals("--")) {
                at++;
                break;
            }
            if (!option.startsWith("-") && !option.startsWith("+")) break;
            at++;
            if (option.startsWith("--")) {
                isHarmless |= option.equals("--version") || option.equals("--help");
                if (option.equals("--rcfile") || option.equals("--init-file")) at++;
                continue;
            }
            isHarmless |= option.startsWith("-") && option.indexOf('n') > 0 && option.indexOf('o') < 0;
            hasText |= option.startsWith("-") && option.indexOf('c') > 0;
            readsInput |= option.startsWith("-") && option.indexOf('s') > 0;
            if (option.endsWith("o") || option.endsWith("O")) at++;
        }
        List<Word> rest = at < arguments.size() ? arguments.subList(at, arguments.size()) : List.of();
        return new ShellOptions(isHarmless, hasText, readsInput && !hasText, rest);
    }

    /** A token such as a number is no option. */
    private static boolean isPlace(Word word) {
        return word.sample().filter(text -> !text.startsWith("-")).isPresent();
    }
}
