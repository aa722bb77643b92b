package orchestrator.api.serving;

import java.util.concurrent.atomic.AtomicLong;

/** Memory that all slow clients together may use. */
public final class MemoryBudget {
    private final long bytesMax;
    private final AtomicLong used = new AtomicLong();

    public MemoryBudget(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    /** False if there is not enough left. */
    boolean take(long bytes) {
        if (used.addAndGet(bytes) <= bytesMax) return true;
        give(bytes);
        return false;
    }

    void give(long bytes) {
        used.addAndGet(-bytes);
    }
}
