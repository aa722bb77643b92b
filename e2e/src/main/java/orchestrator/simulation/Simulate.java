package orchestrator.simulation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import orchestrator.simulation.server.ScenarioThreads;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** {@code bench/simulate}. */
public final class Simulate {
    /** A scenario takes a second; one that takes so long does not end. */
    private static final int PATIENCE_MINUTES = 5;

    private Simulate() {}

    public static void main(String[] arguments) throws InterruptedException {
        SimulateOptions options = new SimulateOptions();
        CommandLine commands = new CommandLine(options);
        commands.parseArgs(arguments);
        if (options.help) {
            commands.usage(System.out);
            return;
        }
        quiet();
        System.exit(options.seed == null ? playAll(options) : tell(options.seed));
    }

    /** Failed calls are what is simulated here; Temporal would report each one. */
    private static void quiet() {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.OFF);
    }

    private static int tell(long seed) {
        Scenario.Played played = Scenario.play(seed);
        played.story().forEach(System.out::println);
        if (played.violation() == null) {
            System.out.println("seed " + seed + ": " + played.ending());
            return 0;
        }
        played.violation().printStackTrace(System.out);
        return 1;
    }

    private static int playAll(SimulateOptions options) throws InterruptedException {
        System.out.println("first seed " + options.from);
        SeedSummary summary = new SeedSummary(options.seeds);
        AtomicLong next = new AtomicLong(options.from);
        CountDownLatch over = new CountDownLatch(options.threads);
        ScenarioThreads.start(options.threads, () -> {
            try {
                long end = options.from + options.seeds;
                for (long seed = next.getAndIncrement(); seed < end; seed = next.getAndIncrement()) {
                    summary.begin(seed);
                    summary.add(Scenario.play(seed));
                }
            } finally {
                over.countDown();
            }
        });
        int before = -1;
        while (!over.await(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
            if (summary.seeds() == before) {
                summary.printStanding(PATIENCE_MINUTES);
                return 1;
            }
            before = summary.seeds();
        }
        summary.print();
        return summary.isGood() ? 0 : 1;
    }
}
