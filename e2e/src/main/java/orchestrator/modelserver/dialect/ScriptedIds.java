package orchestrator.modelserver.dialect;

import java.util.concurrent.atomic.AtomicLong;

/** Names that no other answer of this process has. */
public final class ScriptedIds {
    private static final AtomicLong LAST = new AtomicLong(System.currentTimeMillis() * 1000);

    private ScriptedIds() {}

    public static String next(String prefix) {
        return prefix + Long.toString(LAST.incrementAndGet(), 36);
    }
}
