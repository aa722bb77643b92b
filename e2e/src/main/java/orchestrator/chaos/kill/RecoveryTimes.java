package orchestrator.chaos.kill;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import orchestrator.bench.Percentiles;

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

    public Map<String, String> rows() {
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put("worker killed alone → next event read", words(aloneFirst));
        rows.put("… → an event of every agent read", words(aloneAll));
        rows.put("worker killed, all cases → next event", words(first));
        rows.put("… → an event of every agent read ", words(all));
        return rows;
    }

    private static String words(List<Long> millis) {
        if (millis.isEmpty()) return "not measured";
        Percentiles of = Percentiles.of(millis);
        return String.format(
                Locale.ROOT,
                "p50 %.0f ms, p95 %.0f ms, max %.0f ms (%d times)",
                of.p50(),
                of.p95(),
                of.max(),
                millis.size());
    }
}
