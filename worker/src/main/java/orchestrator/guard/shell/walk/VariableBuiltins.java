package orchestrator.guard.shell.walk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import orchestrator.guard.GuardDecision;
import orchestrator.guard.shell.Stdin;
import orchestrator.guard.shell.Word;
import orchestrator.guard.shell.Word.Literal;
import orchestrator.guard.shell.Word.Piece;
import orchestrator.guard.shell.syntax.UnreadableShell;
import orchestrator.guard.shell.value.ListedNames;
import orchestrator.guard.shell.value.Value;
import orchestrator.guard.shell.walk.SimpleCommands.Call;
import orchestrator.guard.shell.walk.Walk.Outcome;

/** Builtins that set variables. */
final class VariableBuiltins {
    private static final Set<String> VALUED = Set.of("-p", "-t", "-n", "-N", "-d", "-u", "-i", "-s", "-O", "-c");

    private final Walk walk;
    private final VariableAssignments assignments;

    VariableBuiltins(Walk walk, VariableAssignments assignments) {
        this.walk = walk;
        this.assignments = assignments;
    }

    Outcome declare(String builtin, List<Word> arguments, ShellState state) {
        boolean isExport = builtin.equals("export");
        boolean isReadOnly = builtin.equals("readonly");
        for (Word word : arguments) {
            String text = word.prefix();
            if (text.startsWith("-") || text.startsWith("+")) {
                if (!text.matches(builtin.equals("export") ? "[-+][nfp]+" : "[-+][aAfFgirxpt]+")) throw refused(word);
                isReadOnly |= text.startsWith("-") && text.contains("r");
                isExport |= text.startsWith("-") && text.contains("x");
                continue;
            }
            int equals = text.indexOf('=');
            String name = (equals < 0 ? text : text.substring(0, equals)).replaceFirst("\\+$|\\[.*$", "");
            boolean isKnown = equals >= 0 || word.literal().isPresent();
            if (!isKnown) {
                walk.add(GuardDecision.ask(
                        "shell-variable",
                        "It is not known which variables '" + builtin + " " + word.shown() + "' sets; name them."));
                continue;
            }
            if (text.contains("[$(") || text.contains("`")) throw refused(word);
            boolean isWhole = equals >= 0 && name.length() == equals;
            if (equals >= 0) assignments.set(name, isWhole ? rest(word, equals + 1) : Value.unknown("$" + name), state);
            if (isExport) state.exported.add(name);
            if (isReadOnly) state.readOnly.add(name);
        }
        return Outcome.of(state);
    }

    private static UnreadableShell refused(Word word) {
        return new UnreadableShell(
                "shell-variable",
                "What '" + word.shown() + "' does to variables cannot be followed; assign them plainly.");
    }

    private static Value rest(Word word, int start) {
        List<Piece> pieces = new ArrayList<>(word.pieces());
        pieces.set(0, new Literal(((Literal) pieces.get(0)).text().substring(start)));
        Word found = new Word(pieces);
        return Value.of(found.literal().map(Word::of).orElse(found));
    }

    Outcome unset(List<Word> arguments, ShellState state) {
        boolean isFunction = false;
        for (Word word : arguments) {
            String name = word.literal().orElseThrow(() -> refused(word));
            if (name.contains("$") || name.contains("`")) throw refused(word);
            isFunction |= name.equals("-f");
            if (name.startsWith("-")) continue;
            if (name.equals("IFS")) state.variables.remove(name);
            else if (!isFunction) state.variables.put(name, Value.EMPTY);
            if (isFunction) state.functions.remove(name);
            else state.functions.computeIfPresent(name, (known, bodies) -> ShellState.union(bodies, ShellState.ABSENT));
        }
        return Outcome.of(state);
    }

