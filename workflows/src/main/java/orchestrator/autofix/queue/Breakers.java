package orchestrator.autofix.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import orchestrator.autofix.AutoFixState.OpenBreaker;
import orchestrator.autofix.request.BreakerLimits;
import org.jspecify.annotations.Nullable;

/**
 * Stops trying for a while after too many failures: one breaker for each file, and one for the whole project. When its
 * time is over, it lets one task try; success closes it, failure opens it again.
 */
public final class Breakers {
    /** Key of the project's breaker. */
    private static final String PROJECT = "";

    private static final int FILES_MAX = 500;

    private final Map<String, Breaker> breakers = new LinkedHashMap<>();

    /**
     * @param key a file, or empty for the project
     * @param openUntil null if it is closed
     * @param trying the task that tries now; empty if none does
     */
    public record Breaker(
            String key, List<Instant> failures, @Nullable Instant openUntil, String trying) {
        public Breaker {
            failures = List.copyOf(failures);
        }

        private static Breaker closed(String key) {
            return new Breaker(key, List.of(), null, "");
        }

        private Breaker failed(Instant now, int threshold, Duration window) {
            List<Instant> recent = new ArrayList<>(failures);
            recent.removeIf(at -> !at.plus(window).isAfter(now));
            recent.add(now);
            if (recent.size() > threshold) recent = recent.subList(recent.size() - threshold, recent.size());
            boolean opens = openUntil != null || recent.size() >= threshold;
            return new Breaker(key, recent, opens ? now.plus(window) : null, "");
        }

        private Breaker tried(String task) {
            return new Breaker(key, failures, openUntil, task);
        }

        private boolean isForgettable(Instant now, Duration window) {
            return openUntil == null
                    && failures.stream().noneMatch(at -> at.plus(window).isAfter(now));
        }

        private @Nullable StartDelay why(Instant now) {
            if (openUntil == null) return null;
            String whose = key.equals(PROJECT) ? "tasks of this project" : "tasks of " + key;
            if (now.isBefore(openUntil))
                return new StartDelay(
                        "Too many " + whose + " have failed; one is tried when this time is over.", openUntil);
            if (trying.isEmpty()) return null;
            return new StartDelay("Too many " + whose + " have failed; " + trying + " is tried first.", null);
        }
    }

    public Breakers(List<Breaker> saved) {
        saved.forEach(breaker -> breakers.put(breaker.key(), breaker));
    }

    public List<Breaker> saved() {
        return List.copyOf(breakers.values());
    }

    /** Empty if a task of these files may begin. */
    public Optional<StartDelay> why(Set<String> files, Instant now) {
        return keys(files).stream()
                .map(breakers::get)
                .filter(breaker -> breaker != null)
                .map(breaker -> Optional.ofNullable(breaker.why(now)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** A task of these files begins; open breakers let no other try meanwhile. */
    public void onStart(String task, Set<String> files) {
        for (String key : keys(files)) {
            breakers.computeIfPresent(key, (k, breaker) -> breaker.openUntil() == null ? breaker : breaker.tried(task));
        }
    }

    public void onFailure(Set<String> files, BreakerLimits limits, Instant now) {
        for (String key : keys(files)) {
            int threshold = key.equals(PROJECT) ? limits.ofProject() : limits.ofFile();
            Breaker before = breakers.getOrDefault(key, Breaker.closed(key));
            breakers.put(key, before.failed(now, threshold, limits.window()));
        }
        breakers.values().removeIf(breaker -> breaker.isForgettable(now, limits.window()));
        while (breakers.size() > FILES_MAX) {
            breakers.remove(breakers.keySet().iterator().next());
        }
    }

    /** Closes the breakers of these files, and that of the project if this task was its try. */
    public void onSuccess(String task, Set<String> files) {
        files.forEach(breakers::remove);
        Breaker project = breakers.get(PROJECT);
        if (project != null && project.trying().equals(task)) breakers.remove(PROJECT);
    }

    /** A task ended without saying anything about its files, so another may try. */
    public void onNothing(String task) {
        breakers.replaceAll((key, breaker) -> breaker.trying().equals(task) ? breaker.tried("") : breaker);
    }

    /** A breaker whose time is over is shown until a task has succeeded. */
    public List<OpenBreaker> open() {
        List<OpenBreaker> open = new ArrayList<>();
        for (Breaker breaker : breakers.values()) {
            Instant until = breaker.openUntil();
            if (until == null) continue;
            open.add(new OpenBreaker(
                    breaker.key(),
                    breaker.failures().size(),
                    until,
                    !breaker.trying().isEmpty()));
        }
        return open;
    }

    private static Set<String> keys(Set<String> files) {
        Set<String> keys = new LinkedHashSet<>(files);
        keys.add(PROJECT);
        return keys;
    }
}
