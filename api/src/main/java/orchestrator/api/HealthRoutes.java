package orchestrator.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import orchestrator.api.temporal.TemporalClient;
import orchestrator.api.temporal.TemporalUnreachable;
import orchestrator.home.Home;
import orchestrator.home.Standby;
import orchestrator.json.Json;

/**
 * Reports if Temporal, a worker and free disk space are available. Checks run in the background, so that a response
 * never waits.
 */
final class HealthRoutes implements AutoCloseable {
    private static final int EVERY_SECONDS = 2;

    /** With less room than this, the event log will soon have to wait. */
    private static final long ROOM_BYTES_MIN = 50L * 1024 * 1024;

    /** The last check's findings. */
    private record Found(boolean temporal, boolean worker, boolean room, String standby) {}

    private final TemporalClient temporal;
    private final Path home;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "health");
        thread.setDaemon(true);
        return thread;
    });
    private volatile Found found = new Found(false, false, true, "");

    HealthRoutes(TemporalClient temporal, Path home) {
        this.temporal = temporal;
        this.home = home;
    }

    void start() {
        clock.scheduleWithFixedDelay(() -> found = look(), 0, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    void install(RoutesConfig routes) {
        routes.get("/health", this::answer);
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

    private void answer(Context ctx) {
        Found now = found;
        ObjectNode json = Json.MAPPER
                .createObjectNode()
                .put("status", "ok")
                .put("temporal", now.temporal() ? "ok" : "unreachable")
                .put("worker", now.worker() ? "ok" : "none")
                .put("standby", now.standby())
                .put("disk", now.room() ? "ok" : "full")
                .put("home", home.toString())
                .put("version", ApiVersion.NAME);
        ctx.json(json);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
