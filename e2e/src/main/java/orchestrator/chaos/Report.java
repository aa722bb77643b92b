package orchestrator.chaos;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import orchestrator.bench.measure.Percentiles;
import orchestrator.chaos.finding.Findings;
import orchestrator.chaos.finding.HistoryCheck;
import orchestrator.chaos.kill.RecoveryTimes;
import orchestrator.chaos.kill.Victim;

/** Prints the numbers and the findings. */
final class Report {

    private static final int SHOWN_MAX = 20;

    private final ChaosOptions options;
    private final Findings findings;
    private Map<Victim, Integer> kills = Map.of();
    private RecoveryTimes times = new RecoveryTimes();
    private int sessions;
    private int workflows;
    private long historyEvents;
    private int rollOvers;
    private long longest;

    Report(ChaosOptions options, Findings findings) {
        this.options = options;
        this.findings = findings;
    }

    void measured(Map<Victim, Integer> killed, RecoveryTimes recoveries) {
        kills = killed;
        times = recoveries;
    }

    void compared(int sessionsInAll, HistoryCheck histories) {
        sessions = sessionsInAll;
        workflows = histories.workflows();
        historyEvents = histories.events();
        rollOvers = histories.rollOvers();
        longest = histories.longest();
    }

    /** @param kept the directory that was kept for inspection; empty if none */
    void print(String machine, String kept) {
        System.out.println();
        System.out.println(machine);
        System.out.println();
        row("seed", options.seed);
        row("kills", kills.values().stream().mapToInt(Integer::intValue).sum() + "  " + byKind());
        row("sessions", sessions);
        row("lines compared", findings.lines());
        row("workflows, events in their histories", workflows + ", " + historyEvents);
        row("roll-overs, longest history of a session", rollOvers + ", " + longest);
        row("lost", findings.count(Findings.Kind.LOST));
        row("doubled", findings.count(Findings.Kind.DOUBLED));
        row("orphans", findings.count(Findings.Kind.ORPHAN));
        row("sessions not done", findings.count(Findings.Kind.NOT_DONE));
        row("other faults", findings.count(Findings.Kind.OTHER));
        times.rows().forEach((what, millis) -> row(what, words(millis)));
        findings.all().stream()
                .limit(SHOWN_MAX)
                .forEach(finding -> System.out.println("  seed=" + options.seed + " " + finding));
        if (!kept.isEmpty()) System.out.println("kept for a look: " + kept);
        System.out.println(findings.all().isEmpty() ? "nothing was lost" : "FAILED");
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

    private static void row(String what, Object value) {
        System.out.printf(Locale.ROOT, "%-40s %s%n", what, value);
    }

    private Map<Victim, Integer> byKind() {
        return kills.isEmpty() ? Map.of() : new EnumMap<>(kills);
    }
}
