package orchestrator.chaos;

import java.util.ArrayList;
import java.util.List;
import orchestrator.chaos.kill.Victim;
import picocli.CommandLine.Option;

/** The command line of the kill test. */
final class ChaosOptions {

    @Option(names = "--kills", paramLabel = "N", description = "How many processes to kill (200).")
    int kills = 200;

    @Option(names = "--sessions", paramLabel = "M", description = "How many sessions to keep running at once (4).")
    int sessions = 4;

    @Option(names = "--lines", paramLabel = "N", description = "How many lines each run prints, ten per second (150).")
    int lines = 150;

    @Option(names = "--seed", paramLabel = "S", description = "Seed of the kill plan (default: a new one).")
    long seed = System.nanoTime() % 1_000_000;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "KIND",
            description = "Kill only these: ${COMPLETION-CANDIDATES}.")
    List<Victim> only = new ArrayList<>(List.of(Victim.values()));

    @Option(
            names = "--story",
            description = "Run the demo's sessions: plan, work, review, fix, checks. All must end in the same way.")
    boolean story;

    @Option(
            names = "--watch",
            description =
                    "Kill in each step of tasks of auto-fix; --sessions is the number of projects. All must end in"
                            + " the same way.")
    boolean watch;

    @Option(
            names = "--two-workers",
            description =
                    "Run a second worker by hand, and no standby. A killed worker is not restarted until the other"
                            + " one has taken over.")
    boolean twoWorkers;

    @Option(names = "--no-standby", description = "Run without a standby: the supervisor restarts a killed worker.")
    boolean noStandby;

    @Option(names = "--cold", description = "Start at once, without waiting for the class archives of worker and API.")
    boolean cold;

    @Option(names = "--keep", description = "Keep the data directory even if nothing is wrong.")
    boolean keep;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "This text.")
    boolean help;
}
