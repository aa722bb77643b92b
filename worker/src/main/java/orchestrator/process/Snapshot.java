package orchestrator.process;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import orchestrator.lineage.LaunchMark;
import orchestrator.process.ProcessTable.Entry;

/**
 * One look at all processes of this machine, and the one rule of what belongs to a launch. Tools start sessions of their
 * own and some drop the environment, so a process belongs to the launch by its marker, by the launch mark that it cannot
 * drop, by descent from one that does, or by being in the session that the agent leads or led.
 */
public final class Snapshot {
    private final String bootId;
    private final Map<Long, Entry> byPid;
    private final Map<Long, List<Entry>> byParent;
    private final Map<Long, List<Entry>> bySession;
    private final Map<String, List<Entry>> byMarker;
    private final Map<Long, List<Entry>> byLaunchMark;

    private Snapshot(String bootId, List<Entry> all, Map<Long, String> markers, Map<Long, Long> launchMarks) {
        this.bootId = bootId;
        byPid = all.stream().collect(Collectors.toMap(Entry::pid, Function.identity(), (one, same) -> one));
        byParent = all.stream().collect(Collectors.groupingBy(Entry::parent));
        bySession = all.stream().collect(Collectors.groupingBy(Entry::session));
        byMarker = all.stream()
                .filter(entry -> markers.containsKey(entry.pid()))
                .collect(Collectors.groupingBy(entry -> markers.getOrDefault(entry.pid(), "")));
        byLaunchMark = all.stream().collect(Collectors.groupingBy(entry -> launchMarks.getOrDefault(entry.pid(), 0L)));
    }

    static Snapshot of(ProcessTable table) {
        List<Entry> all = table.all();
        Map<Long, String> markers = table.markers(all);
        // A marker says it all; only who has none is looked at twice.
        Map<Long, Long> launchMarks = all.stream()
                .filter(entry -> !markers.containsKey(entry.pid()))
                .collect(Collectors.toMap(Entry::pid, entry -> table.launchMark(entry.pid()), (one, same) -> one));
        return new Snapshot(table.bootId(), all, markers, launchMarks);
    }

    /** What the processes of a launch use together. */
    public record Use(long memoryBytes, long cpuTicks) {}

    public Use use(String marker, Optional<Identity> agent) {
        Collection<Entry> members = members(marker, agent);
        return new Use(
                members.stream().mapToLong(Entry::rssBytes).sum(),
                members.stream().mapToLong(Entry::cpuTicks).sum());
    }

    Collection<Entry> members(String marker, Optional<Identity> agent) {
        Deque<Entry> found = new ArrayDeque<>(byMarker.getOrDefault(marker, List.of()));
        found.addAll(byLaunchMark.getOrDefault(LaunchMark.of(marker), List.of()));
        agent.filter(a -> a.bootId().equals(bootId)).ifPresent(a -> {
            Entry first = byPid.get(a.pid());
            if (first != null && first.startTime().equals(a.startTime())) found.add(first);
            // Who is still in the agent's session belongs to the launch even after the agent has died.
            found.addAll(bySession.getOrDefault(a.pid(), List.of()));
        });
        Map<Long, Entry> members = new LinkedHashMap<>();
        while (!found.isEmpty()) {
            Entry entry = found.remove();
            if (members.put(entry.pid(), entry) == null) found.addAll(byParent.getOrDefault(entry.pid(), List.of()));
        }
        return members.values();
    }

    /** The same, every process before its children. */
    List<Entry> topDown(String marker, Optional<Identity> agent) {
        List<Entry> members = new ArrayList<>(members(marker, agent));
        Set<Long> pids = members.stream().map(Entry::pid).collect(Collectors.toSet());
        members.sort(Comparator.comparingInt(entry -> depth(entry, pids)));
        return members;
    }

    /** Bounded, because parents that were read one after the other may seem to be their own ancestors. */
    private int depth(Entry entry, Set<Long> pids) {
        int depth = 0;
        Entry ancestor = entry;
        while (ancestor != null && pids.contains(ancestor.parent()) && depth < pids.size()) {
            ancestor = byPid.get(ancestor.parent());
            depth++;
        }
        return depth;
    }
}
