package orchestrator.simulation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** {@code bench/simulate}. */
public final class Simulate {
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
        SeedSummary summary = new SeedSummary();
        AtomicLong next = new AtomicLong(options.from);
        Thread[] threads = new Thread[options.threads];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = new Thread(
                    () -> {
                        for (long seed = next.getAndIncrement();
                                seed < options.from + options.seeds;
                                seed = next.getAndIncrement()) {
                            summary.add(Scenario.play(seed));
                        }
                    },
                    "scenarios-" + i);
            threads[i].start();
        }
        for (Thread thread : threads) thread.join();
        summary.print();
        return summary.failures() == 0 ? 0 : 1;
    }
}
