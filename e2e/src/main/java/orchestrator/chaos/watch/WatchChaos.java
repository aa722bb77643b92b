package orchestrator.chaos.watch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import orchestrator.chaos.finding.Findings;
import orchestrator.chaos.finding.HistoryCheck;
import orchestrator.chaos.finding.ProgressLine;
import orchestrator.chaos.kill.Victim;
import orchestrator.chaos.load.InstalledOrchestrator;
import orchestrator.harness.watch.AnsweringAgent;

/** Plays the plan on several projects at once, so that each kill of a service also hits other tasks somewhere. */
public final class WatchChaos {
    private static final int SHOWN_MAX = 20;
    private static final Duration ALL_MAX = Duration.ofHours(2);

    private final InstalledOrchestrator installed;
    private final Findings findings;
    private final long seed;
    private final Striker striker;
    private int tasks;
    private String histories = "none";
    private String rollOvers = "none";

    public WatchChaos(InstalledOrchestrator installed, Findings findings, long seed) {
        this.installed = installed;
        this.findings = findings;
        this.seed = seed;
        this.striker = new Striker(installed);
    }

    /** Defines the agent; before anything is started. */
    public AnsweringAgent define() {
        return AnsweringAgent.define(installed.home());
    }

    public void play(AnsweringAgent agent, int projects, int kills, List<Victim> among) throws InterruptedException {
        Queue<Strike> plan = new ConcurrentLinkedQueue<>(Strike.plan(seed, kills, among));
        List<StruckProject> all = IntStream.rangeClosed(1, projects)
                .mapToObj(i -> StruckProject.start("project-" + i, installed, agent, striker, findings))
                .toList();
        List<Thread> players = new ArrayList<>();
        for (StruckProject project : all) {
            Thread thread = new Thread(() -> playAll(project, plan), "player");
            thread.start();
            players.add(thread);
        }
        for (Thread player : players) player.join(ALL_MAX.toMillis());
        all.forEach(project -> tasks += project.check());
        try (HistoryCheck check = new HistoryCheck(installed.temporal())) {
            check.check(findings);
            histories = check.workflows() + ", " + check.events();
            rollOvers = check.rollOvers() + ", " + check.longest();
        }
        all.forEach(StruckProject::close);
    }

    private void playAll(StruckProject project, Queue<Strike> plan) {
        for (Strike next = plan.poll(); next != null; next = plan.poll()) {
            try {
                project.play(next);
                ProgressLine.print(next + ": ended; " + plan.size() + " left");
            } catch (RuntimeException | AssertionError failed) {
                findings.add(Findings.Kind.NOT_DONE, "", "", next + ": " + failed.getMessage());
                return;
            }
        }
    }

    /** @param kept the directory that was kept for inspection; empty if none */
    public void report(String machine, String kept) {
        System.out.println("\n" + machine + "\n");
        row("seed", seed);
        row("kills", striker.count() + "  " + striker.kills());
        row("tasks", tasks);
        row("workflows, events in their histories", histories);
        row("roll-overs, longest history of a project", rollOvers);
        row("lost", findings.count(Findings.Kind.LOST));
        row("doubled", findings.count(Findings.Kind.DOUBLED));
        row("orphans", findings.count(Findings.Kind.ORPHAN));
        row("not done", findings.count(Findings.Kind.NOT_DONE));
        row("other faults", findings.count(Findings.Kind.OTHER));
        findings.all().stream().limit(SHOWN_MAX).forEach(one -> System.out.println("  seed=" + seed + " " + one));
        if (!kept.isEmpty()) System.out.println("kept for a look: " + kept);
        System.out.println(findings.all().isEmpty() ? "nothing was lost" : "FAILED");
    }

    private static void row(String what, Object value) {
        System.out.printf(Locale.ROOT, "%-40s %s%n", what, value);
    }
}
