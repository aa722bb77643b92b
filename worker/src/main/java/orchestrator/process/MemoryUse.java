package orchestrator.process;

import java.util.Collection;
import java.util.OptionalLong;
import orchestrator.process.ProcessTable.Entry;

/** The memory that a group of processes holds; shared pages count once. */
final class MemoryUse {
    private MemoryUse() {}

    /**
     * Resident sizes are cheap to read and never too small, but count shared pages once per process. Exact shares
     * cost the kernel a walk over all pages, some milliseconds per gigabyte, so they are read only if the cheap sum
     * is large.
     *
     * @param exactFrom sum of resident sizes from which the result must be exact
     */
    static long of(Collection<Entry> processes, ProcessTable table, long exactFrom) {
        long resident = processes.stream().mapToLong(Entry::rssBytes).sum();
        return resident < exactFrom ? resident : exactly(processes, table);
    }

    /**
     * If a process hides its exact share, the largest number of shared pages that any of them reports is counted once.
     */
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
