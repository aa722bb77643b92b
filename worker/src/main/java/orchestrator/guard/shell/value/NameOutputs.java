package orchestrator.guard.shell.value;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import orchestrator.guard.shell.ShellCommand;
import orchestrator.guard.shell.Stdin;
import orchestrator.guard.shell.Word;
import orchestrator.guard.shell.Word.Glob;
import orchestrator.guard.shell.Word.Literal;

/** What commands such as {@code basename} and {@code tr} make of names that match a pattern. */
final class NameOutputs {
    /** Letters stay letters or become some: neither {@code /} nor a dot in front can come of it. */
    private static final Pattern TR =
            Pattern.compile("(-s )?\\S[^/]* ([A-Za-z0-9_-]+|\\[:(upper|lower):])|' ' _" + "|(-s )?  [A-Za-z0-9_-]+");

    private static final Pattern SED = Pattern.compile("(-[Ere] )?s([/|,#])"
            + "([A-Za-z0-9_ -]+\\$?\\2[A-Za-z0-9_-]+|\\\\\\.[A-Za-z0-9]+\\$?\\2\\.[A-Za-z0-9]+)\\2[gI]*");

    private NameOutputs() {}

    static Optional<Word> basename(List<Word> arguments) {
        if (arguments.isEmpty() || arguments.size() > 2 || !isPattern(arguments.get(0))) return Optional.empty();
        boolean isPlain = arguments.size() == 1
                || arguments
                        .get(1)
                        .literal()
                        .filter(text -> text.startsWith("."))
                        .isPresent();
        return isPlain ? Optional.of(new Word(List.of(new Glob("*")))) : Optional.empty();
    }

    static Optional<Word> dirname(List<Word> arguments) {
        if (arguments.size() != 1 || !isPattern(arguments.get(0))) return Optional.empty();
        String shown = arguments.get(0).shown();
        String place = arguments.get(0).prefix();
        int slash = shown.lastIndexOf('/');
        if (slash <= 0) return slash < 0 ? Optional.of(Word.of(".")) : Optional.empty();
        return slash < place.length()
                ? Optional.of(Word.of(place.substring(0, slash)))
                : Optional.of(new Word(List.of(new Literal(place), new Glob(shown.substring(place.length(), slash)))));
    }

    /** What {@code tr} or {@code sed} prints for one name, which comes from {@code echo} or a here-string. */
    static Optional<Word> changed(ShellCommand command, List<String> texts) {
        String arguments = String.join(" ", texts);
        boolean isTr = command.program().filter("tr"::equals).isPresent();
        if (!(isTr ? TR : SED).matcher(arguments).matches()) return Optional.empty();
        return input(command.stdin())
                .filter(name -> isPattern(name) && name.prefix().matches("(\\./)?([A-Za-z0-9_-][A-Za-z0-9_.-]*)?"))
                .filter(name -> !name.shown().substring(name.prefix().length()).contains("/"))
                .map(name -> new Word(List.of(new Glob("*"))));
    }

    private static Optional<Word> input(Stdin stdin) {
        if (stdin instanceof Stdin.Text text) return Optional.of(text.text());
        if (!(stdin instanceof Stdin.Pipe pipe) || pipe.from().size() != 1) return Optional.empty();
        ShellCommand from = pipe.from().get(0);
        List<Word> words = from.arguments();
        boolean isEcho = from.program().filter("echo"::equals).isPresent() && words.size() == 1;
        boolean isPrintf = from.program().filter("printf"::equals).isPresent()
                && words.size() == 2
                && words.get(0).literal().orElse("").matches("%s(\\\\n)?");
        if (!isEcho && !isPrintf) return Optional.empty();
        return Optional.of(words.get(words.size() - 1));
    }

    /** Names of files that are not hidden. */
    private static boolean isPattern(Word word) {
        String shown = word.shown();
        boolean isHidden = shown.substring(shown.lastIndexOf('/') + 1).startsWith(".");
        return word.hasGlob() && !word.hasUnknown() && !isHidden && !shown.contains("..");
    }
}
