package orchestrator.chaos;

import java.util.ArrayList;
import java.util.List;
import orchestrator.chaos.kill.Victim;
import picocli.CommandLine.Option;

/** What can be said on the command line. */
final class ChaosOptions {

    @Option(names = "--kills", paramLabel = "N", description = "How many processes are killed (200).")
    int kills = 200;

    @Option(names = "--sessions", paramLabel = "M", description = "How many sessions are kept going at once (4).")
    int sessions = 4;

    @Option(names = "--lines", paramLabel = "N", description = "How many lines each run says, ten a second (150).")
    int lines = 150;

    @Option(names = "--seed", paramLabel = "S", description = "What is killed when; a fresh one where it is left out.")
    long seed = System.nanoTime() % 1_000_000;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "KIND",
            description = "Kill nothing else: ${COMPLETION-CANDIDATES}.")
    List<Victim> only = new ArrayList<>(List.of(Victim.values()));

    @Option(
            names = "--story",
            description = "The sessions are the demo's: plan, work, review, fix, checks. All must end in the same way.")
    boolean story;

    @Option(
            names = "--standby",
            description =
                    "A second worker stands by, and one that was killed is not started again until it has taken over.")
    boolean standby;

    @Option(names = "--cold", description = "Begin at once, not when the classes of worker and API are kept ready.")
    boolean cold;

    @Option(names = "--keep", description = "Keep the data directory even where all is well.")
    boolean keep;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "This text.")
    boolean help;
}