    Outcome set(List<Word> arguments, ShellState state) {
        for (int at = 0; at < arguments.size(); at++) {
            String text = arguments.get(at).literal().orElse("");
            if (text.equals("--")) {
                state.positional = arguments.subList(at + 1, arguments.size());
                return Outcome.of(state);
            }
            if (text.matches("[-+]o")) at++;
            else if (text.matches("[-+].*[^A-Za-z].*")) {
                state.positional = List.of(Value.unknownWord("$@"));
                return Outcome.of(state);
            } else if (!text.matches("[-+][A-Za-z]*")) {
                state.positional = arguments.subList(at, arguments.size());
                return Outcome.of(state);
            }
        }
        return Outcome.of(state);
    }

    Outcome shift(List<Word> arguments, ShellState state) {
        String count = arguments.isEmpty() ? "1" : arguments.get(0).literal().orElse("");
        boolean isUnknown =
                !count.matches("\\d{1,4}") || state.positional.stream().anyMatch(Word::hasUnknown);
        if (isUnknown) state.positional = List.of(Value.unknownWord("$@"));
        else if (Integer.parseInt(count) <= state.positional.size())
            state.positional = state.positional.subList(Integer.parseInt(count), state.positional.size());
        return Outcome.of(state);
    }

    Outcome read(String builtin, Call call, ShellState state) {
        List<String> names = new ArrayList<>();
        List<Word> arguments = call.arguments();
        for (int at = 0; at < arguments.size(); at++) {
            String text = arguments.get(at).literal().orElse("");
            if (text.equals("-C")) throw refused(arguments.get(at));
            if (VALUED.contains(text) && !builtin.equals("getopts")) at++;
            else if (!text.startsWith("-")) names.add(text);
        }
        if (names.isEmpty()) names.add(builtin.equals("read") ? "REPLY" : "MAPFILE");
        boolean isPlain = !call.assignments().containsKey("IFS")
                && arguments.stream()
                        .allMatch(each -> each.literal().orElse("-").matches("-r|\\w+"));
        Optional<String> text =
                call.stdin() instanceof Stdin.Text input ? input.text().literal() : Optional.empty();
        for (String name : names) {
            if (name.contains("$") || name.contains("`")) throw refused(Word.of(name));
            boolean isKnown = isPlain
                    && text.isPresent()
                    && names.size() == 1
                    && builtin.equals("read")
                    && !text.get().strip().contains("\n")
                    && !text.get().contains("\\");
            boolean isListed = builtin.equals("read") && names.size() == 1;
            Value listed = (isListed ? ListedNames.in(call.stdin()) : Optional.<Word>empty())
                    .map(Value::of)
                    .orElse(Value.unknown("$" + name));
            Value value = isKnown ? Value.of(text.get().strip()) : listed;
            if (name.matches("[A-Za-z_]\\w*")) assignments.set(name, value, state);
        }
        return Outcome.of(state);
    }

    /** {@code -v} assigns; otherwise it is a command like others. */
    Optional<Outcome> printf(Call call, ShellState state) {
        List<Word> arguments = call.arguments();
        for (Word word : arguments)
            if (word.prefix().contains("[$(") || word.prefix().contains("[`")) throw refused(word);
        if (arguments.size() < 2
                || arguments.get(0).literal().filter("-v"::equals).isEmpty()) return Optional.empty();
        String name = arguments
                .get(1)
                .literal()
                .filter(text -> text.matches("[A-Za-z_]\\w*"))
                .orElseThrow(() -> refused(arguments.get(1)));
        assignments.set(name, Value.unknown("$" + name), state);
        return Optional.of(Outcome.of(state));
    }

    /** Calculates its arguments, which may run what is in an index. */
    Optional<Outcome> calculate(String builtin, List<Word> arguments, ShellState state) {
        boolean isLet = builtin.equals("let");
        for (Word word : arguments) {
            boolean isNumeric = isLet || word.shown().contains("[");
            if (isNumeric) Numbers.check(word, walk, state);
            if (isLet) Numbers.assigned(word.shown(), state);
        }
        return isLet ? Optional.of(Outcome.of(state)) : Optional.empty();
    }
}
