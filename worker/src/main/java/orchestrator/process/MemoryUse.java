package orchestrator.process;

import java.util.Collection;
import java.util.OptionalLong;
import orchestrator.process.ProcessTable.Entry;

/** How much memory some processes hold together. Pages that they share count once, however many have them. */
final class MemoryUse {
    private MemoryUse() {}

    /**
     * Resident sizes are cheap to read and never too small, but count shared pages in each process. Exact shares cost the
     * kernel a walk over all pages, some milliseconds for a gigabyte: they are read only where the cheap sum is large.
     *
     * @param exactFrom from which sum of resident sizes on it has to be exact
     */
    static long of(Collection<Entry> processes, ProcessTable table, long exactFrom) {
        long resident = processes.stream().mapToLong(Entry::rssBytes).sum();
        return resident < exactFrom ? resident : exactly(processes, table);
    }

    /** Where a process keeps its share to itself, the largest part that one of these may share is counted once for all. */
    private static long exactly(Collection<Entry> processes, ProcessTable table) {
        long bytes = 0;
        long sharedMax = 0;
        for (Entry process : processes) {
            OptionalLong share = table.proportionalBytes(process.pid());
            if (share.isPresent()) {
                bytes += share.getAsLong();
                continue;
            }
            long shared = Math.min(process.rssBytes(), table.sharedBytes(process.pid()));
            bytes += process.rssBytes() - shared;
            sharedMax = Math.max(sharedMax, shared);
        }
        return bytes + sharedMax;
    }
}
