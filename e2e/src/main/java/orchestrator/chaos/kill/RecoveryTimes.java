package orchestrator.chaos.kill;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The times of all recoveries, in milliseconds. */
public final class RecoveryTimes {

    private final List<Long> aloneFirst = new ArrayList<>();
    private final List<Long> aloneAll = new ArrayList<>();
    private final List<Long> first = new ArrayList<>();
    private final List<Long> all = new ArrayList<>();

    /** @param alone true if only one worker was killed */
    void add(RecoveryTimer.Outcome outcome, boolean alone) {
        outcome.firstMillis().ifPresent(first::add);
        outcome.allMillis().ifPresent(all::add);
        if (!alone) return;
        outcome.firstMillis().ifPresent(aloneFirst::add);
        outcome.allMillis().ifPresent(aloneAll::add);
    }

    /** Until the next event, after kills of a worker alone. */
    public List<Long> aloneFirst() {
        return List.copyOf(aloneFirst);
    }

    /** Until an event of each living agent, after kills of a worker alone. */
    public List<Long> aloneAll() {
        return List.copyOf(aloneAll);
    }

    /** All times, by what they tell. */
    public Map<String, List<Long>> rows() {
        Map<String, List<Long>> rows = new LinkedHashMap<>();
        rows.put("worker killed alone → next event read", aloneFirst());
        rows.put("… → an event of every agent read", aloneAll());
        rows.put("worker killed, all cases → next event", List.copyOf(first));
        rows.put("… → an event of every agent read ", List.copyOf(all));
        return rows;
    }
}
