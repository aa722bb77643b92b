package orchestrator.chaos;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import orchestrator.chaos.finding.Findings;
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

    Report(ChaosOptions options, Findings findings) {
        this.options = options;
        this.findings = findings;
    }

    void measured(Map<Victim, Integer> killed, RecoveryTimes recoveries) {
        kills = killed;
        times = recoveries;
    }

    void compared(int sessionsInAll, int workflowsInAll, long eventsInHistories) {
        sessions = sessionsInAll;
        workflows = workflowsInAll;
        historyEvents = eventsInHistories;
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
        row("lost", findings.count(Findings.Kind.LOST));
        row("doubled", findings.count(Findings.Kind.DOUBLED));
        row("orphans", findings.count(Findings.Kind.ORPHAN));
        row("sessions not done", findings.count(Findings.Kind.NOT_DONE));
        row("other faults", findings.count(Findings.Kind.OTHER));
        times.rows().forEach(Report::row);
        findings.all().stream()
                .limit(SHOWN_MAX)
                .forEach(finding -> System.out.println("  seed=" + options.seed + " " + finding));
        if (!kept.isEmpty()) System.out.println("kept for a look: " + kept);
        System.out.println(findings.all().isEmpty() ? "nothing was lost" : "FAILED");
    }

    private static void row(String what, Object value) {
        System.out.printf(Locale.ROOT, "%-40s %s%n", what, value);
    }

    private Map<Victim, Integer> byKind() {
        return kills.isEmpty() ? Map.of() : new EnumMap<>(kills);
    }
}
