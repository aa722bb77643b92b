package orchestrator.simulation;

import picocli.CommandLine.Option;

/** The command line of the simulation. */
final class SimulateOptions {
    @Option(names = "--seeds", paramLabel = "N", description = "How many scenarios to play (1000).")
    int seeds = 1_000;

    @Option(names = "--from", paramLabel = "S", description = "The first seed (default: a new one).")
    long from = System.currentTimeMillis() % 1_000_000_000 * 1_000;

    @Option(names = "--seed", paramLabel = "S", description = "Play this one scenario, and tell its story.")
    Long seed;

    @Option(names = "--threads", paramLabel = "N", description = "How many scenarios at a time (one per core).")
    int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "This text.")
    boolean help;
}
