package orchestrator.cli.input;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import orchestrator.cli.json.JsonTree;
import picocli.CommandLine.Option;

/** {@code --json}: the command prints JSON and nothing else on standard output. */
public final class JsonOption {
    @Option(names = "--json", description = "Print JSON, for programs.")
    public boolean wanted;

    public static void print(PrintStream out, JsonNode json) {
        out.println(JsonTree.pretty(json));
    }
}
