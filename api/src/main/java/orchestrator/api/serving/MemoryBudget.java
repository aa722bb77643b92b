package orchestrator.api.serving;

import java.util.concurrent.atomic.AtomicLong;

/** How much memory slow clients may use together. */
public final class MemoryBudget {
    private final long bytesMax;
    private final AtomicLong used = new AtomicLong();

    public MemoryBudget(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    /** False where so much is not left. */
    boolean take(long bytes) {
        if (used.addAndGet(bytes) <= bytesMax) return true;
        give(bytes);
        return false;
    }

    void give(long bytes) {
        used.addAndGet(-bytes);
    }
}
