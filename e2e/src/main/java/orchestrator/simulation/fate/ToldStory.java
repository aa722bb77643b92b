package orchestrator.simulation.fate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** What happened in one scenario, step by step, and how often each fault was injected. */
public final class ToldStory {
    private final List<Step> steps = new ArrayList<>();
    private final Map<String, Integer> faults = new TreeMap<>();
    private final Instant begin;
    private final Supplier<Instant> now;

    private record Step(Instant at, String who, String what) {}

    public ToldStory(Instant begin, Supplier<Instant> now) {
        this.begin = begin;
        this.now = now;
    }

    public synchronized void tell(String who, String what) {
        steps.add(new Step(now.get(), who, what));
    }

    /** Tells of an injected fault, and counts it. */
    public synchronized void fault(String kind, String who, String what) {
        faults.merge(kind, 1, Integer::sum);
        tell(who, "! " + kind + ": " + what);
    }

    public synchronized int length() {
        return steps.size();
    }

    public synchronized List<String> lines() {
        return IntStream.range(0, steps.size()).mapToObj(this::line).toList();
    }

    private String line(int index) {
        Step step = steps.get(index);
        Duration at = Duration.between(begin, step.at());
        return String.format(
                "%4d  %3d:%02d:%02d.%03d  %-14s %s",
                index + 1,
                at.toHours(),
                at.toMinutesPart(),
                at.toSecondsPart(),
                at.toMillisPart(),
                step.who(),
                step.what());
    }

    public synchronized Map<String, Integer> faults() {
        return Map.copyOf(faults);
    }
}
