package orchestrator.simulation.fate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** What happened in one scenario, step by step, and how often each fault was injected. */
public final class ToldStory {
    private final List<String> lines = new ArrayList<>();
    private final Map<String, Integer> faults = new TreeMap<>();
    private final Instant begin;
    private final Supplier<Instant> now;

    public ToldStory(Instant begin, Supplier<Instant> now) {
        this.begin = begin;
        this.now = now;
    }

    public synchronized void tell(String who, String what) {
        Duration at = Duration.between(begin, now.get());
        lines.add(String.format(
                "%4d  %3d:%02d:%02d.%03d  %-14s %s",
                lines.size() + 1, at.toHours(), at.toMinutesPart(), at.toSecondsPart(), at.toMillisPart(), who, what));
    }

    /** Tells of an injected fault, and counts it. */
    public synchronized void fault(String kind, String who, String what) {
        faults.merge(kind, 1, Integer::sum);
        tell(who, "! " + kind + ": " + what);
    }

    public synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    public synchronized Map<String, Integer> faults() {
        return Map.copyOf(faults);
    }
}
