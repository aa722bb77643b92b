package orchestrator.api.live;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import orchestrator.eventlog.Cursor;

/** The pages of a topic that were read last, so that clients at about the same place read the log once. */
final class PageCache implements AutoCloseable {
    private static final long BYTES_MAX = 2L * 1024 * 1024;
    private static final long ALL_BYTES_MAX = 32L * 1024 * 1024;

    private final AtomicLong bytesOfAll;
    private final TreeMap<Cursor, Page> byFrom;
    private final Deque<Page> oldestFirst = new ArrayDeque<>();
    private final Comparator<Cursor> order;
    private long bytes;

    /** @param bytesOfAll counts the bytes in all caches that share it */
    PageCache(Comparator<Cursor> order, AtomicLong bytesOfAll) {
        this.order = order;
        this.byFrom = new TreeMap<>(order);
        this.bytesOfAll = bytesOfAll;
    }

    /** A page with the event that comes next after this cursor. */
    synchronized Optional<Page> at(Cursor cursor) {
        return Optional.ofNullable(byFrom.floorEntry(cursor))
                .map(Map.Entry::getValue)
                .filter(page -> order.compare(cursor, page.next()) < 0);
    }

    synchronized void keep(List<Page> pages) {
        for (Page page : pages) {
            if (byFrom.putIfAbsent(page.from(), page) != null) continue;
            oldestFirst.add(page);
            add(page.size());
        }
        while (!oldestFirst.isEmpty() && (bytes > BYTES_MAX || bytesOfAll.get() > ALL_BYTES_MAX)) forget();
    }

    private void forget() {
        Page oldest = oldestFirst.remove();
        byFrom.remove(oldest.from());
        add(-oldest.size());
    }

    private void add(long more) {
        bytes += more;
        bytesOfAll.addAndGet(more);
    }

    @Override
    public synchronized void close() {
        while (!oldestFirst.isEmpty()) forget();
    }
}
