package orchestrator.bench.repair;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command line of {@code bench/repair}. */
final class RepairBenchOptions {

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            description = "Folder with programs.json, see bench/programs/README.md (default: bench/programs).")
    @Nullable
    Path directory;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            description =
                    "How the agent answers: right, wrong-first, weaken, loop, crash, or mix (default): each in turn.")
    String mode = AgentMode.MIX;

    @Option(names = "--parallel", paramLabel = "N", description = "How many programs at once (2).")
    int parallel = 2;

    @Option(names = "--only", split = ",", paramLabel = "NAME", description = "Only these programs.")
    List<String> only = new ArrayList<>();

    @Option(names = "--json", description = "Print the results as JSON, and nothing else on standard output.")
    boolean json;

    @Option(names = "--keep", description = "Keep the data directory and the projects.")
    boolean keep;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "This text.")
    boolean help;
}
