package orchestrator.simulation;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Counts how scenarios ended, and prints each that violates an invariant. */
final class SeedSummary {
    /** After so many scenarios it says how fast they are. */
    private static final int PROGRESS = 1_000;

    private final long begin = System.nanoTime();
    private final int wanted;
    private final Map<String, Integer> endings = new TreeMap<>();
    private final Map<String, Integer> faults = new TreeMap<>();
    private final Set<Long> underWay = new TreeSet<>();
    private int seeds;
    private int failures;
    private long steps;

    /** @param wanted how many scenarios are played */
    SeedSummary(int wanted) {
        this.wanted = wanted;
    }

    synchronized void begin(long seed) {
        underWay.add(seed);
    }

    synchronized void add(Scenario.Played played) {
        underWay.remove(played.seed());
        seeds++;
        if (seeds % PROGRESS == 0 && seeds < wanted) printSpeed();
        steps += played.told().length();
        played.told().faults().forEach((kind, count) -> faults.merge(kind, count, Integer::sum));
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

    synchronized int seeds() {
        return seeds;
    }

    /** True if every scenario was played, and held every invariant. */
    synchronized boolean isGood() {
        return failures == 0 && seeds == wanted;
    }

    private static double cpuSeconds() {
        return ProcessHandle.current()
                        .info()
                        .totalCpuDuration()
                        .orElse(Duration.ZERO)
                        .toMillis()
                / 1e3;
    }

    private void printSpeed() {
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf(
                "%d scenarios in %.1f s, %.1f per second, %d steps, %.1f s of CPU%n",
                seeds, seconds, seeds / seconds, steps, cpuSeconds());
    }

    /** For scenarios that do not go on. */
    synchronized void printStanding(int minutes) {
        System.out.println("none of the seeds " + underWay + " has ended for " + minutes + " minutes");
    }

    synchronized void print() {
        printSpeed();
        System.out.println("ended as " + endings + (failures == 0 ? "" : ", " + failures + " failed"));
        System.out.println("faults " + faults);
    }
}
