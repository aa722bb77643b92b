package orchestrator.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import orchestrator.harness.Orchestrator;
import orchestrator.harness.ScratchDirectory;
import orchestrator.harness.watch.AnsweringAgent;

/** Auto-fix with an agent that answers at once: tasks per hour, what a task costs beside its work, and reaction. */
final class AutoFixSpeed implements Benchmark {
    private static final int WARM_UP = 3;
    private static final int TASKS = 10;
    private static final int CHANGES = 30;
    private static final int PARALLEL = 4;
    private static final double HOUR_NANOS = TimeUnit.HOURS.toNanos(1);

    @Override
    public void run(BenchmarkResults results) {
        try (Orchestrator orchestrator = Orchestrator.prepare(ScratchDirectory.directory("bench"), Map.of())) {
            AnsweringAgent agent = AnsweringAgent.define(orchestrator.home());
            orchestrator.start();
            AutoFixRound alone = AutoFixRound.start(orchestrator, agent, "alone");
            for (int i = 0; i < WARM_UP; i++) alone.repair();
            oneAtATime(alone, results);
            reaction(alone, results);
            inParallel(orchestrator, agent, results);
        }
    }

    private static void oneAtATime(AutoFixRound round, BenchmarkResults results) {
        Bench.progress("autofix: " + TASKS + " repairs, one at a time");
        long begun = System.nanoTime();
        List<AutoFixRound.Repaired> repaired = new ArrayList<>();
        for (int i = 0; i < TASKS; i++) repaired.add(round.repair());
        results.add("autofix", "repairs per hour, one at a time", perHour(TASKS, begun), "", "");
        addFixed(results, "one at a time", repaired);
        List<Long> micros =
                repaired.stream().map(one -> one.overheadMillis() * 1_000).toList();
        results.addLatencies("autofix", "overhead of a repair beside its tests and agents", micros, "< 1500", "");
    }

    private static void reaction(AutoFixRound round, BenchmarkResults results) {
        Bench.progress("autofix: " + CHANGES + " changes that break nothing");
        List<Long> micros = new ArrayList<>();
        for (int i = 0; i < CHANGES; i++) micros.add(round.changeToTask());
        results.addLatencies("autofix", "end of the debounce → change is a task", micros, "< 100", "< 250");
    }

    private static void inParallel(Orchestrator orchestrator, AnsweringAgent agent, BenchmarkResults results) {
        List<AutoFixRound> rounds = new ArrayList<>();
        for (int i = 1; i <= PARALLEL; i++) rounds.add(AutoFixRound.start(orchestrator, agent, "parallel-" + i));
        Bench.progress("autofix: " + PARALLEL * TASKS + " repairs, " + PARALLEL + " in parallel");
        ExecutorService threads = Executors.newFixedThreadPool(PARALLEL);
        long begun = System.nanoTime();
        try {
            List<Future<List<AutoFixRound.Repaired>>> running = new ArrayList<>();
            for (AutoFixRound round : rounds) running.add(threads.submit(() -> repairs(round)));
            List<AutoFixRound.Repaired> repaired = new ArrayList<>();
            for (Future<List<AutoFixRound.Repaired>> one : running) repaired.addAll(one.get());
            results.add("autofix", "repairs per hour, four in parallel", perHour(repaired.size(), begun), "", "> 1000");
            addFixed(results, "four in parallel", repaired);
        } catch (ExecutionException e) {
            throw new IllegalStateException(orchestrator.worker().outputTail(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<AutoFixRound.Repaired> repairs(AutoFixRound round) {
        List<AutoFixRound.Repaired> repaired = new ArrayList<>();
        for (int i = 0; i < TASKS; i++) repaired.add(round.repair());
        return repaired;
    }

    private static void addFixed(BenchmarkResults results, String how, List<AutoFixRound.Repaired> repaired) {
        long wrong = repaired.stream().filter(one -> !one.isFixed()).count();
        results.add("autofix", "not repaired and applied, " + how, wrong, "", "= 0");
    }

    private static double perHour(int count, long begunNanos) {
        return count * HOUR_NANOS / (System.nanoTime() - begunNanos);
    }
}
