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
 * What a shell brings that a worker which is running does not have. What a shell lacks is no change: nothing is taken away.
 *
 * @param directories on the shell's PATH and not on the worker's
 * @param missing names of variables that the worker has not
 * @param other names of those that it has with another value
 */
public record EnvironmentChange(List<String> directories, List<String> missing, List<String> other) {
    private static final String PATH = "PATH";
    private static final int SHOWN_MAX = 6;

    public EnvironmentChange {
        directories = List.copyOf(directories);
        missing = List.copyOf(missing);
        other = List.copyOf(other);
    }

    /** @param relevant names of the variables that count beside PATH; all others are no reason for anything */
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

    /** Each log-in has a socket of its own, and leaves its name behind. */
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

    /** A relative one means another directory to each process. */
    private static Stream<String> entries(Map<String, String> environment) {
        return Arrays.stream(environment.getOrDefault(PATH, "").split(":")).filter(entry -> entry.startsWith("/"));
    }

    boolean isNone() {
        return directories.isEmpty() && missing.isEmpty() && other.isEmpty();
    }

    /** True if all variables have such names. */
    boolean isNothingBut(VariableNames names) {
        return directories.isEmpty()
                && Stream.concat(missing.stream(), other.stream()).allMatch(names::has);
    }

    /** Both together: the shell's variables over the worker's, and its PATH before what else the worker's has. */
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

    /** VariableNames only: the values may be keys. */
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
