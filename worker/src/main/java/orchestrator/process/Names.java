package orchestrator.process;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Names of variables; one that ends in {@code *} stands for all that begin so. */
public record Names(Set<String> patterns) {
    /** The user's own list of what agents and checks get beside the rest. */
    public static final String PASS = "ORCHESTRATOR_PASS_ENV";

    public Names {
        patterns = Set.copyOf(patterns);
    }

    public static Names of(String... patterns) {
        return new Names(Set.of(patterns));
    }

    /** Those of {@link #PASS}, such as {@code GITHUB_TOKEN,ACME_*}. */
    public static Names passed(Map<String, String> environment) {
        return new Names(Arrays.stream(environment.getOrDefault(PASS, "").split("[,\\s]+"))
                .filter(name -> !name.isEmpty() && !name.equals("*"))
                .collect(Collectors.toSet()));
    }

    public Names and(Names more) {
        Set<String> all = new TreeSet<>(patterns);
        all.addAll(more.patterns);
        return new Names(all);
    }

    public boolean has(String name) {
        return patterns.contains(name)
                || patterns.stream().anyMatch(p -> p.endsWith("*") && name.startsWith(p.substring(0, p.length() - 1)));
    }

    /** The variables that have such a name. */
    public Map<String, String> in(Map<String, String> environment) {
        Map<String, String> found = new TreeMap<>();
        environment.forEach((name, value) -> {
            if (has(name)) found.put(name, value);
        });
        return found;
    }
}
