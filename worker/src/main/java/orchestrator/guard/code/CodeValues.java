package orchestrator.guard.code;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import orchestrator.guard.code.CodePart.Kind;
import orchestrator.guard.command.call.Words;
import orchestrator.guard.shell.Word;

/** Values of expressions, where they are plain texts or lists of them. */
final class CodeValues {
    private static final String JOINING =
            "os\\.path\\.join|path\\.(posix\\.)?(join|resolve)|File\\.join|(pathlib\\.)?(Pure)?(Posix)?Path|Pathname\\.new|Pathname|str|String|os\\.path\\.(abspath|realpath|normpath|expanduser)|File\\.expand_path";
    /** Members of a path whose value is none. */
    private static final String TEXT_OF_PATH =
            "read_text|read_bytes|read|readlines|each_line|name|stem|suffix|as_posix|as_uri|str|decode|basename|to_s|extname";

    private final Map<String, Word> constants = new HashMap<>();
    private final Set<String> paths = new HashSet<>();
    private final Set<String> changed = new HashSet<>();
    private final CodeNames names;
    private final Path home;

    CodeValues(List<CodePart> parts, CodeNames names, Path home) {
        this.names = names;
        this.home = home;
        for (int i = 0; i + 2 < parts.size(); i++) {
            boolean isAssigned = parts.get(i).isName()
                    && parts.get(i + 1).is("=")
                    && !CodeSpan.at(parts, i - 1).is(".");
            boolean isLoop = parts.get(i).isName()
                    && CodeSpan.at(parts, i + 1).isName()
                    && CodeSpan.at(parts, i + 1).text().matches("in|of");
            boolean isAdded = parts.get(i).isName()
                    && CodeSpan.at(parts, i + 2).is("=")
                    && CodeSpan.at(parts, i + 1).text().matches("[+.*/%|&]");
            if (isAssigned) assign(parts.get(i).text(), CodeSpan.openArguments(parts, i + 2));
            Optional<Word> found = isLoop ? found(parts, i + 2) : Optional.empty();
            if (found.isPresent() && !constants.containsKey(parts.get(i).text()))
                constants.put(parts.get(i).text(), found.get());
            else if (isLoop || isAdded) changed.add(parts.get(i).text());
        }
    }

    /** Files that a loop goes through: {@code glob.glob("x/*")}, {@code Path("x").rglob("*")}. */
    private Optional<Word> found(List<CodePart> parts, int from) {
        if (!CodeSpan.at(parts, from).isName()) return Optional.empty();
        int open = chainEnd(parts, from);
        String name = chain(parts, from, open);
        CodePart value = CodeSpan.at(parts, open + 1);
        boolean isPlain = CodeSpan.at(parts, open).is("(")
                && value.isString()
                && !value.word().hasUnknown();
        if (!isPlain) return Optional.empty();
        int behind = CodeSpan.behind(parts, open);
        String method = CodeSpan.at(parts, behind + 1).text();
        boolean isBelow = name.matches("(pathlib\\.)?Path")
                && CodeSpan.at(parts, behind).is(".")
                && method.matches("r?glob|iterdir");
        boolean isGlob = name.matches("glob\\.i?glob|glob");
        if (!isBelow && !isGlob) return Optional.empty();
        String known = isBelow ? value.text() + "/" : value.text().replaceFirst("[*?\\[].*$", "");
        return Optional.of(new Word(List.of(new Word.Literal(known), new Word.Unknown("a file found there", false))));
    }

    private void assign(String name, List<List<CodePart>> value) {
        if (constants.containsKey(name) || value.size() != 1 || changed.contains(name)) {
            changed.add(name);
            return;
        }
        constants.put(name, word(value.get(0)));
        if (isPath(value.get(0))) paths.add(name);
    }

    /** True if a class of paths, or a name that was given one, stands in it. */
    boolean isPath(List<CodePart> parts) {
        boolean isText =
                parts.stream().anyMatch(part -> part.isName() && part.text().matches(TEXT_OF_PATH));
        return !isText
                && parts.stream()
                        .filter(CodePart::isName)
                        .anyMatch(part -> paths.contains(part.text())
                                || names.full(part.text()).matches("(pathlib\\.)?(Posix)?Path|Pathname"));
    }

