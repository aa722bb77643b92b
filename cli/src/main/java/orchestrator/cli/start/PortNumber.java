package orchestrator.cli.start;

import java.util.Map;
import orchestrator.cli.output.CommandException;

/** Parses a port number from an environment variable or an option. */
public final class PortNumber {
    private static final int MAX = 65_535;

    private PortNumber() {}

    public static int of(Map<String, String> environment, String variable, int otherwise) {
        String text = environment.getOrDefault(variable, "").strip();
        return text.isEmpty() ? otherwise : parse(text, variable);
    }

    public static int parse(String text, String name) {
        if (text.matches("\\d{1,5}")) {
            int port = Integer.parseInt(text);
            if (port >= 1 && port <= MAX) return port;
        }
        throw CommandException.badInput(name + " must be a port number from 1 to " + MAX + ", not `" + text + "`.");
    }
}
