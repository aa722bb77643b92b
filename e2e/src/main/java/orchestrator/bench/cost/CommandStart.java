package orchestrator.bench.cost;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import orchestrator.harness.Tools;
import orchestrator.harness.Wait;

/** How long short commands take, from the launcher script to the exit code. */
public final class CommandStart {
    private static final int CALLS = 10;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private CommandStart() {}

    /** The times of each command in microseconds. */
    public static Map<String, List<Long>> measure() {
        try (UserInstallation user = UserInstallation.up("finish")) {
            user.session("start");
            awaitArchive();
            Map<String, List<Long>> times = new LinkedHashMap<>();
            times.put("orchestrate --help", times(user, "--help"));
            times.put("orchestrate status", times(user, "status"));
            return times;
        }
    }

    private static List<Long> times(UserInstallation user, String command) {
        user.orchestrate(command);
        List<Long> micros = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            long begun = System.nanoTime();
            user.orchestrate(command);
            micros.add(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - begun));
        }
        return micros;
    }

    /** The launcher makes the class archive of short commands in the background after a build. */
    private static void awaitArchive() {
        Path builds = Tools.checkout().resolve(".build");
        Wait.until("the class archive of short commands is made", PATIENCE, () -> {
            try (Stream<Path> files = Files.list(
                    builds.resolve(Files.readString(builds.resolve("current")).strip()))) {
                return files.anyMatch(file -> file.getFileName().toString().matches("quick-.*\\.(jsa|aot)"));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + builds, e);
            }
        });
    }
}
