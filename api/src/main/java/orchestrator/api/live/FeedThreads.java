package orchestrator.api.live;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** One thread per client: virtual from JDK 24 on, where synchronized code no longer pins them. */
final class FeedThreads {
    private static final int UNPINNED_SINCE = 24;

    private FeedThreads() {}

    static ExecutorService forFeeds() {
        return Runtime.version().feature() >= UNPINNED_SINCE ? virtual() : platform();
    }

    /** Compiled for JDK 17, which does not have the method. */
    private static ExecutorService virtual() {
        try {
            return (ExecutorService) MethodHandles.publicLookup()
                    .findStatic(
                            Executors.class,
                            "newVirtualThreadPerTaskExecutor",
                            MethodType.methodType(ExecutorService.class))
                    .invokeExact();
        } catch (Throwable e) {
            throw new IllegalStateException("this JDK has no virtual threads", e);
        }
    }

    private static ExecutorService platform() {
        AtomicInteger number = new AtomicInteger();
        return Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "feed-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }
}
