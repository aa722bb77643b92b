package orchestrator.modelserver;

import java.util.concurrent.atomic.AtomicLong;

/** Names that no other answer of this process has. */
final class Ids {
    private static final AtomicLong LAST = new AtomicLong(System.currentTimeMillis() * 1000);

    private Ids() {}

    static String next(String prefix) {
        return prefix + Long.toString(LAST.incrementAndGet(), 36);
    }
}
