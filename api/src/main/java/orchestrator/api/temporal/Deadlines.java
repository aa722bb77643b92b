package orchestrator.api.temporal;

import io.grpc.Context;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Limits the time of calls, including retries and long polls. */
final class Deadlines implements AutoCloseable {
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "temporal-deadlines");
        thread.setDaemon(true);
        return thread;
    });

    <T> T within(Duration limit, Supplier<T> call) {
        Context.CancellableContext context =
                Context.current().withDeadlineAfter(limit.toMillis(), TimeUnit.MILLISECONDS, clock);
        Context previous = context.attach();
        try {
            return call.get();
        } finally {
            context.detach(previous);
            context.cancel(null);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
