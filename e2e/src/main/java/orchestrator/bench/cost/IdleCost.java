package orchestrator.bench.cost;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import orchestrator.harness.Wait;
import orchestrator.lineage.Proc;

/** The CPU time of everything that runs in the background, while three agents work quietly. */
public final class IdleCost {
    private static final int AGENTS = 3;
    private static final double TICKS_PER_SECOND = 100;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration SETTLE = Duration.ofSeconds(30);
    private static final Duration MEASURED = Duration.ofSeconds(20);

    private IdleCost() {}

    /** Percent of a core, by the kind of process. */
    public static Map<String, Double> measure() {
        try (UserInstallation user = UserInstallation.up("exec sleep 600")) {
            Wait.until("its class archives are made", PATIENCE, user::startsQuickly);
            IntStream.range(0, AGENTS).forEach(i -> awaitAgent(user, user.session("idle-" + i)));
            LockSupport.parkNanos(SETTLE.toNanos());
            Map<Long, Double> before = seconds(user);
            LockSupport.parkNanos(MEASURED.toNanos());
            Map<String, Double> percent = new TreeMap<>();
            // What begins meanwhile, such as a standby or a class archive, belongs to the start.
            seconds(user).forEach((pid, seconds) -> {
                double used = seconds - before.getOrDefault(pid, seconds);
                percent.merge(kind(pid), 100 * used / MEASURED.toSeconds(), Double::sum);
            });
            return percent;
        }
    }

    private static void awaitAgent(UserInstallation user, String session) {
        Path printed = user.home().launch(session, "claude-1", 1).resolve("stdout.jsonl");
        Wait.until(session + " runs", PATIENCE, () -> printed.toFile().length() > 0);
    }

    /** CPU time of each process with this data directory and of its ended children; agents do not count. */
    private static Map<Long, Double> seconds(UserInstallation user) {
        String mine = "ORCHESTRATOR_HOME=" + user.home().directory() + "\0";
        Map<Long, Double> seconds = new TreeMap<>();
        for (long pid : Proc.pids()) {
            if (!read(pid, "environ").contains(mine) || !Proc.marker(pid).isEmpty()) continue;
            String stat = read(pid, "stat");
            String[] words = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            if (words.length < 15) continue;
            long ticks = 0;
            for (int i = 11; i < 15; i++) ticks += Long.parseLong(words[i]);
            seconds.put(pid, ticks / TICKS_PER_SECOND);
        }
        return seconds;
    }

    private static String kind(long pid) {
        String command = String.join(" ", Proc.commandLine(pid));
        if (command.contains("WorkerMain")) return "worker";
        if (command.contains("ApiMain")) return "API";
        return command.contains("start-dev") ? "Temporal" : "supervisors";
    }

    private static String read(long pid, String file) {
        try {
            return Files.readString(Path.of("/proc", "" + pid, file), StandardCharsets.ISO_8859_1);
        } catch (IOException goneOrNotOurs) {
            return "";
        }
    }
}
