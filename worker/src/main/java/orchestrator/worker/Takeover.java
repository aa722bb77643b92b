package orchestrator.worker;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCompletionClient;
import io.temporal.client.ActivityCompletionException;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import orchestrator.json.Json;
import orchestrator.process.Identity;
import orchestrator.process.RunProcesses;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a worker go on at once with what its predecessor on this host was doing when it was killed, instead of waiting
 * until Temporal misses its heartbeats: every activity's token is kept on disk while it runs, and tokens of a dead worker
 * are given back.
 */
final class Takeover extends WorkerInterceptorBase {
    private static final Logger log = LoggerFactory.getLogger(Takeover.class);

    private static final long REPORTED_WITHIN_SECONDS = 10;

    private final ScheduledExecutorService cleaner = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "takeover-cleaner");
        thread.setDaemon(true);
        return thread;
    });
    private final Path directory;
    private final RunProcesses processes;
    private final Identity self;

    Takeover(Path directory, RunProcesses processes) {
        this.directory = directory;
        this.processes = processes;
        this.self = processes.self();
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + directory, e);
        }
    }

    private record Running(byte[] token, Identity worker, String what) {}

    /** Gives back what dead workers of this host have left; answers with how many there were. */
    int takeOver(ActivityCompletionClient temporal) {
        int taken = 0;
        for (Path file : left()) {
            Running running = read(file);
            if (running != null && processes.isAlive(running.worker())) continue;
            if (running != null && giveBack(temporal, running)) taken++;
            delete(file);
        }
        return taken;
    }

    private static boolean giveBack(ActivityCompletionClient temporal, Running running) {
        try {
            temporal.completeExceptionally(
                    running.token(),
                    ApplicationFailure.newBuilder()
                            .setMessage("its worker died")
                            .setType("WorkerDied")
                            .setNextRetryDelay(Duration.ofMillis(1))
                            .build());
            log.info(
                    "took over {} from pid={}", running.what(), running.worker().pid());
            return true;
        } catch (ActivityCompletionException overMeanwhile) {
            return false;
        }
    }

    @Override
    public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
        return new ActivityInboundCallsInterceptorBase(next) {
            private @Nullable ActivityExecutionContext context;

            @Override
            public void init(ActivityExecutionContext newContext) {
                context = newContext;
                super.init(newContext);
            }

            @Override
            public ActivityOutput execute(ActivityInput input) {
                Path file = keep(Objects.requireNonNull(context));
                try {
                    return super.execute(input);
                } finally {
                    // Its result is reported to Temporal only after this; a worker killed in between has not finished.
                    cleaner.schedule(() -> delete(file), REPORTED_WITHIN_SECONDS, TimeUnit.SECONDS);
                }
            }
        };
    }

    private Path keep(ActivityExecutionContext context) {
        var info = context.getInfo();
        Running running =
                new Running(info.getTaskToken(), self, info.getActivityType() + " of " + info.getWorkflowId());
        Path file = directory.resolve(UUID.randomUUID() + ".json");
        try {
            Files.writeString(file, Json.write(running), StandardCharsets.UTF_8);
        } catch (IOException e) {
            // Without the token a successor only waits for the heartbeat to be missed.
            log.warn("could not keep a token: {}", e.toString());
        }
        return file;
    }

    private List<Path> left() {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, "*.json")) {
            found.forEach(files::add);
        } catch (IOException e) {
            log.warn("could not look for what a predecessor left: {}", e.toString());
        }
        return files;
    }

    /** Null for a file that the predecessor had not written whole. */
    private static @Nullable Running read(Path file) {
        try {
            return Json.read(Files.readString(file), Running.class);
        } catch (IOException | IllegalArgumentException torn) {
            return null;
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            log.warn("could not delete {}: {}", file, e.toString());
        }
    }
}
