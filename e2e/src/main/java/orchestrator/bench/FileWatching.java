package orchestrator.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import orchestrator.autofix.WatchActivities.Batch;
import orchestrator.autofix.WatchActivities.WatchOrder;
import orchestrator.harness.ExternalCommand;
import orchestrator.harness.ScratchDirectory;
import orchestrator.home.Home;
import orchestrator.watch.WatcherFacts;
import orchestrator.watch.Watchers;

/**
 * The watcher alone, in this process, over a git repository of 50,000 files in 5,000 directories. The variable
 * BENCH_WATCH_IDLE_SECONDS changes how long it is left idle.
 */
final class FileWatching implements Benchmark {
    private static final String BENCH = "watch";
    private static final int DIRECTORIES = 5_000;
    private static final int FILES_IN_DIRECTORY = 10;
    private static final int SAVES = 200;
    private static final int CHECKED_OUT = 2_000;
    private static final long DEBOUNCE_MILLIS = 100;
    private static final String KEY = "bench";
    private static final Random RANDOM = new Random(1);

    private final List<Path> files = new ArrayList<>();
    private Path project = Path.of("");
    private long acknowledged;

    @Override
    public void run(BenchmarkResults results) {
        Path scratch = ScratchDirectory.directory(BENCH);
        project = scratch.resolve("project");
        Bench.progress("watch: making " + DIRECTORIES * FILES_IN_DIRECTORY + " files");
        make();
        Home home = Home.at(scratch.resolve("home"));
        try {
            measureStart(results, home);
            measureRestart(results, home);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private void measureStart(BenchmarkResults results, Home home) throws InterruptedException {
        double before = megabytes();
        Watchers watchers = watchers(home);
        long began = System.nanoTime();
        watch(watchers);
        results.add(BENCH, "first look at 50,000 files", millis(began), "ms", "");
        results.add(BENCH, "memory in use once it watches", megabytes() - before, "MB", "< 50");
        measureIdle(results);
        measureSaves(results, watchers);
        measureCheckout(results, watchers);
        watchers.release(KEY);
    }

    private void measureIdle(BenchmarkResults results) {
        long seconds = Long.parseLong(System.getenv().getOrDefault("BENCH_WATCH_IDLE_SECONDS", "30"));
        Bench.progress("watch: idle for " + seconds + " s");
        long cpu = cpuNanos();
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(seconds));
        double percent = 100.0 * (cpuNanos() - cpu) / TimeUnit.SECONDS.toNanos(seconds);
        results.add(BENCH, "idle, share of a core", percent, "%", "< 0.5");
    }

    private void measureSaves(BenchmarkResults results, Watchers watchers) throws InterruptedException {
        Bench.progress("watch: " + SAVES + " saves");
        List<Long> micros = new ArrayList<>();
        for (int i = 0; i < SAVES; i++) {
            write(files.get(RANDOM.nextInt(files.size())), "saved " + i);
            long saved = System.nanoTime();
            watch(watchers);
            long late = System.nanoTime() - saved - TimeUnit.MILLISECONDS.toNanos(DEBOUNCE_MILLIS);
            micros.add(TimeUnit.NANOSECONDS.toMicros(late));
        }
        results.addLatencies(BENCH, "save → batch, after the debounce", micros, "< 100", "< 250");
    }

    private void measureCheckout(BenchmarkResults results, Watchers watchers) throws InterruptedException {
        git("checkout", "-q", "-f", "main");
        watch(watchers);
        long began = System.nanoTime();
        git("checkout", "-q", "other");
        int total = 0;
        int batches = 0;
        for (; total < CHECKED_OUT; batches++) total += watch(watchers).total();
        results.add(BENCH, "checkout of 2,000 files → all in batches", millis(began), "ms", "");
        results.add(BENCH, "checkout of 2,000 files, batches", batches, "", "= 1");
    }

    private void measureRestart(BenchmarkResults results, Home home) throws InterruptedException {
        write(files.get(0), "changed while nothing ran");
        Watchers watchers = watchers(home);
        long began = System.nanoTime();
        watch(watchers);
        results.add(BENCH, "started again → what has changed meanwhile", millis(began), "ms", "");
        WatcherFacts facts = watchers.facts(KEY).orElseThrow();
        Bench.progress("watch: " + facts.mode() + ", " + facts.files() + " files, " + facts.directories()
                + " directories. " + facts.note());
        watchers.release(KEY);
    }

    private static Watchers watchers(Home home) {
        Predicate<Path> none = file -> false;
        return new Watchers(home, System.getenv(), none);
    }

    private Batch watch(Watchers watchers) throws InterruptedException {
        var order = new WatchOrder(KEY, project.toString(), List.of(), DEBOUNCE_MILLIS, acknowledged, true);
        Batch batch = watchers.watch(order);
        acknowledged = batch.number();
        return batch;
    }

    private void make() {
        for (int d = 0; d < DIRECTORIES; d++) {
            Path directory = project.resolve("part" + d % 50 + "/package" + d);
            for (int f = 0; f < FILES_IN_DIRECTORY; f++) {
                Path file = directory.resolve("File" + f + ".java");
                write(file, ("// file " + f + " of " + d + "\n").repeat(50));
                files.add(file);
            }
        }
        git("init", "-q", "-b", "main");
        git("add", "-A");
        git("commit", "-qm", "all");
        git("checkout", "-q", "-b", "other");
        files.subList(0, CHECKED_OUT).forEach(file -> write(file, "other"));
        git("commit", "-qam", "other");
        git("checkout", "-q", "main");
    }

    private void git(String... arguments) {
        List<String> all = new ArrayList<>(List.of("-c", "user.name=a", "-c", "user.email=a@example.org"));
        all.addAll(List.of(arguments));
        ExternalCommand.run(Path.of("git"), all, Map.of(), project);
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double millis(long since) {
        return TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - since) / 1000.0;
    }

    private static double megabytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / (1024.0 * 1024.0);
    }

    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }
}
