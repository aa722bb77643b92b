package orchestrator.guard.shell.walk;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import orchestrator.guard.GuardDecision;
import orchestrator.guard.shell.Word;
import orchestrator.guard.shell.Word.Literal;
import orchestrator.guard.shell.Word.Piece;
import orchestrator.guard.shell.syntax.ShellWord;
import orchestrator.guard.shell.syntax.Statement;
import orchestrator.guard.shell.syntax.UnreadableShell;
import orchestrator.guard.shell.value.Value;

/** Gives values to variables, and judges the ones that change what runs. */
final class VariableAssignments {
    private static final Set<String> LOADING =
            Set.of("LD_PRELOAD", "LD_LIBRARY_PATH", "LD_AUDIT", "DYLD_INSERT_LIBRARIES", "DYLD_LIBRARY_PATH");
    private static final Set<String> RUNNING = Set.of(
            "BASH_ENV",
            "ENV",
            "PROMPT_COMMAND",
            "PS0",
            "PS4",
            "SHELLOPTS",
            "BASHOPTS",
            "ZDOTDIR",
            "BASH_FUNC",
            "CDPATH",
            "GLOBIGNORE",
            "EXECIGNORE");

    private final Walk walk;

    VariableAssignments(Walk walk) {
        this.walk = walk;
    }

    boolean isArray(ShellWord word) {
        int last = word.parts().size() - 1;
        return last == 1 && word.parts().get(last) instanceof ShellWord.Array;
    }

    /** An argument of {@code declare} such as {@code a=(b c)}. */
    void assignArray(ShellWord word, ShellState state) {
        String name = ((ShellWord.Text) word.parts().get(0)).text().replaceFirst("=$", "");
        Value value = array((ShellWord.Array) word.parts().get(1), word.source(), state);
        check(name, value, state);
        state.variables.put(name, value);
    }

    private Value array(ShellWord.Array array, String source, ShellState state) {
        List<List<Word>> all = List.of(List.of());
        for (ShellWord element : array.elements())
            all = Expander.product(all, walk.expander().fields(element, state), element.source());
        boolean hasKeys =
                array.elements().stream().anyMatch(each -> each.source().startsWith("["));
        if (hasKeys) return Value.unknown(source);
        return new Value(all);
    }

    Value value(Statement.Assignment assignment, ShellState state) {
        String source = "$" + assignment.name();
        if (assignment.isElement()) {
            Numbers.expressions(assignment.index(), walk.expander(), walk, state);
            walk.expander().run(assignment.value(), state);
            return Value.unknown(source);
        }
        ShellWord word = assignment.value();
        boolean isArray = word.parts().size() == 1 && word.parts().get(0) instanceof ShellWord.Array;
        if (isArray) {
            Value value = array((ShellWord.Array) word.parts().get(0), source, state);
            if (!assignment.isAppend()) return value;
            Value before = walk.variable(assignment.name(), state);
            if (before.alternatives().size() > 1 || value.alternatives().size() > 1) return Value.unknown(source);
            List<Word> all = new ArrayList<>(
                    before.equals(Value.EMPTY)
                            ? List.of()
                            : before.alternatives().get(0));
            all.addAll(value.alternatives().get(0));
            return new Value(List.of(all));
        }
        List<Word> texts = walk.expander().text(word, state);
        texts.forEach(VariableAssignments::checkIndex);
        if (!assignment.isAppend())
            return new Value(texts.stream().map(List::of).toList());
        List<List<Word>> all = new ArrayList<>();
        for (Word before : walk.variable(assignment.name(), state).scalars().toList())
            for (Word after : texts) all.add(List.of(joined(before, after)));
        return all.size() > 32
                ? Value.unknown(source)
                : new Value(all.stream().distinct().toList());
    }

    /** An integer's value is calculated when it is assigned, which may run a command in an index. */
    private static void checkIndex(Word value) {
        boolean runs = value.pieces().stream()
                .anyMatch(piece -> piece instanceof Literal literal
                        && (literal.text().contains("[$(") || literal.text().contains("[`")));
        if (runs)
            throw new UnreadableShell(
                    "shell-code",
                    "The value " + value.shown()
                            + " may run a command when it is calculated; write the command openly.");
    }

