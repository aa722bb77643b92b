package orchestrator.guard.command.wrapper;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import orchestrator.guard.command.call.Call;
import orchestrator.guard.command.call.OptionTable;
import orchestrator.guard.shell.ShellCommand;
import orchestrator.guard.shell.Stdin;
import orchestrator.guard.shell.Word;

/** Names of files that one program prints for another, as far as they can be known. */
final class PipedNames {
    private static final int WORDS_MAX = 100;
    private static final Set<String> PASSING = Set.of("grep", "egrep", "sort", "uniq", "head", "tail", "tac", "tee");
    private static final OptionTable GREP =
            OptionTable.of("e:f:m:A:B:C:g:t:", "include= exclude= exclude-dir= glob= type=");

    private PipedNames() {}

    /** Words that stand for all of them; one unknown word if nothing is known. */
    static List<Word> of(Stdin stdin, Call call) {
        return of(stdin, call, "\\s+");
    }

    /** Lines that stand for all of them. */
    static List<Word> lines(Stdin stdin, Call call) {
        return of(stdin, call, "[\n\0]+");
    }

    private static List<Word> of(Stdin stdin, Call call, String separator) {
        Optional<String> text = PipedText.of(stdin, call);
        if (text.isPresent()) {
            List<Word> words = Arrays.stream(text.get().strip().split(separator))
                    .filter(word -> !word.isEmpty())
                    .limit(WORDS_MAX + 1L)
                    .map(Word::of)
                    .toList();
            if (words.size() <= WORDS_MAX) return words.isEmpty() ? List.of(Word.of("")) : words;
        }
        if (!(stdin instanceof Stdin.Pipe pipe) || pipe.from().size() != 1) return List.of(Placeholder.UNKNOWN);
        return of(pipe.from().get(0), call);
    }

    private static List<Word> of(ShellCommand producer, Call call) {
        String program = producer.program().orElse("");
        boolean readsNames = PASSING.contains(program)
                && producer.stdin() instanceof Stdin.Pipe
                && producer.arguments().stream()
                        .noneMatch(word -> word.literal().orElse("").matches("-o|--only-matching"));
        if (readsNames) return of(producer.stdin(), call);
        return switch (program) {
            case "find" -> FoundFiles.of(producer.arguments()).words();
            case "git" -> ofGit(producer.arguments());
            case "ls" -> ofList(producer.arguments());
            case "grep", "rg", "egrep", "ag" -> ofGrep(producer.arguments());
            case "fd", "fdfind" -> List.of(below("./", "found"));
            case "awk", "cut", "tr", "sed" -> ofProcesses(producer.stdin());
            case "pgrep", "pidof" -> List.of(new Word(List.of(new Word.Unknown("$(" + program + ")", true))));
            case "nproc", "seq", "date" -> List.of(new Word(List.of(new Word.Token("a number"))));
            default -> List.of(Placeholder.UNKNOWN);
        };
    }

    /** Numbers out of a list of all processes. */
    private static List<Word> ofProcesses(Stdin stdin) {
        Stdin from = stdin;
        while (from instanceof Stdin.Pipe pipe && pipe.from().size() == 1) {
            ShellCommand producer = pipe.from().get(0);
            if (producer.program().filter("ps"::equals).isPresent())
                return List.of(new Word(List.of(new Word.Unknown("$(ps)", true))));
            from = producer.stdin();
        }
        return List.of(Placeholder.UNKNOWN);
    }

    private static List<Word> ofGit(List<Word> words) {
        String sub = words.isEmpty() ? "" : words.get(0).literal().orElse("");
        boolean namesOnly = sub.equals("ls-files")
                || sub.equals("diff")
                        && words.stream().anyMatch(word -> word.prefix().equals("--name-only"));
        return namesOnly ? List.of(below("./", "tracked")) : List.of(Placeholder.UNKNOWN);
    }

    /** Names without their directory, so relative to where the other program runs. */
    private static List<Word> ofList(List<Word> words) {
        List<Word> operands =
                words.stream().filter(word -> !word.prefix().startsWith("-")).toList();
        boolean hasPatterns = !operands.isEmpty() && operands.stream().allMatch(Word::hasGlob);
        return hasPatterns ? operands : List.of(below("./", "*"));
    }

    private static List<Word> ofGrep(List<Word> words) {
        boolean listsFiles =
                words.stream().anyMatch(word -> word.literal().orElse("").matches("-[a-zA-Z]*[lL][a-zA-Z]*|--files.*"));
        if (!listsFiles) return List.of(Placeholder.UNKNOWN);
        List<Word> roots = GREP.read(words).operandsFrom(1);
        if (roots.isEmpty()) return List.of(below("./", "found"));
        return roots.stream()
                .map(root -> root.hasGlob() ? root : FoundFiles.below(root, "found"))
                .toList();
    }

    private static Word below(String directory, String pattern) {
        return FoundFiles.below(Word.of(directory), pattern);
    }
}
