package orchestrator.guard.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import orchestrator.guard.record.GuardLog;
import orchestrator.identity.LaunchId;
import orchestrator.launch.GuardRecord;
import orchestrator.launch.GuardRecord.Kind;
import orchestrator.launcher.HostContext;
import orchestrator.process.LaunchDirectory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stops a run that tries again and again what the guard denies. */
final class BlockedAttempts {
    private static final Logger log = LoggerFactory.getLogger(BlockedAttempts.class);
    private static final int SAME_MAX = 3;
    /** Of any kind, so that an agent cannot try its way through. */
    private static final int ALL_MAX = 200;

    private final HostContext host;
    private final Executor executor;

    BlockedAttempts(HostContext host, Executor executor) {
        this.host = host;
        this.executor = executor;
    }

    /** Call it after a denial was recorded. */
    void stopIfRepeated(LaunchId launch, LaunchDirectory directory) {
        Map<String, Integer> counts = new HashMap<>();
        int all = 0;
        GuardRecord last = null;
        for (GuardLog.Entry entry : new GuardLog(directory.path()).entries()) {
            if (entry.record().kind() == Kind.DENIED) last = entry.record();
        }
        if (last == null) return;
        for (Path one : launches(directory.path().resolveSibling("."))) {
            for (GuardLog.Entry entry : new GuardLog(one).entries()) {
                if (entry.record().kind() != Kind.DENIED) continue;
                all++;
                counts.merge(sameness(entry.record()), 1, Integer::sum);
            }
        }
        int same = counts.getOrDefault(sameness(last), 0);
        if (same < SAME_MAX && all < ALL_MAX) return;
        String what = same >= SAME_MAX ? same + " times: " + last.reason() : all + " calls in all";
        stop(launch, directory, "it was stopped because the guard denied it the same thing " + what);
    }

    /** The rule, and the program or path that its reason names. */
    private static String sameness(GuardRecord record) {
        return record.rule() + "\n" + record.reason();
    }

    private void stop(LaunchId launch, LaunchDirectory directory, String reason) {
        if (directory.endReason().isPresent()) return;
        directory.markEndedBecause(reason);
        executor.execute(() -> {
            try {
                int killed = host.processes().kill(launch, directory.identity());
                log.info("stopped launch={} killed={} reason={}", launch, killed, reason);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static Iterable<Path> launches(Path run) {
        List<Path> launches = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(run.normalize(), Files::isDirectory)) {
            entries.forEach(launches::add);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + run, e);
        }
        return launches;
    }
}
