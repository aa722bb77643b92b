package orchestrator.cli.input;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import orchestrator.cli.background.Installation;
import orchestrator.home.Home;

/**
 * The caller of the command: environment, streams and working directory.
 *
 * @param directory the working directory
 * @param terminal true if {@code out} is a terminal whose lines may be redrawn
 */
public record CommandCaller(
        Map<String, String> environment,
        InputStream in,
        PrintStream out,
        PrintStream err,
        Path directory,
        boolean terminal,
        Installation installation) {

    public CommandCaller {
        environment = Map.copyOf(environment);
    }

    public Home home() {
        return Home.open(environment);
    }

    /** The variable's value; empty if it is not set. */
    public String variable(String name) {
        return environment.getOrDefault(name, "").strip();
    }

    public Path resolve(String path) {
        return directory.resolve(path).normalize();
    }
}
