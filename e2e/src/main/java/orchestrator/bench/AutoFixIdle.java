package orchestrator.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import orchestrator.bench.measure.Machine;
import orchestrator.harness.ExternalCommand;
import orchestrator.harness.Orchestrator;
import orchestrator.harness.ScratchDirectory;
import orchestrator.harness.watch.AnsweringAgent;
import orchestrator.harness.watch.GitProject;
import orchestrator.harness.watch.WatchClient;

/**
 * The cost of a watched project in which nothing changes: twice ten minutes, without and with it. The variable
 * BENCH_IDLE_MINUTES changes the time.
 */
final class AutoFixIdle implements Benchmark {
    private static final int FILES = 5_000;
    private static final int FILES_IN_DIRECTORY = 100;
    private static final double TICKS_PER_SECOND = 100;
    private static final Duration SETTLE = Duration.ofSeconds(30);

    /** @param cpuSeconds of the worker alone, and of worker, API and Temporal together */
    private record Cost(double workerSeconds, double cpuSeconds, long megabytes) {}

    @Override
    public void run(BenchmarkResults results) {
        Duration time = Duration.ofMinutes(Long.parseLong(System.getenv().getOrDefault("BENCH_IDLE_MINUTES", "10")));
        try (Orchestrator orchestrator = Orchestrator.prepare(ScratchDirectory.directory("bench"), Map.of())) {
            AnsweringAgent.define(orchestrator.home());
            orchestrator.start();
            Bench.progress("autofix-idle: " + time.toMinutes() + " minutes without a watched project");
            Cost without = measure(orchestrator, time);
            GitProject project = GitProject.make(orchestrator.target("idle", true), files());
            WatchClient.start(
                    orchestrator.client(), WatchClient.request(project.directory(), "true", AnsweringAgent.NAME));
            Bench.progress("autofix-idle: " + time.toMinutes() + " minutes with one of " + FILES + " files");
            Cost with = measure(orchestrator, time);
            double percent = 100.0 / time.toSeconds();
            results.add("idle", "worker, with a watched project", with.workerSeconds() * percent, "%", "");
            results.add(
                    "idle",
                    "of a core, worker alone, more than without it",
                    (with.workerSeconds() - without.workerSeconds()) * percent,
                    "%",
                    "< 0.5");
            results.add(
                    "idle",
                    "of a core, worker, API and Temporal, more than without it",
                    (with.cpuSeconds() - without.cpuSeconds()) * percent,
                    "%",
                    "");
            results.add(
                    "idle",
                    "memory of the worker, more than without it",
                    with.megabytes() - without.megabytes(),
                    "MB",
                    "< 50");
        }
    }

    private static Map<String, byte[]> files() {
        Map<String, byte[]> files = new TreeMap<>();
        files.put(AnsweringAgent.MARK, "idle".getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < FILES; i++) {
            files.put(
                    "src/" + i / FILES_IN_DIRECTORY + "/" + i + ".txt",
                    ("file " + i + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return files;
    }

    /** Memory after a collection, so that garbage does not count. */
    private static Cost measure(Orchestrator orchestrator, Duration time) {
        List<Long> all = List.of(
                orchestrator.worker().pid(),
                orchestrator.api().pid(),
                orchestrator.temporal().pid());
        LockSupport.parkNanos(SETTLE.toNanos());
        double worker = seconds(orchestrator.worker().pid());
        double together = all.stream().mapToDouble(AutoFixIdle::seconds).sum();
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
        Cost cost = new Cost(
                seconds(orchestrator.worker().pid()) - worker,
                all.stream().mapToDouble(AutoFixIdle::seconds).sum() - together,
                0);
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        String pid = "" + orchestrator.worker().pid();
        ExternalCommand.run(jcmd, List.of(pid, "GC.run"), Map.of(), Path.of("/"));
        return new Cost(
                cost.workerSeconds(),
                cost.cpuSeconds(),
                Machine.residentMegabytes(orchestrator.worker().pid()));
    }

    /** CPU time of a process so far. */
    private static double seconds(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", "" + pid, "stat"));
            String[] words = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return (Long.parseLong(words[11]) + Long.parseLong(words[12])) / TICKS_PER_SECOND;
        } catch (IOException e) {
            throw new UncheckedIOException("process " + pid + " is gone", e);
        }
    }
}
