package orchestrator.modelserver.dialect;

import java.util.concurrent.atomic.AtomicLong;

/** Ids that are unique within this process. */
public final class ScriptedIds {
    private static final AtomicLong LAST = new AtomicLong(System.currentTimeMillis() * 1000);

    private ScriptedIds() {}

    public static String next(String prefix) {
        return prefix + Long.toString(LAST.incrementAndGet(), 36);
    }
}
