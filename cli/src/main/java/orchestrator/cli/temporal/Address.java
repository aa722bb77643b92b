package orchestrator.cli.temporal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import orchestrator.cli.output.CommandException;

/** The address of a Temporal server's gRPC port. */
public record Address(String host, int port) {
    private static final int DEFAULT_PORT = 7233;
    private static final int PORT_MAX = 65_535;
    private static final Pattern FORM = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[A-Za-z0-9._-]+)(?::(\\d{1,5}))?");

    public static Address loopback(int port) {
        return new Address("127.0.0.1", port);
    }

    /** Reads {@code host:port} or {@code host}. */
    public static Address parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (matcher.matches()) {
            int port = matcher.group(2) == null ? DEFAULT_PORT : Integer.parseInt(matcher.group(2));
            if (port > 0 && port <= PORT_MAX) return new Address(matcher.group(1), port);
        }
        throw CommandException.badInput(
                "`" + text + "` is not an address of a Temporal server.",
                "Write it as host:port, for example 127.0.0.1:7233");
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
