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
import orchestrator.identity.LaunchId;
import orchestrator.lineage.LaunchMark;
import orchestrator.process.ProcessTable.Entry;

/**
 * A snapshot of all processes of this machine, and the one rule that decides which of them belong to a launch. Tools
 * start sessions of their own and some drop the environment. So a process belongs to the launch by its marker, by the
 * launch mark that it cannot drop, by descent from a process that belongs, or by being in the session that the agent
 * leads or led.
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

    ProcessSnapshot(
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
        // Only processes without a marker need a second look.
        Map<Long, Long> launchMarks = all.stream()
                .filter(entry -> !markers.containsKey(entry.pid()))
                .collect(Collectors.toMap(Entry::pid, entry -> table.launchMark(entry.pid()), (one, same) -> one));
        return new ProcessSnapshot(table, seen, all, markers, launchMarks);
    }

    /** Memory and CPU time that the processes of a launch use together. */
    public record Use(long memoryBytes, long cpuTicks) {}

    public Use use(LaunchId launch, Optional<ProcessIdentity> agent) {
        return use(launch, agent, 0);
    }

    /**
     * @param exactFrom memory from which the result must be exact, with shared pages counted once; below, it may be
     * too high
     */
    public Use use(LaunchId launch, Optional<ProcessIdentity> agent, long exactFrom) {
        Collection<Entry> members = members(launch, agent);
        return new Use(
                MemoryUse.of(members, table, exactFrom),
                members.stream().mapToLong(Entry::cpuTicks).sum());
    }

    /** Markers of all launches that have a living process on this machine, of whatever data directory. */
    public Set<String> launches() {
        return Set.copyOf(byMarker.keySet());
    }

    Collection<Entry> members(LaunchId launch, Optional<ProcessIdentity> agent) {
        Deque<Entry> found = new ArrayDeque<>(byMarker.getOrDefault(launch.marker(), List.of()));
        found.addAll(byLaunchMark.getOrDefault(LaunchMark.of(launch), List.of()));
        seen.of(launch).forEach(one -> find(one).ifPresent(found::add));
        agent.filter(a -> a.bootId().equals(bootId)).ifPresent(a -> {
            find(a).ifPresent(found::add);
            // Processes in the agent's session belong to the launch even after the agent has died.
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

    /** Adds processes that an earlier worker has recorded. */
    List<ProcessIdentity> identities(LaunchId launch, Optional<ProcessIdentity> agent) {
        return members(launch, agent).stream()
                .map(entry -> new ProcessIdentity(entry.pid(), entry.startTime(), bootId))
                .toList();
    }

    /**
     * Processes that belong neither to a launch, as far as we can see, nor to us, and whose session is no older than
     * this agent.
     */
    List<Entry> strangersSince(ProcessIdentity agent, long ours) {
        if (!agent.bootId().equals(bootId)) return List.of();
        return byPid.values().stream()
                .filter(entry -> isSince(agent, entry) && isSince(agent, byPid.getOrDefault(entry.session(), entry)))
                .filter(entry -> ancestry(entry).noneMatch(a -> isUs(a, ours) || isOfLaunch(a)))
                .toList();
    }

    /** As the first process of a container we inherit every orphan. */
    private static boolean isUs(Entry entry, long ours) {
        return entry.pid() == ours && ours != 1;
    }

    /** Only numeric start times can be compared. */
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

    /** Members that may be servers, with their children and ancestors among the members. */
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

    /** The members, every process before its children. */
    List<Entry> topDown(LaunchId launch, Optional<ProcessIdentity> agent) {
        List<Entry> members = new ArrayList<>(members(launch, agent));
        Set<Long> pids = members.stream().map(Entry::pid).collect(Collectors.toSet());
        members.sort(Comparator.comparingInt(entry -> depth(entry, pids)));
        return members;
    }

    /** Bounded, because parents that were read one after the other may look like a cycle. */
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
