package orchestrator.guard.shell.walk;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import orchestrator.guard.shell.Word;
import orchestrator.guard.shell.syntax.ShellWord;
import orchestrator.guard.shell.syntax.ShellWord.Arithmetic;
import orchestrator.guard.shell.syntax.UnreadableShell;
import orchestrator.guard.shell.value.Value;

/** Arithmetic: the simplest is calculated, and what would run a command by way of an array index is refused. */
final class Numbers {
    private static final Pattern SIMPLE = Pattern.compile("\\s*(-?\\d{1,9})\\s*(?:([-+*])\\s*(\\d{1,9})\\s*)?");
    private static final Pattern NAME = Pattern.compile("(?<![0-9#$])[A-Za-z_]\\w*");

    private static final Pattern ASSIGNED = Pattern.compile(
            "([A-Za-z_]\\w*)\\s*(?:\\[[^\\]]*]\\s*)?(?:=(?!=)|[-+*/%&|^]=|<<=|>>=|\\+\\+|--)|(?:\\+\\+|--)\\s*([A-Za-z_]\\w*)");

    private Numbers() {}

    static Word value(Arithmetic arithmetic, Expander expander, Walk walk, ShellState state) {
        List<Word> texts = expressions(arithmetic.expression(), expander, walk, state);
        assigned(arithmetic.expression(), state);
        String source = "$((" + arithmetic.expression().source() + "))";
        Word unknown = Value.token(source);
        if (texts.size() != 1) return unknown;
        String text = texts.get(0).literal().orElse("");
        Matcher matcher = SIMPLE.matcher(text);
        return matcher.matches() ? Word.of(String.valueOf(calculate(matcher))) : unknown;
    }

    /** What an expression assigns is a number from there on. */
    static void assigned(ShellWord expression, ShellState state) {
        assigned(expression.source(), state);
    }

    static void assigned(String expression, ShellState state) {
        Matcher names = ASSIGNED.matcher(expression);
        while (names.find()) {
            String name = names.group(1) == null ? names.group(2) : names.group(1);
            Value before = state.variables.getOrDefault(name, Value.EMPTY);
            state.variables.put(name, before.or(Value.unknownToken("$" + name), "$" + name));
        }
    }

    private static long calculate(Matcher matcher) {
        long first = Long.parseLong(matcher.group(1));
        if (matcher.group(2) == null) return first;
        long second = Long.parseLong(matcher.group(3));
        return switch (matcher.group(2)) {
            case "+" -> first + second;
            case "-" -> first - second;
            default -> first * second;
        };
    }

    /** Runs what is in an expression, and refuses a value that runs something itself. */
    static List<Word> expressions(ShellWord expression, Expander expander, Walk walk, ShellState state) {
        List<Word> texts = expander.text(expression, state);
        for (Word each : texts) check(each, walk, state);
        return texts;
    }

    /** Names in an expression stand for values that are expressions in turn. */
    static void check(Word expression, Walk walk, ShellState state) {
        String text = expression.shown();
        if (expression.pieces().stream().anyMatch(Numbers::runsSomething)) throw refused(text);
        Matcher names = NAME.matcher(text);
        while (names.find()) {
            Value value = state.variables.get(names.group());
            if (value == null) continue;
            boolean isRefused = value.alternatives().stream()
                    .flatMap(List::stream)
                    .flatMap(word -> word.pieces().stream())
                    .anyMatch(Numbers::runsSomething);
            if (isRefused) throw refused(names.group());
        }
    }

    private static boolean runsSomething(Word.Piece piece) {
        return piece instanceof Word.Literal literal
                && (literal.text().contains("$(")
                        || literal.text().contains("`")
                        || literal.text().contains("${"));
    }

    private static UnreadableShell refused(String shown) {
        return new UnreadableShell(
                "shell-code",
                "The number " + shown + " would run a command when it is calculated; write the command openly.");
    }
}
