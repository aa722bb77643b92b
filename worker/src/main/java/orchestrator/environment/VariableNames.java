package orchestrator.environment;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Names of variables. A name that ends in {@code *} stands for all that begin so. */
public record VariableNames(Set<String> patterns) {
    /** The user's list of variables that agents and checks get in addition. */
    public static final String PASS = "ORCHESTRATOR_PASS_ENV";

    public VariableNames {
        patterns = Set.copyOf(patterns);
    }

    public static VariableNames of(String... patterns) {
        return new VariableNames(Set.of(patterns));
    }

    /** The names listed in {@link #PASS}, such as {@code GITHUB_TOKEN,ACME_*}. */
    public static VariableNames passed(Map<String, String> environment) {
        return new VariableNames(
                Arrays.stream(environment.getOrDefault(PASS, "").split("[,\\s]+"))
                        .filter(name -> !name.isEmpty() && !name.equals("*"))
                        .collect(Collectors.toSet()));
    }

    public VariableNames and(VariableNames more) {
        Set<String> all = new TreeSet<>(patterns);
        all.addAll(more.patterns);
        return new VariableNames(all);
    }

    public boolean has(String name) {
        return patterns.contains(name)
                || patterns.stream().anyMatch(p -> p.endsWith("*") && name.startsWith(p.substring(0, p.length() - 1)));
    }

    /** The variables that have one of these names. */
    public Map<String, String> in(Map<String, String> environment) {
        Map<String, String> found = new TreeMap<>();
        environment.forEach((name, value) -> {
            if (has(name)) found.put(name, value);
        });
        return found;
    }
}
