package orchestrator.api.live;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import orchestrator.eventlog.Cursor;

/** Successive events of one topic as they go over the wire: made once, shared by all clients. */
final class Page {
    private final Cursor from;
    private final byte[] bytes;
    private final Cursor[] cursors;
    private final int[] ends;

    /** @param ends where each event's bytes end */
    private Page(Cursor from, byte[] bytes, Cursor[] cursors, int[] ends) {
        this.from = from;
        this.bytes = bytes;
        this.cursors = cursors;
        this.ends = ends;
    }

    Cursor from() {
        return from;
    }

    /** The cursor after the last event. */
    Cursor next() {
        return cursors[cursors.length - 1];
    }

    int size() {
        return bytes.length;
    }

    int events() {
        return cursors.length;
    }

    /** The bytes of the events after this cursor; empty if it is after all of them. */
    ByteBuffer after(Cursor cursor, Comparator<Cursor> order) {
        int low = 0;
        int high = cursors.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (order.compare(cursors[middle], cursor) > 0) high = middle;
            else low = middle + 1;
        }
        int begin = low == 0 ? 0 : ends[low - 1];
        return ByteBuffer.wrap(bytes, begin, bytes.length - begin).slice();
    }

    /** Collects the places of a page's events. */
    static final class Draft {
        private final Cursor from;
        private final List<Cursor> cursors = new ArrayList<>();
        private final List<Integer> ends = new ArrayList<>();

        Draft(Cursor from) {
            this.from = from;
        }

        void add(Cursor cursor, int end) {
            cursors.add(cursor);
            ends.add(end);
        }

        boolean isEmpty() {
            return cursors.isEmpty();
        }

        Page page(byte[] bytes) {
            int[] places = ends.stream().mapToInt(Integer::intValue).toArray();
            return new Page(from, bytes, cursors.toArray(new Cursor[0]), places);
        }
    }
}
