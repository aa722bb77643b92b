package orchestrator.guard.policy;

import java.util.ArrayList;
import java.util.List;
import orchestrator.guard.GuardVerdict;

/**
 * A rule of the policy about commands.
 *
 * @param name such as {@code publish}
 * @param words the program and its first arguments without options, such as {@code [npm, publish]}; {@code *} stands for
 *     any characters within a word. A command matches if its words begin with them. An option among them, such as
 *     {@code --force}, may stand anywhere in the command
 * @param reason for the agent
 */
public record CommandPattern(String name, GuardVerdict verdict, List<String> words, String reason, Origin origin) {

    /** The file of a rule. */
    public enum Origin {
        BUILT_IN,
        USER,
        /** A project that is not trusted with rules: they can only make it stricter. */
        PROJECT
    }

    public CommandPattern {
        words = List.copyOf(words);
    }

    public CommandPattern(String name, GuardVerdict verdict, List<String> words, String reason) {
        this(name, verdict, words, reason, Origin.BUILT_IN);
    }

    /** @param command the program without its directory, and its arguments */
    public boolean matches(List<String> command) {
        // Nearly all rules are about other programs.
        if (command.isEmpty() || words.isEmpty() || !hasForm(command.get(0), words.get(0))) return false;
        List<String> arguments = new ArrayList<>();
        List<String> options = new ArrayList<>();
        for (String word : command) (isOption(word) ? options : arguments).add(word);
        int next = 0;
        for (String word : words) {
            if (isOption(word)) {
                if (options.stream().noneMatch(option -> hasForm(option, word))) return false;
            } else if (next >= arguments.size() || !hasForm(arguments.get(next++), word)) {
                return false;
            }
        }
        return true;
    }

    /** The more words, and the fewer of them with a {@code *}, the more a person has thought of just this command. */
    int precision() {
        int stars = (int) words.stream().filter(word -> word.contains("*")).count();
        return words.size() * 2 - stars;
    }

    private static boolean isOption(String word) {
        return word.length() > 1 && word.startsWith("-");
    }

    /** Compares from left to right and goes back to the last {@code *} only, so a long text costs no more than its length times the pattern's. */
    private static boolean hasForm(String text, String pattern) {
        int at = 0;
        int in = 0;
        int star = -1;
        int mark = 0;
        while (at < text.length()) {
            if (in < pattern.length() && pattern.charAt(in) == '*') {
                star = in++;
                mark = at;
            } else if (in < pattern.length() && pattern.charAt(in) == text.charAt(at)) {
                in++;
                at++;
            } else if (star >= 0) {
                in = star + 1;
                at = ++mark;
            } else {
                return false;
            }
        }
        while (in < pattern.length() && pattern.charAt(in) == '*') in++;
        return in == pattern.length();
    }
}
