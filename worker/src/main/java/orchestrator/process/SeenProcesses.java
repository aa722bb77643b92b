package orchestrator.process;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Processes that were once seen to belong to a launch: they stay the launch's, also if they leave everything behind by which
 * they could be known later. Kept in the launch's directory too, for the next worker.
 */
final class SeenProcesses {
    private final Map<String, Set<ProcessIdentity>> byMarker = new ConcurrentHashMap<>();

    Set<ProcessIdentity> of(String marker) {
        return byMarker.getOrDefault(marker, Set.of());
    }

    /** @param members all that live now; who was seen earlier and still lives is among them */
    void remember(String marker, List<ProcessIdentity> members, LaunchDirectory directory) {
        Set<ProcessIdentity> now = Set.copyOf(members);
        if (now.equals(byMarker.put(marker, now))) return;
        directory.markSeen(now.stream().map(ProcessIdentity::line).sorted().toList());
    }

    /** Reads what an earlier worker has seen. */
    void recall(String marker, LaunchDirectory directory) {
        byMarker.computeIfAbsent(
                marker,
                newcomer -> Set.copyOf(directory.seen().stream()
                        .flatMap(line -> ProcessIdentity.parse(line + "\n").stream())
                        .toList()));
    }

    void forget(String marker) {
        byMarker.remove(marker);
    }
}
