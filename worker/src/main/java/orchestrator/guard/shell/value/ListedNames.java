package orchestrator.guard.shell.value;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import orchestrator.guard.shell.ShellCommand;
import orchestrator.guard.shell.Stdin;
import orchestrator.guard.shell.Word;
import orchestrator.guard.shell.Word.Glob;
import orchestrator.guard.shell.Word.Literal;

/** Names that {@code ls}, {@code find} and {@code git} print, as a pattern that all of them match. */
public final class ListedNames {
    private static final int PIPES_MAX = 5;
    private static final Set<String> PASSING = Set.of("grep", "sort", "uniq", "head", "tail", "tac");
    /** Options that change no name and read no other file. */
    private static final Pattern LINES = Pattern.compile("-\\d+|-n[+-]?\\d+|-[ruVfz]+");

    private static final Pattern MATCHING = Pattern.compile("-[vEiFxwz]+");
    private static final Pattern TRACKED = Pattern.compile(
            "(ls-files|diff --name-only)( (-m|-o|-z|--modified|--others|--exclude-standard|--cached|--staged|HEAD(~\\d+)?|main|master"
                    + "|--|--diff-filter=\\w+|[A-Za-z*][A-Za-z0-9*.-]*))*");
    private static final Pattern FOUND =
            Pattern.compile("((?:\\./?)?[A-Za-z0-9._-]*)((?: -type f| -maxdepth \\d+| -mindepth \\d+)*)"
                    + " -i?name (\\*?[A-Za-z0-9_-]*\\*?\\.[A-Za-z0-9]+)( -type f| -print0?| -maxdepth \\d+)*");

    private ListedNames() {}

    /** What a loop reads line by line from there. */
    public static Optional<Word> in(Stdin stdin) {
        return in(stdin, 0);
    }

    private static Optional<Word> in(Stdin stdin, int pipes) {
        return stdin instanceof Stdin.Pipe pipe && pipe.from().size() == 1
                ? by(pipe.from().get(0), pipes + 1)
                : Optional.empty();
    }

    /** What a command prints. */
    public static Optional<Word> by(ShellCommand command) {
        return by(command, 0);
    }

    private static Optional<Word> by(ShellCommand command, int pipes) {
        if (pipes > PIPES_MAX) return Optional.empty();
        String program = command.words().get(0).literal().orElse("");
        String arguments = String.join(
                " ", command.arguments().stream().map(ListedNames::text).toList());
        if (PASSING.contains(program))
            return passesAll(program, command.arguments()) ? in(command.stdin(), pipes) : Optional.empty();
        return switch (program) {
            case "ls" -> listed(command.arguments(), arguments);
            case "git" ->
                TRACKED.matcher(arguments).matches() && !arguments.contains("..")
                        ? Optional.of(below("./", "*"))
                        : Optional.empty();
            case "find" -> found(arguments);
            default -> Optional.empty();
        };
    }

    /** Of directories it would print what is in them, so patterns are known only if they look like names of files. */
    private static Optional<Word> listed(List<Word> words, String arguments) {
        if (arguments.matches("(-[1tr]+)?")) return Optional.of(below("", "*"));
        boolean areFiles = words.size() == 1
                && words.get(0).hasGlob()
                && arguments.matches("([A-Za-z0-9_][A-Za-z0-9_./-]*/)?[A-Za-z0-9_-]*\\*[A-Za-z0-9_-]*\\.[A-Za-z0-9]+")
                && !arguments.contains("..");
        return areFiles ? Optional.of(words.get(0)) : Optional.empty();
    }

    private static boolean passesAll(String program, List<Word> arguments) {
        List<String> texts = arguments.stream().map(ListedNames::text).toList();
        if (program.equals("grep"))
            return !texts.isEmpty()
                    && !texts.get(texts.size() - 1).startsWith("-")
                    && texts.stream()
                            .limit(texts.size() - 1L)
                            .allMatch(each -> MATCHING.matcher(each).matches());
        boolean isCounted =
                texts.size() == 2 && texts.get(0).equals("-n") && texts.get(1).matches("[+-]?\\d+");
        return isCounted || texts.stream().allMatch(each -> LINES.matcher(each).matches());
    }

    private static Optional<Word> found(String arguments) {
        java.util.regex.Matcher form = FOUND.matcher(arguments);
        boolean isHere = form.matches()
                && !form.group(1).contains("..")
                && !form.group(3).matches(".*(config|hooks).*");
        return isHere
                ? Optional.of(below(form.group(1) + "/", "*" + form.group(3).replaceFirst("^\\*", "")))
                : Optional.empty();
    }

    private static String text(Word word) {
        return word.hasUnknown() ? "\0" : word.shown();
    }

    private static Word below(String place, String pattern) {
        return place.isEmpty()
                ? new Word(List.of(new Glob(pattern)))
                : new Word(List.of(new Literal(place), new Glob(pattern)));
    }
}