    private static Word joined(Word first, Word second) {
        List<Piece> pieces = new ArrayList<>(first.pieces());
        pieces.addAll(second.pieces());
        Word both = new Word(pieces);
        return both.literal().map(Word::of).orElse(both);
    }

    /** Sets one that a builtin such as {@code export} names. */
    void set(String name, Value value, ShellState state) {
        check(name, value, state);
        state.variables.put(name, value);
    }

    void check(String name, Value value, ShellState state) {
        if (state.readOnly.contains(name) && !value.equals(state.variables.get(name)))
            throw new UnreadableShell(
                    "shell-variable", name + " is read-only, so it is not known whether it changes; use another name.");
        if (LOADING.contains(name))
            throw new UnreadableShell(
                    "shell-variable",
                    "Setting " + name + " loads code into every program; report what you need instead.");
        if (name.matches("HIST(FILE|SIZE|FILESIZE|IGNORE)"))
            walk.add(GuardDecision.ask("history", "The history of commands stays as the user has set it."));
        if (name.equals("IFS")) checkSeparators(value);
        boolean isCleared = value.equals(Value.EMPTY);
        if (RUNNING.contains(name) && !isCleared)
            throw new UnreadableShell("shell-variable", "Setting " + name + " changes what shells run; do without it.");
        if (name.equals("PATH") || name.equals("fpath")) value.scalars().forEach(each -> checkPath(each, state));
    }

    private static void checkSeparators(Value value) {
        boolean isUsual = value.scalars().allMatch(each -> each.literal().isPresent());
        if (!isUsual) throw new UnreadableShell("shell-variable", "IFS is set to what is not known.");
    }

    /** Directories in front of the usual ones decide which program runs. */
    private void checkPath(Word path, ShellState state) {
        StringBuilder text = new StringBuilder();
        for (Piece piece : path.pieces()) text.append(piece instanceof Literal literal ? literal.text() : "\0");
        for (String part : text.toString().split(":", -1)) {
            if (part.equals("\0") || part.matches("(/usr(/local)?)?/s?bin|/opt/homebrew/bin")) continue;
            boolean isOwn = !part.contains("\0")
                    && state.places().stream()
                            .allMatch(place -> Expander.path(part, place)
                                    .filter(found -> !walk.surroundings()
                                            .files()
                                            .write(found)
                                            .isDenied())
                                    .isPresent());
            if (isOwn && !part.isEmpty() || isOfUser(part)) continue;
            walk.add(GuardDecision.ask(
                    "shell-path",
                    "PATH gets '" + part.replace('\0', '…')
                            + "', which is not of the workspace; call the program by its path instead."));
        }
    }

    /** Where the user's own programs usually are, if agents may not put any there. */
    private boolean isOfUser(String part) {
        String home = walk.surroundings().environment().known().getOrDefault("HOME", "\0");
        String rest = part.startsWith(home + "/") ? "~" + part.substring(home.length()) : part;
        boolean isUsual = rest.matches("~/(\\.(local|cargo|npm-global|bun|deno|pyenv|rbenv|volta|yarn)/|go/)?bin"
                + "|~/\\.(pyenv|rbenv)/shims|/usr/local/go/bin|/snap/bin");
        Path place = Path.of(isUsual && rest.startsWith("~") ? home + rest.substring(1) : "/");
        return isUsual
                && (!rest.startsWith("~")
                        || walk.surroundings().files().write(place).isDenied());
    }

    /** Variables that a command finds in its environment, as far as the text has set them. */
    Map<String, Word> given(Map<String, Value> own, ShellState state) {
        if (own.isEmpty() && state.exported.isEmpty()) return Map.of();
        Map<String, Word> all = new HashMap<>();
        for (String name : state.exported) {
            Value value = state.variables.get(name);
            if (value != null) all.put(name, word(name, value));
        }
        own.forEach((name, value) -> all.put(name, word(name, value)));
        return all;
    }

    private static Word word(String name, Value value) {
        List<Word> scalars = value.scalars().toList();
        return scalars.size() == 1 ? scalars.get(0) : Value.unknownWord("$" + name);
    }
}
