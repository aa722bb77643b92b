package orchestrator.guard.shell.walk;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import orchestrator.guard.shell.Word;
import orchestrator.guard.shell.value.Environment;
import orchestrator.guard.shell.value.Value;

/** Values of variables: those that the text has set, those of the shell itself, and those of the environment. */
record KnownVariables(Environment environment) {

    Value value(String name, ShellState state) {
        Value own = state.variables.get(name);
        if (own != null) return own;
        return switch (name) {
            case "@", "*" -> new Value(List.of(state.positional));
            case "#" ->
                state.positional.stream().anyMatch(Word::hasUnknown)
                        ? Value.unknownToken("$#")
                        : Value.of(String.valueOf(state.positional.size()));
            case "?", "$", "!", "-" -> Value.unknownToken("$" + name);
            case "PWD" -> paths(state.directories, "$PWD");
            case "OLDPWD" -> paths(state.earlierDirectories, "$OLDPWD");
            default -> name.matches("[1-9]\\d*") ? positional(Integer.parseInt(name), state) : environment.value(name);
        };
    }

    private static Value paths(Set<Path> paths, String source) {
        if (paths.isEmpty()) return Value.unknown(source);
        return new Value(
                paths.stream().map(path -> List.of(Word.of(path.toString()))).toList());
    }

    private static Value positional(int index, ShellState state) {
        boolean isUnknown = state.positional.stream().limit(index).anyMatch(Word::hasUnknown);
        if (index <= state.positional.size() && !isUnknown) return Value.of(state.positional.get(index - 1));
        return isUnknown ? Value.unknown("$" + index) : Value.EMPTY;
    }
}
