package orchestrator.shell;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import orchestrator.environment.VariableNames;

/**
 * Lists the variables and PATH entries that a shell has and a running worker lacks. Variables that only the worker has
 * do not count: nothing is ever removed from its environment.
 *
 * @param directories on the shell's PATH but not on the worker's
 * @param missing names of variables that the worker lacks
 * @param other names of variables that have another value in the worker
 */
public record EnvironmentChange(List<String> directories, List<String> missing, List<String> other) {
    private static final String PATH = "PATH";
    private static final int SHOWN_MAX = 6;

    public EnvironmentChange {
        directories = List.copyOf(directories);
        missing = List.copyOf(missing);
        other = List.copyOf(other);
    }

    /** @param relevant names of the variables to compare, besides PATH */
    static EnvironmentChange of(Map<String, String> worker, Map<String, String> shell, VariableNames relevant) {
        List<String> missing = new ArrayList<>();
        List<String> other = new ArrayList<>();
        new TreeMap<>(shell).forEach((name, value) -> {
            if (name.equals(PATH) || !relevant.has(name) || value.isEmpty() || isDeadSocket(name, value)) return;
            String had = worker.getOrDefault(name, "");
            if (had.isEmpty()) missing.add(name);
            else if (!had.equals(value)) other.add(name);
        });
        return new EnvironmentChange(newDirectories(worker, shell), missing, other);
    }

    /** Each log-in has its own socket; the variable may still name the one of a closed log-in. */
    private static boolean isDeadSocket(String name, String value) {
        return name.equals("SSH_AUTH_SOCK") && !Files.exists(Path.of(value));
    }

    private static List<String> newDirectories(Map<String, String> worker, Map<String, String> shell) {
        Set<String> had = new LinkedHashSet<>(entries(worker).toList());
        return entries(shell)
                .filter(entry -> !had.contains(entry) && Files.isDirectory(Path.of(entry)))
                .distinct()
                .toList();
    }

    /** Absolute entries only: a relative one means a different directory in each process. */
    private static Stream<String> entries(Map<String, String> environment) {
        return Arrays.stream(environment.getOrDefault(PATH, "").split(":")).filter(entry -> entry.startsWith("/"));
    }

    boolean isNone() {
        return directories.isEmpty() && missing.isEmpty() && other.isEmpty();
    }

    /** True if PATH brings nothing new and these names cover all changed variables. */
    boolean isNothingBut(VariableNames names) {
        return directories.isEmpty()
                && Stream.concat(missing.stream(), other.stream()).allMatch(names::has);
    }

    /** Merges both: the shell's variables win, and its PATH entries come before the worker's. */
    static Map<String, String> union(Map<String, String> worker, Map<String, String> shell) {
        Map<String, String> both = new TreeMap<>(worker);
        both.putAll(shell);
        both.put(
                PATH,
                String.join(
                        ":",
                        Stream.concat(entries(shell), entries(worker))
                                .distinct()
                                .toList()));
        return both;
    }

    /** Contains names only, because values may be secret keys. */
    public String inWords() {
        List<String> parts = new ArrayList<>();
        if (!directories.isEmpty()) parts.add("PATH with " + few(directories));
        if (!missing.isEmpty()) parts.add(few(missing));
        if (!other.isEmpty()) parts.add("another value of " + few(other));
        return String.join("; ", parts);
    }

    private static String few(List<String> names) {
        String shown = String.join(", ", names.subList(0, Math.min(SHOWN_MAX, names.size())));
        return names.size() > SHOWN_MAX ? shown + " and " + (names.size() - SHOWN_MAX) + " more" : shown;
    }
}
