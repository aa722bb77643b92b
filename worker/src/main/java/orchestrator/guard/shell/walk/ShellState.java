package orchestrator.guard.shell.walk;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import orchestrator.guard.shell.Stdin;
import orchestrator.guard.shell.Word;
import orchestrator.guard.shell.syntax.Statement;
import orchestrator.guard.shell.value.Environment;
import orchestrator.guard.shell.value.Value;

/** What is known of a shell at one place of a text. */
final class ShellState {
    private static final int DIRECTORIES_MAX = 4;
    /** No function, as one of several that a name may stand for. */
    static final Set<Statement> ABSENT = Set.of(new Statement.Sequence(List.of()));

    final Map<String, Value> variables;
    final Set<String> exported;
    final Set<String> readOnly;
    final Map<String, Set<Statement>> functions;
    /** Bodies of functions that have not been called yet. */
    final Map<String, Statement> uncalled;

    final Map<String, String> aliases;
    /** Texts that this line has written into files; empty if it wrote what is not known. */
    final Map<Path, Optional<String>> written;
    /** Programs that were given this path, and may have changed the file. */
    final Map<Path, String> touched;
    /** In which it may be; empty if that is not known. */
    Set<Path> directories;

    Set<Path> earlierDirectories;
    /** Of {@code pushd}; the newest first. */
    List<Set<Path>> stacked;

    List<Word> positional;
    Stdin stdin;
    /** True if nothing runs from here on, for instance behind {@code exit}. */
    boolean isDead;

    ShellState(Path directory) {
        variables = new HashMap<>();
        exported = new LinkedHashSet<>();
        readOnly = new LinkedHashSet<>();
        functions = new HashMap<>();
        uncalled = new HashMap<>();
        aliases = new HashMap<>();
        written = new HashMap<>();
        touched = new HashMap<>();
        directories = Set.of(directory);
        earlierDirectories = Set.of();
        positional = List.of();
        stacked = List.of();
        stdin = new Stdin.Inherited();
    }

    private ShellState(ShellState other) {
        variables = new HashMap<>(other.variables);
        exported = new LinkedHashSet<>(other.exported);
        readOnly = new LinkedHashSet<>(other.readOnly);
        functions = new HashMap<>(other.functions);
        uncalled = new HashMap<>(other.uncalled);
        aliases = new HashMap<>(other.aliases);
        written = new HashMap<>(other.written);
        touched = new HashMap<>(other.touched);
        directories = other.directories;
        earlierDirectories = other.earlierDirectories;
        positional = other.positional;
        stacked = other.stacked;
        stdin = other.stdin;
        isDead = other.isDead;
    }

    ShellState copy() {
        return new ShellState(this);
    }

    /** Takes over what only files remember from a subshell or a child. */
    void learnFilesFrom(ShellState child) {
        written.putAll(child.written);
        touched.putAll(child.touched);
    }

    /** This or the other may have happened. The other must not be used afterwards. */
    ShellState or(ShellState other, Environment environment) {
        if (other == this || other.isDead && !isDead) return this;
        if (isDead && !other.isDead) return other;
        Set<String> names = new LinkedHashSet<>(variables.keySet());
        names.addAll(other.variables.keySet());
        for (String name : names) {
            Value mine = variables.getOrDefault(name, environment.value(name));
            variables.put(name, mine.or(other.variables.getOrDefault(name, environment.value(name)), "$" + name));
        }
        exported.addAll(other.exported);
        readOnly.addAll(other.readOnly);
        Set<String> defined = new LinkedHashSet<>(functions.keySet());
        defined.addAll(other.functions.keySet());
        for (String name : defined)
            functions.put(
                    name, union(functions.getOrDefault(name, ABSENT), other.functions.getOrDefault(name, ABSENT)));
        aliases.putAll(other.aliases);
        other.written.forEach((path, text) ->
                written.merge(path, text, (mine, theirs) -> mine.equals(theirs) ? mine : Optional.empty()));
        touched.putAll(other.touched);
        directories = joined(directories, other.directories);
        earlierDirectories = joined(earlierDirectories, other.earlierDirectories);
        if (!positional.equals(other.positional)) positional = List.of(Value.unknownWord("$@"));
        if (!stacked.equals(other.stacked)) stacked = List.of();
        return this;
    }

    private static Set<Path> joined(Set<Path> some, Set<Path> others) {
        if (some.isEmpty() || others.isEmpty()) return Set.of();
        Set<Path> all = union(some, others);
        return all.size() > DIRECTORIES_MAX ? Set.of() : all;
    }

    static <T> Set<T> union(Set<T> some, Set<T> others) {
        Set<T> all = new LinkedHashSet<>(some);
        all.addAll(others);
        return all;
    }

    /** True if nothing differs that a loop could have changed. */
    boolean isLike(ShellState other) {
        return variables.keySet().equals(other.variables.keySet())
                && variables.entrySet().stream()
                        .allMatch(each -> isLike(each.getKey(), each.getValue(), other.variables.get(each.getKey())))
                && directories.equals(other.directories)
                && functions.equals(other.functions)
                && positional.equals(other.positional);
    }

    /** What was unknown before may be anything, so a value that is added to it is nothing new. */
    private static boolean isLike(String name, Value value, Value before) {
        boolean wasUnknown = before.equals(Value.unknown("$" + name));
        return value.isLike(before) || wasUnknown && value.alternatives().containsAll(before.alternatives());
    }

    /** Forgets what differs from an earlier pass of a loop, since further passes may change it again. */
    void forgetDifferences(ShellState earlier) {
        variables.replaceAll((name, value) -> {
            Value before = earlier.variables.get(name);
            return before != null && value.isLike(before) ? value : Value.unknown("$" + name);
        });
        if (!directories.equals(earlier.directories)) directories = Set.of();
        if (!positional.equals(earlier.positional)) positional = List.of(Value.unknownWord("$@"));
    }

    /** In each of which a command may run; one empty one if that is not known. */
    List<Optional<Path>> places() {
        if (directories.isEmpty()) return List.of(Optional.empty());
        List<Optional<Path>> all = new ArrayList<>();
        for (Path each : directories) all.add(Optional.of(each));
        return all;
    }
}
