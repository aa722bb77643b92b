package orchestrator.guard.shell.walk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import orchestrator.guard.shell.Word;
import orchestrator.guard.shell.syntax.ShellWord;
import orchestrator.guard.shell.syntax.ShellWord.Parameter;
import orchestrator.guard.shell.syntax.ShellWord.Part;
import orchestrator.guard.shell.syntax.ShellWord.Text;
import orchestrator.guard.shell.syntax.TextChange;
import orchestrator.guard.shell.syntax.UnreadableShell;
import orchestrator.guard.shell.value.NamePattern;
import orchestrator.guard.shell.value.Value;

/** What {@code $x} and {@code ${…}} stand for. */
final class Parameters {
    private final Walk walk;
    private final Expander expander;

    Parameters(Walk walk, Expander expander) {
        this.walk = walk;
        this.expander = expander;
    }

    Value value(Parameter parameter, ShellState state) {
        String source = "${" + parameter.prefix() + parameter.name() + parameter.operator()
                + parameter.operand().source() + "}";
        Numbers.expressions(parameter.index(), expander, walk, state);
        Value value = indexed(parameter, walk.variable(parameter.name(), state), source);
        if (parameter.prefix().equals("#")) return length(value, source);
        if (parameter.prefix().equals("!")) return indirect(parameter, value, state, source);
        return operated(parameter, value, state, source);
    }

    private static Value indexed(Parameter parameter, Value value, String source) {
        String index = parameter.index().source();
        if (parameter.name().equals("@") || parameter.name().equals("*") || index.equals("@") || index.equals("*"))
            return value;
        if (index.isEmpty())
            return new Value(value.scalars().map(List::of).distinct().toList());
        if (index.matches("\\d{1,4}")) return element(value, Integer.parseInt(index), source);
        List<List<Word>> any = value.alternatives().stream()
                .flatMap(List::stream)
                .distinct()
                .map(List::of)
                .toList();
        return any.size() > 16 || any.isEmpty() ? Value.unknown(source) : new Value(any);
    }

    private static Value element(Value value, int index, String source) {
        List<List<Word>> found = new ArrayList<>();
        for (List<Word> each : value.alternatives()) {
            if (each.stream().anyMatch(Word::hasUnknown)) found.add(List.of(Value.unknownWord(source)));
            else {
                found.add(List.of(index < each.size() ? each.get(index) : Word.of("")));
                // Zsh, which some people's agents use, counts from one.
                if (index > 0 && index <= each.size()) found.add(List.of(each.get(index - 1)));
            }
        }
        return new Value(found.stream().distinct().toList());
    }

    private static Value length(Value value, String source) {
        List<Word> scalars = value.scalars().toList();
        Optional<String> text = scalars.size() == 1 ? scalars.get(0).literal() : Optional.empty();
        boolean isScalar =
                value.alternatives().size() == 1 && value.alternatives().get(0).size() == 1;
        return text.filter(known -> isScalar)
                .map(known -> Value.of(String.valueOf(known.codePointCount(0, known.length()))))
                .orElse(Value.unknownToken(source));
    }

    private Value indirect(Parameter parameter, Value value, ShellState state, String source) {
        if (!parameter.operator().isEmpty() || !parameter.index().source().isEmpty()) return Value.unknown(source);
        Value all = null;
        for (Word name : value.scalars().toList()) {
            String text = name.literal().orElse("");
            if (text.contains("[")) throw refused(source);
            Value found = text.matches("[A-Za-z_]\\w*|\\d+") ? walk.variable(text, state) : Value.unknown(source);
            all = all == null ? found : all.or(found, source);
        }
        return all == null ? Value.unknown(source) : all;
    }

    private static UnreadableShell refused(String source) {
        return new UnreadableShell(
                "shell-code", "The expansion " + source + " may run text as code; write the command openly.");
    }

    private Value operated(Parameter parameter, Value value, ShellState state, String source) {
        return switch (parameter.operator()) {
            case "" -> value;
            case ":-", "-" -> orElse(value, parameter, state, source);
            case ":=", "=" -> {
                Value found = orElse(value, parameter, state, source);
                state.variables.put(parameter.name(), found);
                yield found;
            }
            case ":?", "?" -> {
                expander.run(parameter.operand(), state);
                yield value;
            }
            case ":+", "+" -> alternative(value, parameter, state, source);
            case "@" -> {
                if (parameter.operand().source().equals("P")) throw refused(source);
                yield Value.unknown(source);
            }
            case ":" -> substring(value, parameter, state, source);
            default -> changed(value, parameter, state, source);
        };
    }

