package orchestrator.process;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import orchestrator.lineage.LaunchMark;
import orchestrator.process.ProcessTable.Entry;

/**
 * One look at all processes of this machine, and the one rule of what belongs to a launch. Tools start sessions of their
 * own and some drop the environment, so a process belongs to the launch by its marker, by the launch mark that it cannot
 * drop, by descent from one that does, or by being in the session that the agent leads or led.
 */
public final class ProcessSnapshot {
    private final String bootId;
    private final Map<Long, Entry> byPid;
    private final Map<Long, List<Entry>> byParent;
    private final Map<Long, List<Entry>> bySession;
    private final Map<String, List<Entry>> byMarker;
    private final Map<Long, List<Entry>> byLaunchMark;
    private final ProcessTable table;
    private final SeenProcesses seen;

    private ProcessSnapshot(
            ProcessTable table,
            SeenProcesses seen,
            List<Entry> all,
            Map<Long, String> markers,
            Map<Long, Long> launchMarks) {
        this.table = table;
        this.seen = seen;
        this.bootId = table.bootId();
        byPid = all.stream().collect(Collectors.toMap(Entry::pid, Function.identity(), (one, same) -> one));
        byParent = all.stream().collect(Collectors.groupingBy(Entry::parent));
        bySession = all.stream().collect(Collectors.groupingBy(Entry::session));
        byMarker = all.stream()
                .filter(entry -> markers.containsKey(entry.pid()))
                .collect(Collectors.groupingBy(entry -> markers.getOrDefault(entry.pid(), "")));
        byLaunchMark = all.stream().collect(Collectors.groupingBy(entry -> launchMarks.getOrDefault(entry.pid(), 0L)));
    }

    static ProcessSnapshot of(ProcessTable table, SeenProcesses seen) {
        List<Entry> all = table.all();
        Map<Long, String> markers = table.markers(all);
        // A marker says it all; only who has none is looked at twice.
        Map<Long, Long> launchMarks = all.stream()
                .filter(entry -> !markers.containsKey(entry.pid()))
                .collect(Collectors.toMap(Entry::pid, entry -> table.launchMark(entry.pid()), (one, same) -> one));
        return new ProcessSnapshot(table, seen, all, markers, launchMarks);
    }

    /** What the processes of a launch use together. */
    public record Use(long memoryBytes, long cpuTicks) {}

    public Use use(String marker, Optional<ProcessIdentity> agent) {
        return use(marker, agent, 0);
    }

    /** @param exactFrom from how much memory on it has to be exact, with shared pages counted once; below it may be too much */
    public Use use(String marker, Optional<ProcessIdentity> agent, long exactFrom) {
        Collection<Entry> members = members(marker, agent);
        return new Use(
                MemoryUse.of(members, table, exactFrom),
                members.stream().mapToLong(Entry::cpuTicks).sum());
    }

    Collection<Entry> members(String marker, Optional<ProcessIdentity> agent) {
        Deque<Entry> found = new ArrayDeque<>(byMarker.getOrDefault(marker, List.of()));
        found.addAll(byLaunchMark.getOrDefault(LaunchMark.of(marker), List.of()));
        seen.of(marker).forEach(one -> find(one).ifPresent(found::add));
        agent.filter(a -> a.bootId().equals(bootId)).ifPresent(a -> {
            find(a).ifPresent(found::add);
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

    private Optional<Entry> find(ProcessIdentity identity) {
        return Optional.ofNullable(byPid.get(identity.pid()))
                .filter(entry -> entry.startTime().equals(identity.startTime())
                        && identity.bootId().equals(bootId));
    }

    /** The same as a worker that comes later may find them again. */
    List<ProcessIdentity> identities(String marker, Optional<ProcessIdentity> agent) {
        return members(marker, agent).stream()
                .map(entry -> new ProcessIdentity(entry.pid(), entry.startTime(), bootId))
                .toList();
    }

    /**
     * Who does not belong to any launch, as far as that can be seen, nor to us, and began in a session that is no older
     * than this process.
     */
    List<Entry> strangersSince(ProcessIdentity agent, long ours) {
        if (!agent.bootId().equals(bootId)) return List.of();
        return byPid.values().stream()
                .filter(entry -> isSince(agent, entry) && isSince(agent, byPid.getOrDefault(entry.session(), entry)))
                .filter(entry -> ancestry(entry).noneMatch(a -> isUs(a, ours) || isOfLaunch(a)))
                .toList();
    }

    /** As the first process of a container we are given everybody's orphans. */
    private static boolean isUs(Entry entry, long ours) {
        return entry.pid() == ours && ours != 1;
    }

    /** Only start times that are numbers tell what came first. */
    private static boolean isSince(ProcessIdentity agent, Entry entry) {
        String digits = "\\d{1,18}";
        return agent.startTime().matches(digits)
                && entry.startTime().matches(digits)
                && Long.parseLong(entry.startTime()) >= Long.parseLong(agent.startTime());
    }

    private boolean isOfLaunch(Entry entry) {
        return !table.marker(entry.pid()).isEmpty() || table.launchMark(entry.pid()) != 0;
    }

    private Stream<Entry> ancestry(Entry entry) {
        return Stream.iterate(entry, Objects::nonNull, child -> byPid.get(child.parent()))
                .limit(byPid.size());
    }

    /** Of these the ones that may serve others, or have to do with one that does: its children, and who waits for it. */
    Set<Long> servers(Collection<Entry> members) {
        Set<Long> found = new HashSet<>();
        for (Entry member : members) {
            if (!table.mayServe(member.pid())) continue;
            ancestry(member).forEach(ancestor -> found.add(ancestor.pid()));
        }
        Set<Long> pids = members.stream().map(Entry::pid).collect(Collectors.toSet());
        found.retainAll(pids);
        for (Entry member : members) {
            if (ancestry(member).anyMatch(a -> found.contains(a.pid()) && table.mayServe(a.pid())))
                found.add(member.pid());
        }
        return found;
    }

    /** The same, every process before its children. */
    List<Entry> topDown(String marker, Optional<ProcessIdentity> agent) {
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
