package orchestrator.cli.input;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintStream;
import picocli.CommandLine.Option;

/** {@code --json}: the command prints JSON and nothing else on standard output. */
public final class JsonOption {
    @Option(names = "--json", description = "Print JSON, for programs.")
    public boolean wanted;

    public static void print(PrintStream out, JsonNode json) {
        try {
            out.println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(json));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
