package orchestrator.guard.shell.walk;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import orchestrator.guard.shell.Word;
import orchestrator.guard.shell.syntax.Braces;
import orchestrator.guard.shell.syntax.ShellWord;
import orchestrator.guard.shell.syntax.ShellWord.Arithmetic;
import orchestrator.guard.shell.syntax.ShellWord.Command;
import orchestrator.guard.shell.syntax.ShellWord.Parameter;
import orchestrator.guard.shell.syntax.ShellWord.Part;
import orchestrator.guard.shell.syntax.ShellWord.Process;
import orchestrator.guard.shell.syntax.ShellWord.Text;
import orchestrator.guard.shell.value.Fields;
import orchestrator.guard.shell.value.Value;

/** Turns words into the arguments that they may stand for. */
final class Expander {
    private static final int ALTERNATIVES_MAX = 32;

    private final Walk walk;
    private final Parameters parameters;

    Expander(Walk walk) {
        this.walk = walk;
        this.parameters = new Parameters(walk, this);
    }

    /** Each alternative is a list of arguments. */
    List<List<Word>> fields(ShellWord word, ShellState state) {
        List<List<Word>> all = List.of(List.of());
        for (ShellWord each : Braces.expand(word)) {
            List<List<Word>> next = new ArrayList<>();
            for (Fields fields : expand(each, state, true)) next.add(fields.words());
            all = product(all, next.stream().distinct().toList(), each.source());
        }
        return all;
    }

    static List<List<Word>> product(List<List<Word>> firsts, List<List<Word>> seconds, String source) {
        List<List<Word>> chosen = firsts.size() * seconds.size() > ALTERNATIVES_MAX
                ? List.of(List.of(Value.unknownWord(source)))
                : seconds;
        List<List<Word>> all = new ArrayList<>();
        for (List<Word> first : firsts) {
            for (List<Word> second : chosen) {
                List<Word> both = new ArrayList<>(first);
                both.addAll(second);
                all.add(both);
            }
        }
        return all;
    }

    /** Alternatives of a text that is neither split nor a pattern, as in assignments. */
    List<Word> text(ShellWord word, ShellState state) {
        List<Word> all = new ArrayList<>();
        for (Fields fields : expand(word, state, false)) {
            List<Word> words = fields.words();
            all.add(words.isEmpty() ? Word.of("") : words.get(0));
        }
        return all.stream().distinct().toList();
    }

    /** Carries out what is in a word and forgets the result. */
    void run(ShellWord word, ShellState state) {
        text(word, state);
    }

    private List<Fields> expand(ShellWord word, ShellState state, boolean splits) {
        List<Fields> all = new ArrayList<>(List.of(new Fields()));
        boolean isFirst = true;
        for (Part part : word.parts()) {
            if (part instanceof Text text)
                addText(all, text, isFirst, word.parts().size() == 1, splits, state);
            else if (part instanceof Arithmetic arithmetic)
                addValue(all, Numbers.value(arithmetic, this, walk, state), arithmetic.isQuoted() || !splits, word);
            else if (part instanceof Command command)
                all = branch(
                        all,
                        walk.substitutions().value(command, state),
                        command.isQuoted() || !splits,
                        word,
                        Spread.SINGLE,
                        state);
            else if (part instanceof Parameter parameter)
                all = branch(
                        all,
                        parameters.value(parameter, state),
                        parameter.isQuoted() || !splits,
                        word,
                        splits ? spread(parameter) : Spread.JOINED,
                        state);
            else if (part instanceof Process process) addProcess(all, process, state);
            else throw new IllegalStateException("an array stands in a word: " + word.source());
            isFirst = false;
        }
        return all;
    }

    /** What becomes of several words in quotes. */
    private enum Spread {
        SINGLE,
        JOINED,
        LIST
    }

