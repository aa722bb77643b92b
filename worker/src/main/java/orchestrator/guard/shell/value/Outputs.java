package orchestrator.guard.shell.value;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import orchestrator.guard.FileView;
import orchestrator.guard.shell.ShellCommand;
import orchestrator.guard.shell.Stdin;
import orchestrator.guard.shell.Word;
import orchestrator.guard.shell.Word.Literal;
import orchestrator.guard.shell.Word.Piece;

/** Output of the few commands whose output their arguments tell. */
public record Outputs(FileView view, Environment environment) {
    /** Programs that print one, by their arguments. */
    private static final Map<String, Pattern> TOKENS = Map.of(
            "nproc", Pattern.compile(".*"),
            "uuidgen", Pattern.compile(".*"),
            "arch", Pattern.compile(""),
            "wc", Pattern.compile("-[lwcm]"),
            "date", Pattern.compile("(\\S+ )*\\+[\\w%:.+-]+"),
            "id", Pattern.compile("-[ug]n?"),
            "uname", Pattern.compile("(-[smrn])?"),
            "whoami", Pattern.compile(""),
            "hostname", Pattern.compile(""));

    private static final int NUMBERS_MAX = 40;

    public Optional<Word> of(ShellCommand invocation, String source) {
        String program = invocation.program().orElse("");
        List<Word> arguments = invocation.arguments();
        List<String> texts =
                arguments.stream().map(word -> word.literal().orElse("\0")).toList();
        return switch (program) {
            case "echo" -> echo(arguments);
            case "printf" -> printf(arguments, texts);
            case "pwd" -> invocation.directory().map(path -> Word.of(path.toString()));
            case "cat" -> arguments.isEmpty() ? input(invocation) : Optional.empty();
            case "tee" -> input(invocation);
            case "base64" -> decoded(invocation, texts);
            case "basename" -> part(program, texts).or(() -> NameOutputs.basename(arguments));
            case "dirname" -> part(program, texts).or(() -> NameOutputs.dirname(arguments));
            case "tr", "sed" -> NameOutputs.changed(invocation, texts);
            case "ls", "find", "grep", "sort", "head", "tail" -> ListedNames.by(invocation);
            case "which" -> texts.size() == 1 ? arguments.get(0).literal().map(Word::of) : Optional.empty();
            case "command" ->
                texts.size() == 2 && texts.get(0).equals("-v")
                        ? arguments.get(1).literal().map(Word::of)
                        : Optional.empty();
            case "mktemp" -> temporary(texts);
            case "seq" -> numbers(texts);
            case "git" -> git(invocation, texts, source);
            default -> isToken(program, String.join(" ", texts)) ? Optional.of(Value.token(source)) : Optional.empty();
        };
    }

    /** True if it prints a number, a date or a name without blanks and slashes. */
    private static boolean isToken(String program, String arguments) {
        Pattern pattern = TOKENS.get(program);
        return pattern != null && pattern.matcher(arguments).matches();
    }

    public static Word withoutLastLines(Word word) {
        int last = word.pieces().size() - 1;
        if (last < 0 || !(word.pieces().get(last) instanceof Literal literal)) return word;
        List<Piece> pieces = new ArrayList<>(word.pieces().subList(0, last));
        pieces.add(new Literal(literal.text().replaceFirst("\n+$", "")));
        return new Word(pieces);
    }

    private static Optional<Word> echo(List<Word> arguments) {
        int first = 0;
        while (first < arguments.size()
                && arguments.get(first).literal().orElse("").matches("-[nE]+")) first++;
        if (first < arguments.size() && arguments.get(first).prefix().matches("-[neE]+")) return Optional.empty();
        List<Piece> pieces = new ArrayList<>();
        for (int index = first; index < arguments.size(); index++) {
            if (index > first) pieces.add(new Literal(" "));
            pieces.addAll(arguments.get(index).pieces());
        }
        boolean hasEscape = pieces.stream()
                .anyMatch(piece -> piece instanceof Literal text && text.text().contains("\\"));
        boolean hasGlob = pieces.stream().anyMatch(Word.Glob.class::isInstance);
        pieces.add(new Literal("\n"));
        return hasEscape || hasGlob ? Optional.empty() : Optional.of(joined(pieces));
    }

    private static Word joined(List<Piece> pieces) {
        Word word = new Word(pieces);
        return word.literal().map(Word::of).orElse(word);
    }

