package orchestrator.simulation;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Counts how scenarios ended, and prints each that violates an invariant. */
final class SeedSummary {
    private final long begin = System.nanoTime();
    private final Map<String, Integer> endings = new TreeMap<>();
    private final Map<String, Integer> faults = new TreeMap<>();
    private int seeds;
    private int failures;
    private long steps;

    synchronized void add(Scenario.Played played) {
        seeds++;
        steps += played.story().size();
        played.faults().forEach((kind, count) -> faults.merge(kind, count, Integer::sum));
        if (played.violation() == null) {
            endings.merge(played.ending(), 1, Integer::sum);
            return;
        }
        failures++;
        System.out.println("seed " + played.seed() + " violates an invariant. "
                + String.valueOf(played.violation().getMessage())
                        .lines()
                        .findFirst()
                        .orElse("") + "\n  bench/simulate --seed "
                + played.seed());
    }

    synchronized int failures() {
        return failures;
    }

    private static double cpuSeconds() {
        return ProcessHandle.current()
                        .info()
                        .totalCpuDuration()
                        .orElse(Duration.ZERO)
                        .toMillis()
                / 1e3;
    }

    synchronized void print() {
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf(
                "%d scenarios in %.1f s, %.1f per second, %d steps, %.1f s of CPU%n",
                seeds, seconds, seeds / seconds, steps, cpuSeconds());
        System.out.println("ended as " + endings + (failures == 0 ? "" : ", " + failures + " failed"));
        System.out.println("faults " + faults);
    }
}
