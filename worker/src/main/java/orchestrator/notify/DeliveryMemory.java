package orchestrator.notify;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import orchestrator.home.ProjectHome;

/**
 * Remembers what was delivered for a project, so that a call which is repeated after a crash delivers nothing twice.
 * Callers hold the project's lock.
 */
final class DeliveryMemory {
    private static final int KEPT_MAX = 500;

    private final ProjectHome project;

    DeliveryMemory(ProjectHome project) {
        this.project = project;
    }

    /**
     * @param delivered the answer to each delivery by its key, oldest first
     * @param issues number of the GitHub issue by repository and subject
     */
    private record Kept(Map<String, String> delivered, Map<String, Long> issues) {
        Kept {
            delivered = delivered == null ? new LinkedHashMap<>() : new LinkedHashMap<>(delivered);
            issues = issues == null ? new LinkedHashMap<>() : new LinkedHashMap<>(issues);
        }
    }

    Optional<String> delivered(String key) {
        return Optional.ofNullable(kept().delivered().get(key));
    }

    void keep(String key, String words) {
        Kept kept = kept();
        kept.delivered().put(key, words);
        write(kept);
    }

    OptionalLong issue(String repository, String subject) {
        Long number = kept().issues().get(repository + " " + subject);
        return number == null ? OptionalLong.empty() : OptionalLong.of(number);
    }

    void keepIssue(String repository, String subject, long number) {
        Kept kept = kept();
        // Removed first, so that it becomes the newest.
        kept.issues().remove(repository + " " + subject);
        kept.issues().put(repository + " " + subject, number);
        write(kept);
    }

    private Kept kept() {
        return project.read(file(), Kept.class).orElseGet(() -> new Kept(Map.of(), Map.of()));
    }

    private void write(Kept kept) {
        dropOldest(kept.delivered());
        dropOldest(kept.issues());
        project.write(file(), kept);
    }

    private static void dropOldest(Map<String, ?> map) {
        var oldest = map.entrySet().iterator();
        for (int more = map.size() - KEPT_MAX; more > 0; more--) {
            oldest.next();
            oldest.remove();
        }
    }

    private Path file() {
        return project.directory().resolve("deliveries.json");
    }
}
