package orchestrator.process;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import orchestrator.identity.LaunchId;

/**
 * Processes that were seen to belong to a launch. They stay part of it even if nothing shows that any more. Also kept
 * in the launch's directory, for the next worker.
 */
final class SeenProcesses {
    private final Map<LaunchId, Set<ProcessIdentity>> byLaunch = new ConcurrentHashMap<>();

    Set<ProcessIdentity> of(LaunchId launch) {
        return byLaunch.getOrDefault(launch, Set.of());
    }

    /** @param members all living ones, including those seen earlier */
    void remember(LaunchId launch, List<ProcessIdentity> members, LaunchDirectory directory) {
        Set<ProcessIdentity> now = Set.copyOf(members);
        if (now.equals(byLaunch.put(launch, now))) return;
        directory.markSeen(now.stream().map(ProcessIdentity::line).sorted().toList());
    }

    /** Reads what an earlier worker has seen. */
    void recall(LaunchId launch, LaunchDirectory directory) {
        byLaunch.computeIfAbsent(
                launch,
                newcomer -> Set.copyOf(directory.seen().stream()
                        .flatMap(line -> ProcessIdentity.parse(line + "\n").stream())
                        .toList()));
    }

    void forget(LaunchId launch) {
        byLaunch.remove(launch);
    }
}