    /** The value as a word, in which what is not known is an unknown part. */
    Word word(List<CodePart> parts) {
        List<Word.Piece> pieces = new ArrayList<>();
        boolean isPath = false;
        for (int i = 0; i < parts.size(); i++) {
            CodePart part = parts.get(i);
            if (part.kind() == Kind.NEWLINE
                    || part.is("+")
                    || part.is(".") && CodeSpan.at(parts, i + 1).kind() != Kind.NAME) continue;
            if (part.isString()) {
                pieces.addAll(part.word().pieces());
            } else if (part.is("/") && isPath) {
                pieces.add(new Word.Literal("/"));
            } else if (part.isName()) {
                int end = chainEnd(parts, i);
                String chain = chain(parts, i, end);
                boolean isCall = CodeSpan.at(parts, end).is("(");
                if (isCall && chain.matches(JOINING)) {
                    pieces.addAll(joined(CodeSpan.arguments(parts, end)).pieces());
                    isPath = true;
                } else if (isCall && chain.matches("(pathlib\\.)?Path\\.home|os\\.homedir|Dir\\.home")) {
                    pieces.add(new Word.Literal(home.toString()));
                    isPath = true;
                } else {
                    Word constant = isCall || changed.contains(chain) ? null : constants.get(chain);
                    pieces.addAll(constant == null ? List.of(new Word.Unknown(chain, false)) : constant.pieces());
                    isPath |= constant != null;
                }
                i = (isCall ? CodeSpan.behind(parts, end) : end) - 1;
            } else if (!(part.is("(") || part.is(")"))) {
                return new Word(List.of(new Word.Unknown("a computed value", false)));
            }
        }
        return pieces.isEmpty() ? new Word(List.of(new Word.Unknown("nothing", false))) : new Word(pieces);
    }

    private Word joined(List<List<CodePart>> arguments) {
        List<Word.Piece> pieces = new ArrayList<>();
        for (List<CodePart> argument : arguments) {
            Word next = word(argument);
            if (next.prefix().startsWith("/")) pieces.clear();
            if (!pieces.isEmpty()) pieces.add(new Word.Literal("/"));
            if (next.prefix().startsWith("~/")) {
                pieces.add(new Word.Literal(home.toString()));
                pieces.addAll(Words.after(next, 1).pieces());
            } else {
                pieces.addAll(next.pieces());
            }
        }
        return new Word(pieces.isEmpty() ? List.of(new Word.Literal(".")) : pieces);
    }

    /** The index behind a name with its members. */
    static int chainEnd(List<CodePart> parts, int start) {
        int end = start + 1;
        while (CodeSpan.at(parts, end).is(".") && CodeSpan.at(parts, end + 1).isName()) end += 2;
        return end;
    }

    /** The full name, such as {@code os.path.join}. */
    String chain(List<CodePart> parts, int start, int end) {
        StringBuilder name = new StringBuilder(names.full(parts.get(start).text()));
        for (int i = start + 1; i < end; i++) name.append(parts.get(i).text());
        return name.toString();
    }

    /** A list of texts, or a text that is split into one. */
    Optional<List<Word>> list(List<CodePart> parts) {
        if (parts.isEmpty()) return Optional.empty();
        boolean isList = parts.get(0).is("[") && CodeSpan.behind(parts, 0) == parts.size();
        if (isList)
            return Optional.of(
                    CodeSpan.arguments(parts, 0).stream().map(this::word).toList());
        boolean isSplit = parts.size() >= 5
                && parts.get(0).isString()
                && parts.get(1).is(".")
                && parts.get(2).text().equals("split");
        if (!isSplit || parts.get(0).word().hasUnknown()) return Optional.empty();
        return Optional.of(Arrays.stream(parts.get(0).text().strip().split("\\s+"))
                .map(Word::of)
                .toList());
    }
}