    private static Spread spread(Parameter parameter) {
        String name = parameter.name();
        String index = parameter.index().source();
        if (name.equals("*") || index.equals("*")) return Spread.JOINED;
        return name.equals("@") || index.equals("@") ? Spread.LIST : Spread.SINGLE;
    }

    private void addText(
            List<Fields> all, Text text, boolean isFirst, boolean isAll, boolean splits, ShellState state) {
        if (text.isQuoted()) {
            all.forEach(fields -> fields.add(text.text()));
            return;
        }
        String rest = text.text();
        if (isFirst && rest.startsWith("~")) {
            int slash = rest.indexOf('/');
            if (slash > 0 || isAll) {
                String name = slash > 0 ? rest.substring(0, slash) : rest;
                Word home = home(name, state);
                all.forEach(fields -> fields.add(home.pieces()));
                rest = rest.substring(name.length());
                if (rest.isEmpty()) return;
            }
        }
        String pattern = rest;
        all.forEach(fields -> {
            if (splits) fields.addPattern(pattern);
            else fields.add(pattern);
        });
    }

    private Word home(String tilde, ShellState state) {
        Value value = switch (tilde) {
            case "~" -> walk.variable("HOME", state);
            case "~+" -> walk.variable("PWD", state);
            case "~-" -> walk.variable("OLDPWD", state);
            default -> Value.unknown(tilde);
        };
        return value.alternatives().size() == 1 && !value.alternatives().get(0).isEmpty()
                ? value.alternatives().get(0).get(0)
                : Value.token(tilde);
    }

    private void addProcess(List<Fields> all, Process process, ShellState state) {
        walk.substitutions().run(process, state);
        Word.Unknown piece = new Word.Unknown(process.source(), false);
        all.forEach(fields -> fields.add(List.of(piece)));
    }

    private void addValue(List<Fields> all, Word value, boolean isQuoted, ShellWord word) {
        all.forEach(fields -> {
            if (isQuoted) fields.add(value.pieces());
            else fields.addSplit(value);
        });
    }

    private List<Fields> branch(
            List<Fields> all, Value value, boolean isQuoted, ShellWord word, Spread spread, ShellState state) {
        boolean isOdd = !isQuoted && state.variables.containsKey("IFS") && Separators.mayDiffer(value, state);
        Value chosen = isOdd || value.alternatives().size() * all.size() > ALTERNATIVES_MAX
                ? Value.unknown(word.source())
                : value;
        List<Fields> next = new ArrayList<>();
        for (List<Word> alternative : chosen.alternatives()) {
            for (Fields fields : all) {
                Fields copy = fields.copy();
                join(copy, alternative, isQuoted, spread);
                next.add(copy);
            }
        }
        return next;
    }

    /** Several words, as of {@code $@}, stay apart unless they are joined. */
    private static void join(Fields fields, List<Word> words, boolean isQuoted, Spread spread) {
        boolean isJoined = spread == Spread.JOINED;
        boolean isList = spread == Spread.LIST;
        BiConsumer<Fields, Word> add =
                isQuoted ? (to, word) -> to.add((isList ? word : unsplit(word)).pieces()) : Fields::addSplit;
        for (int index = 0; index < words.size(); index++) {
            if (index > 0 && isQuoted && isJoined) fields.add(" ");
            else if (index > 0) fields.end();
            add.accept(fields, words.get(index));
        }
    }

    /** In quotes what is unknown stays one argument. */
    private static Word unsplit(Word word) {
        if (!word.hasUnknown()) return word;
        return new Word(word.pieces().stream()
                .map(piece -> piece instanceof Word.Unknown unknown ? new Word.Unknown(unknown.source(), false) : piece)
                .toList());
    }

    /** Where a word leads, as seen from each directory; relative ones are unknown if the directory is. */
    static java.util.Optional<Path> path(String text, java.util.Optional<Path> directory) {
        if (text.startsWith("/")) return java.util.Optional.of(Path.of(text));
        return directory.map(place -> place.resolve(text));
    }
}