    private static Optional<Word> printf(List<Word> arguments, List<String> texts) {
        if (texts.isEmpty()) return Optional.empty();
        if (isNumbered(texts)) return Optional.of(numbered(texts.get(0)));
        String format = texts.get(0).replaceFirst("\\\\n$", "\n");
        if (format.contains("\\") || format.contains("\0") || format.startsWith("-")) return Optional.empty();
        String[] pieces = format.split("%s", -1);
        boolean isPlain = List.of(pieces).stream().noneMatch(piece -> piece.contains("%"));
        if (!isPlain || pieces.length != arguments.size()) return Optional.empty();
        List<Piece> all = new ArrayList<>(List.of(new Literal(pieces[0])));
        for (int index = 1; index < pieces.length; index++) {
            all.addAll(arguments.get(index).pieces());
            all.add(new Literal(pieces[index]));
        }
        return Optional.of(joined(all));
    }

    /** A format such as {@code photo_%03d.jpg}. */
    private static boolean isNumbered(List<String> texts) {
        return texts.size() == 2
                && texts.get(0).matches("[\\w.-]*%0?\\d{0,3}d[\\w.-]*")
                && !texts.get(0).startsWith("-");
    }

    private static Word numbered(String format) {
        int start = format.indexOf('%');
        return new Word(List.of(
                new Literal(format.substring(0, start)),
                new Word.Token("$(printf)"),
                new Literal(format.substring(format.indexOf('d', start) + 1))));
    }

    private Optional<Word> input(ShellCommand invocation) {
        if (invocation.stdin() instanceof Stdin.Text text) return Optional.of(text.text());
        if (!(invocation.stdin() instanceof Stdin.Pipe pipe) || pipe.from().size() != 1) return Optional.empty();
        return of(pipe.from().get(0), "");
    }

    private Optional<Word> decoded(ShellCommand invocation, List<String> options) {
        if (options.size() != 1 || !Set.of("-d", "-D", "--decode").contains(options.get(0))) return Optional.empty();
        Optional<String> text = input(invocation).flatMap(Word::literal);
        try {
            return text.map(known -> Base64.getMimeDecoder().decode(known))
                    .map(bytes -> Word.of(new String(bytes, StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Word> part(String program, List<String> arguments) {
        String path = arguments.size() == 1 ? arguments.get(0) : "";
        if (path.contains("\0") || path.isEmpty() || path.endsWith("/")) return Optional.empty();
        int slash = path.lastIndexOf('/');
        if (program.equals("basename")) return Optional.of(Word.of(path.substring(slash + 1)));
        return Optional.of(Word.of(slash < 0 ? "." : slash == 0 ? "/" : path.substring(0, slash)));
    }

    /** The name of a temporary file: its last letters do not matter. */
    private Optional<Word> temporary(List<String> arguments) {
        Optional<String> place = Optional.ofNullable(environment.known().get("TMPDIR"));
        String parent = place.orElse("/tmp");
        boolean isDirectory = arguments.size() > 0 && arguments.get(0).equals("-d");
        List<String> rest = isDirectory ? arguments.subList(1, arguments.size()) : arguments;
        if (rest.isEmpty()) return Optional.of(Word.of(parent + "/tmp.0000000000"));
        boolean isNamed =
                rest.size() == 2 && rest.get(0).equals("-t") && !rest.get(1).contains("/");
        if (isNamed && !rest.get(1).contains("\0")) return Optional.of(Word.of(parent + "/" + rest.get(1)));
        boolean isTemplate = rest.size() == 1 && rest.get(0).matches("[^-\0][^\0]*XXX[^\0]*");
        return isTemplate ? Optional.of(Word.of(rest.get(0))) : Optional.empty();
    }

    private static Optional<Word> numbers(List<String> arguments) {
        if (arguments.isEmpty()
                || arguments.size() > 2
                || !arguments.stream().allMatch(each -> each.matches("\\d{1,6}"))) return Optional.empty();
        int first = arguments.size() == 2 ? Integer.parseInt(arguments.get(0)) : 1;
        int last = Integer.parseInt(arguments.get(arguments.size() - 1));
        if (last - first >= NUMBERS_MAX) return Optional.of(Value.token("$(seq)"));
        return Optional.of(Word.of(
                IntStream.rangeClosed(first, last).mapToObj(String::valueOf).collect(Collectors.joining("\n"))));
    }

    private Optional<Word> git(ShellCommand invocation, List<String> arguments, String source) {
        if (arguments.equals(List.of("rev-parse", "--show-toplevel")))
            return invocation.directory().flatMap(this::topLevel);
        boolean isCommit = arguments.equals(List.of("rev-parse", "HEAD"))
                || arguments.equals(List.of("rev-parse", "--short", "HEAD"));
        return isCommit ? Optional.of(Value.token(source)) : ListedNames.by(invocation);
    }

    private Optional<Word> topLevel(Path directory) {
        for (Path each = directory.normalize(); each != null; each = each.getParent()) {
            Path git = each.resolve(".git");
            if (view.isDirectory(git) || view.text(git, 4_096).isPresent())
                return Optional.of(Word.of(each.toString()));
        }
        return Optional.empty();
    }
}
