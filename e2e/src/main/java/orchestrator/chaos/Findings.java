package orchestrator.chaos;

import java.util.ArrayList;
import java.util.List;

/** What is not as it should be. */
final class Findings {

    /** Kinds that are counted apart. */
    enum Kind {
        LOST,
        DOUBLED,
        ORPHAN,
        NOT_DONE,
        OTHER
    }

    record Finding(Kind kind, String session, String run, String what) {
        @Override
        public String toString() {
            return kind + " session=" + session + (run.isEmpty() ? "" : " run=" + run) + ": " + what;
        }
    }

    private final List<Finding> all = new ArrayList<>();
    private long lines;

    synchronized void add(Kind kind, String session, String run, String what) {
        all.add(new Finding(kind, session, run, what));
    }

    synchronized void addLines(int count) {
        lines += count;
    }

    /** Lines that were compared. */
    synchronized long lines() {
        return lines;
    }

    synchronized List<Finding> all() {
        return List.copyOf(all);
    }

    long count(Kind kind) {
        return all().stream().filter(finding -> finding.kind() == kind).count();
    }
}