    private static boolean isEmpty(List<Word> alternative) {
        return alternative.isEmpty()
                || alternative.size() == 1 && alternative.get(0).pieces().isEmpty()
                || alternative.size() == 1
                        && alternative.get(0).literal().filter(String::isEmpty).isPresent();
    }

    private static boolean mayBeEmpty(List<Word> alternative) {
        return isEmpty(alternative)
                || alternative.stream().allMatch(word -> word.prefix().isEmpty())
                        && alternative.stream().anyMatch(Word::hasUnknown);
    }

    /** Without a colon an empty value stays; since unset ones count as empty here, both are possible then. */
    private Value orElse(Value value, Parameter parameter, ShellState state, String source) {
        List<List<Word>> found = new ArrayList<>();
        boolean needsOther = false;
        boolean isUnset = !state.variables.containsKey(parameter.name())
                && !walk.surroundings().environment().maySet(parameter.name())
                && !parameter.name().matches("\\W|\\d+");
        if (isUnset)
            return new Value(
                    operand(parameter.operand(), state).stream().map(List::of).toList());
        for (List<Word> each : value.alternatives()) {
            boolean staysEmpty = isEmpty(each) && !parameter.operator().startsWith(":");
            if (!isEmpty(each) || staysEmpty) found.add(each);
            needsOther |= mayBeEmpty(each);
        }
        if (needsOther) operand(parameter.operand(), state).forEach(word -> found.add(List.of(word)));
        return new Value(found.stream().distinct().toList());
    }

    private Value alternative(Value value, Parameter parameter, ShellState state, String source) {
        List<List<Word>> found = new ArrayList<>();
        operand(parameter.operand(), state).forEach(word -> found.add(List.of(word)));
        if (value.alternatives().stream().anyMatch(Parameters::mayBeEmpty)) found.add(List.of(Word.of("")));
        return new Value(found.stream().distinct().toList());
    }

    private List<Word> operand(ShellWord word, ShellState state) {
        return expander.text(word, state);
    }

    private Value substring(Value value, Parameter parameter, ShellState state, String source) {
        Numbers.expressions(parameter.operand(), expander, walk, state);
        String[] numbers = parameter.operand().source().strip().split(":", -1);
        boolean isKnown = numbers.length <= 2;
        for (String number : numbers) isKnown &= number.matches("\\s*\\d{1,6}\\s*");
        if (!isKnown) return Value.unknown(source);
        int start = Integer.parseInt(numbers[0].strip());
        int length = numbers.length == 2 ? Integer.parseInt(numbers[1].strip()) : Integer.MAX_VALUE;
        if (parameter.name().equals("@")
                || parameter.name().equals("*")
                || !parameter.index().source().isEmpty()) return Value.unknown(source);
        return each(value, source, text -> {
            int from = Math.min(start, text.length());
            return text.substring(from, (int) Math.min((long) from + length, text.length()));
        });
    }

    private Value changed(Value value, Parameter parameter, ShellState state, String source) {
        List<Text> pattern = new ArrayList<>();
        for (Part part : parameter.operand().parts()) {
            Optional<Text> text = known(part, state);
            if (text.isEmpty()) return Value.unknown(source);
            pattern.add(text.get());
        }
        return each(value, source, new TextChange(parameter.operator(), pattern));
    }

    private Optional<Text> known(Part part, ShellState state) {
        if (part instanceof Text text) return Optional.of(text);
        List<Word> texts = expander.text(new ShellWord(List.of(part), ""), state);
        if (texts.size() != 1 || !(part instanceof Parameter inner)) return Optional.empty();
        return texts.get(0).literal().map(text -> new Text(text, inner.isQuoted()));
    }

    private static Value each(Value value, String source, UnaryOperator<String> change) {
        List<List<Word>> found = new ArrayList<>();
        for (List<Word> alternative : value.alternatives()) {
            List<Word> words = new ArrayList<>();
            for (Word word : alternative)
                words.add(word.literal()
                        .map(change)
                        .map(Word::of)
                        .or(() ->
                                change instanceof TextChange text ? NamePattern.changed(word, text) : Optional.empty())
                        .orElseGet(() -> Value.unknownWord(source)));
            found.add(words);
        }
        return new Value(found.stream().distinct().toList());
    }
}
