package orchestrator.chaos.finding;

import java.util.ArrayList;
import java.util.List;

/** Collects the faults that the kill test finds. */
public final class Findings {

    /** Kinds of faults, which are counted separately. */
    public enum Kind {
        LOST,
        DOUBLED,
        ORPHAN,
        NOT_DONE,
        OTHER
    }

    public record Finding(Kind kind, String session, String run, String what) {
        @Override
        public String toString() {
            return kind + " session=" + session + (run.isEmpty() ? "" : " run=" + run) + ": " + what;
        }
    }

    private final List<Finding> all = new ArrayList<>();
    private long lines;

    public synchronized void add(Kind kind, String session, String run, String what) {
        all.add(new Finding(kind, session, run, what));
    }

    synchronized void addLines(int count) {
        lines += count;
    }

    /** The number of compared lines. */
    public synchronized long lines() {
        return lines;
    }

    public synchronized List<Finding> all() {
        return List.copyOf(all);
    }

    public long count(Kind kind) {
        return all().stream().filter(finding -> finding.kind() == kind).count();
    }
}
