package orchestrator.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;
import orchestrator.bench.measure.Machine;
import orchestrator.chaos.finding.Findings;
import orchestrator.chaos.finding.HistoryCheck;
import orchestrator.chaos.finding.ProgressLine;
import orchestrator.chaos.kill.KillPlan;
import orchestrator.chaos.kill.KillPlanRunner;
import orchestrator.chaos.kill.Killer;
import orchestrator.chaos.kill.LivingLaunches;
import orchestrator.chaos.kill.Workers;
import orchestrator.chaos.load.DemoWorkload;
import orchestrator.chaos.load.InstalledOrchestrator;
import orchestrator.chaos.load.NumberedLinesWorkload;
import orchestrator.chaos.load.SessionCrowd;
import orchestrator.chaos.load.Workload;
import orchestrator.chaos.watch.WatchChaos;
import orchestrator.eventlog.EventLog;
import orchestrator.eventlog.store.EventStore;
import orchestrator.harness.ScratchDirectory;
import orchestrator.harness.Wait;
import orchestrator.harness.watch.AnsweringAgent;
import picocli.CommandLine;

/** The kill test: {@code bench/chaos --help}. Exits with 1 if anything was lost, duplicated or left behind. */
public final class Chaos {

    private static final Duration READY = Duration.ofSeconds(90);
    private static final Duration QUIET = Duration.ofMinutes(5);

    private static final int SPARE = 2;

    private final ChaosOptions options;
    private final Findings findings = new Findings();
    private final InstalledOrchestrator installed = new InstalledOrchestrator(ScratchDirectory.directory("chaos"));
    private final Report report;
    private final Workload play;
    private volatile boolean isDown;

    private Chaos(ChaosOptions options) {
        this.options = options;
        this.report = new Report(options, findings);
        this.play = options.story ? new DemoWorkload(installed) : new NumberedLinesWorkload(installed, options.lines);
    }

    public static void main(String[] arguments) throws InterruptedException {
        ChaosOptions options = new ChaosOptions();
        CommandLine line =
                new CommandLine(options).setCommandName("bench/chaos").setCaseInsensitiveEnumValuesAllowed(true);
        try {
            line.parseArgs(arguments);
        } catch (CommandLine.ParameterException wrong) {
            System.err.println("bench/chaos: " + wrong.getMessage() + " See bench/chaos --help.");
            System.exit(2);
        }
        if (options.help) {
            line.usage(System.out);
            return;
        }
        Chaos chaos = new Chaos(options);
        System.exit((options.watch ? chaos.runWatched() : chaos.run()) ? 0 : 1);
    }

    private boolean run() throws InterruptedException {
        ProgressLine.print("seed " + options.seed + "; starting everything in " + installed.scratch());
        Runtime.getRuntime().addShutdownHook(new Thread(this::cleanUp, "tidy-up"));
        String machine = Machine.look().line();
        startAll();
        try (EventStore store = EventStore.open(installed.home().eventStore())) {
            Workers workers = new Workers(installed, options.twoWorkers);
            SessionCrowd crowd = new SessionCrowd(installed, store.archive(), options.sessions, play);
            crowd.start();
            awaitQuickStarts();
            killAsPlanned(store.events(), crowd, workers);
            checkEverything(store, crowd);
            workers.stop();
        }
        installed.down();
        isDown = true;
        new FinalChecks(installed, findings).checkForLeftovers();
        boolean good = findings.all().isEmpty();
        report.print(machine, good && !options.keep ? "" : installed.scratch().toString());
        if (good && !options.keep) remove(installed.scratch());
        return good;
    }

    private boolean runWatched() throws InterruptedException {
        ProgressLine.print("seed " + options.seed + "; starting everything in " + installed.scratch());
        Runtime.getRuntime().addShutdownHook(new Thread(this::cleanUp, "tidy-up"));
        String machine = Machine.look().line();
        WatchChaos watched = new WatchChaos(installed, findings, options.seed);
        AnsweringAgent agent = watched.define();
        startAll();
        awaitQuickStarts();
        watched.play(agent, options.sessions, options.kills, options.only);
        FinalChecks aftermath = new FinalChecks(installed, findings);
        aftermath.checkForOrphans();
        installed.down();
        isDown = true;
        aftermath.checkForLeftovers();
        boolean good = findings.all().isEmpty();
        watched.report(machine, good && !options.keep ? "" : installed.scratch().toString());
        if (good && !options.keep) remove(installed.scratch());
        return good;
    }

    private void startAll() {
        if (options.noStandby || options.twoWorkers) installed.upWithoutStandby();
        else installed.up();
    }

    /** After a build the first starts are slow, which would distort the times. */
    private void awaitQuickStarts() {
        if (options.cold) return;
        ProgressLine.print("waiting for the class archives of worker and API");
        try {
            Wait.until("the class archives are made", READY, installed::startsQuickly);
        } catch (AssertionError never) {
            ProgressLine.print("there are none, so all starts are slow; see the logs");
        }
    }

    private void killAsPlanned(EventLog log, SessionCrowd crowd, Workers workers) throws InterruptedException {
        LivingLaunches launches = new LivingLaunches(installed.home());
        Wait.until(
                "the first agents work",
                READY,
                () -> !launches.living(crowd.open()).isEmpty());
        Killer killer = new Killer(installed, launches, play.killsOfOneRunMax());
        KillPlanRunner storm = new KillPlanRunner(crowd, launches, killer, workers, log, findings);
        storm.killAsPlanned(
                KillPlan.of(options.seed, SPARE * options.kills, options.only, play.pauseMillisMax()), options.kills);
        report.measured(killer.kills(), storm.times());
    }

    private void checkEverything(EventStore store, SessionCrowd crowd) {
        ProgressLine.print("all kills done; waiting for the sessions to end");
        crowd.stopStarting();
        crowd.awaitAllOver(QUIET);
        FinalChecks aftermath = new FinalChecks(installed, findings);
        aftermath.checkForOrphans();
        ProgressLine.print("comparing");
        aftermath.compareSessions(crowd, store, play);
        try (HistoryCheck histories = new HistoryCheck(installed.temporal())) {
            histories.check(findings);
            report.compared(crowd.all().size(), histories);
        }
    }

    /** Runs after an interruption, too: no process may survive. */
    private void cleanUp() {
        if (isDown) return;
        installed.down();
        new FinalChecks(installed, new Findings()).checkForLeftovers();
    }

    private static void remove(Path directory) {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + directory, e);
        }
    }
}
