package orchestrator.agent;

import java.nio.file.Path;
import java.util.Set;

/**
 * A directory in which an agent's program keeps settings and conversations. A name that ends in {@code /} is a
 * directory's, one that ends in {@code *} stands for all that begin so.
 *
 * @param kept what the program must be able to change for good, such as conversations
 * @param fixed settings, which it must not even create
 * @param renewed what it makes anew for each launch, such as caches
 */
public record StateDirectory(Path directory, Set<String> kept, Set<String> fixed, Set<String> renewed) {
    public StateDirectory {
        kept = Set.copyOf(kept);
        fixed = Set.copyOf(fixed);
        renewed = Set.copyOf(renewed);
    }

    public boolean keeps(String name) {
        return isOf(kept, name);
    }

    public boolean fixes(String name) {
        return isOf(fixed, name);
    }

    public boolean renews(String name) {
        return isOf(renewed, name);
    }

    private static boolean isOf(Set<String> names, String name) {
        return names.contains(name)
                || names.contains(name + "/")
                || names.stream().anyMatch(n -> n.endsWith("*") && name.startsWith(n.substring(0, n.length() - 1)));
    }
}
