package orchestrator.process;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import orchestrator.process.ProcessTable.Entry;
import org.jspecify.annotations.Nullable;

/**
 * Processes that were looked at before, for samplers that look often: with 500 agents, to read everything about each
 * process every two seconds takes a fiftieth of a core. A process gets its marker and its launch mark when its program
 * begins, and loses neither the mark nor our memory of the marker. So each is read twice: when it is new, and once more
 * at the next look, because at the first it may not have begun its program yet.
 */
public final class KnownProcesses {
    private static final int LOOKS = 2;

    private final ProcessTable table;
    private final SeenProcesses seen;
    private final Map<Long, Known> byPid = new HashMap<>();
    private OptionalLong begun = OptionalLong.empty();

    private record Known(Entry entry, String marker, long launchMark, int looks) {}

    KnownProcesses(ProcessTable table, SeenProcesses seen) {
        this.table = table;
        this.seen = seen;
    }

    /** Reads the new processes. Returns true if there are any. */
    public synchronized boolean look() {
        OptionalLong begunBefore = begun;
        begun = table.begun();
        boolean isSame = begun.isPresent() && begun.equals(begunBefore);
        if (isSame && byPid.values().stream().allMatch(known -> known.looks() == LOOKS)) return false;
        Set<Long> there = new HashSet<>(table.pids());
        byPid.keySet().retainAll(there);
        boolean news = false;
        for (long pid : there) {
            Known known = byPid.get(pid);
            if (known != null && known.looks() == LOOKS) continue;
            Optional<Entry> entry = table.find(pid);
            entry.ifPresentOrElse(found -> byPid.put(pid, read(found, known)), () -> byPid.remove(pid));
            news |= entry.isPresent();
        }
        return news;
    }

    private Known read(Entry entry, @Nullable Known before) {
        boolean same = before != null && before.entry().startTime().equals(entry.startTime());
        String marker = table.marker(entry.pid());
        return new Known(
                entry, marker, marker.isEmpty() ? table.launchMark(entry.pid()) : 0, same ? before.looks() + 1 : 1);
    }

    /** The processes of the last look. What they use, and which of them have ended, is as old as the first look at each. */
    public synchronized ProcessSnapshot asSeen() {
        return snapshot(byPid.values().stream().map(Known::entry).toList());
    }

    /** Reads what every process uses now. Threads of the kernel, often half of all, use nothing that counts. */
    public synchronized ProcessSnapshot measured() {
        look();
        return snapshot(table.all(pid -> !isOfKernel(byPid.get(pid))));
    }

    private static boolean isOfKernel(@Nullable Known known) {
        return known != null && known.looks() == LOOKS && known.entry().isOfKernel();
    }

    private ProcessSnapshot snapshot(List<Entry> all) {
        Map<Long, String> markers = new HashMap<>();
        Map<Long, Long> launchMarks = new HashMap<>();
        for (Entry entry : all) {
            Known known = byPid.get(entry.pid());
            if (known == null || !known.entry().startTime().equals(entry.startTime())) continue;
            if (!known.marker().isEmpty()) markers.put(entry.pid(), known.marker());
            else launchMarks.put(entry.pid(), known.launchMark());
        }
        return new ProcessSnapshot(table, seen, all, markers, launchMarks);
    }
}
