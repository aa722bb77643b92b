package orchestrator.environment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import orchestrator.identity.LaunchId;

/**
 * Names Docker Compose projects. By default, Compose takes the last part of the directory, which is the same for
 * checkouts of all sessions: one agent's containers would replace another's.
 */
public final class ComposeProject {
    static final String VARIABLE = "COMPOSE_PROJECT_NAME";
    private static final Set<String> BETWEEN = Set.of("trees", "copies");

    private ComposeProject() {}

    /**
     * Names the project for session and checkout; in the user's own directory it keeps its name. A name that the user
     * has set wins.
     *
     * @param environment of the process to start
     * @param ours of the worker
     * @param launch of the process, which begins with the key of its session
     */
    public static void name(
            Map<String, String> environment, Map<String, String> ours, Path directory, LaunchId launch) {
        String users = ours.getOrDefault(VARIABLE, "");
        String name = users.isEmpty() ? of(directory, launch.key()) : users;
        if (!name.isEmpty()) environment.putIfAbsent(VARIABLE, name);
    }

    private static String of(Path directory, String key) {
        List<String> parts = new ArrayList<>();
        directory.forEach(part -> parts.add(part.toString()));
        int session = parts.lastIndexOf(key);
        if (key.isEmpty() || session < 0) return "";
        String checkout = parts.stream()
                .skip(session + 1)
                .filter(part -> !BETWEEN.contains(part))
                .findFirst()
                .orElse("");
        return checkout.isEmpty() ? "" : valid(key + "-" + checkout);
    }

    /** Lower case letters, digits, - and _; the last two must not come first. */
    private static String valid(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]", "-");
    }
}
