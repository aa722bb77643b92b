package orchestrator.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import orchestrator.api.temporal.TemporalClient;
import orchestrator.api.temporal.TemporalUnreachable;
import orchestrator.home.Fingerprint;
import orchestrator.home.Home;
import orchestrator.home.Standby;
import orchestrator.json.Json;

/**
 * Reports if Temporal, a worker and free disk space are available. Checks run in the background, so that a response
 * does not wait; they are rarer while nobody uses the API. Only the first response after that waits for a check, and
 * only for a moment.
 */
final class HealthRoutes implements AutoCloseable {
    private static final int EVERY_SECONDS = 2;
    private static final long EVERY_UNUSED_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final long UNUSED_AFTER_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long OLD_AFTER_NANOS = TimeUnit.SECONDS.toNanos(2 * EVERY_SECONDS);
    private static final long WAIT_MILLIS_MAX = 250;

    /** With less room than this, the event log will soon have to wait. */
    private static final long ROOM_BYTES_MIN = 50L * 1024 * 1024;

    /** The last check's findings. */
    private record Found(boolean temporal, boolean worker, boolean room, String standby) {}

    private final TemporalClient temporal;
    private final Path home;
    private final String instance;
    private final Predicate<Context> mayKnowPaths;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "health");
        thread.setDaemon(true);
        return thread;
    });
    private volatile Found found = new Found(false, false, true, "");
    private volatile long foundAtNanos = System.nanoTime();
    private volatile long usedAtNanos = foundAtNanos;

    /** @param mayKnowPaths true if the request has a secret; anyone may ask for the rest */
    HealthRoutes(TemporalClient temporal, Home home, Predicate<Context> mayKnowPaths) {
        this.temporal = temporal;
        this.home = home.directory();
        this.instance = Fingerprint.of(home).text();
        this.mayKnowPaths = mayKnowPaths;
    }

    void start() {
        clock.scheduleWithFixedDelay(this::lookIfDue, 0, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    void install(RoutesConfig routes) {
        routes.before(any -> usedAtNanos = System.nanoTime());
        routes.get("/health", this::answer);
    }

    private void lookIfDue() {
        boolean isUnused = System.nanoTime() - usedAtNanos > UNUSED_AFTER_NANOS;
        boolean isWell = found.worker() && temporal.expectsWorker();
        if (isUnused && isWell && System.nanoTime() - foundAtNanos < EVERY_UNUSED_NANOS) return;
        lookNow();
    }

    private void lookNow() {
        found = look();
        foundAtNanos = System.nanoTime();
    }

    private Found look() {
        try {
            return new Found(true, temporal.hasWorker(), hasRoom(), standby());
        } catch (TemporalUnreachable e) {
            return new Found(false, false, hasRoom(), standby());
        }
    }

    private String standby() {
        return new Standby(new Home(home)).status().words();
    }

    private boolean hasRoom() {
        return home.toFile().getUsableSpace() >= ROOM_BYTES_MIN;
    }

    private boolean isOld() {
        return System.nanoTime() - foundAtNanos > OLD_AFTER_NANOS;
    }

    private Found newest() {
        if (!isOld()) return found;
        try {
            Runnable look = () -> {
                if (isOld()) lookNow();
            };
            clock.submit(look).get(WAIT_MILLIS_MAX, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | ExecutionException | RejectedExecutionException noAnswer) {
            // The last findings have to do.
        }
        return found;
    }

    private void answer(Context ctx) {
        Found now = newest();
        ObjectNode json = Json.MAPPER
                .createObjectNode()
                .put("status", "ok")
                .put("temporal", now.temporal() ? "ok" : "unreachable")
                .put("worker", now.worker() ? "ok" : "none")
                .put("standby", now.standby())
                .put("disk", now.room() ? "ok" : "full")
                .put("instance", instance)
                .put("version", ApiVersion.NAME);
        if (mayKnowPaths.test(ctx)) json.put("home", home.toString());
        ctx.json(json);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
