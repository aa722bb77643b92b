package orchestrator.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import orchestrator.cli.background.Installation;
import orchestrator.cli.input.CommandCaller;

/** Calls the command as a user does, in its own directory and with its own data directory. */
public final class Calls {
    final Path directory;
    public final Map<String, String> environment = new HashMap<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private byte[] in = new byte[0];
    private String launcher = "";

    /** No API listens on the port that it uses. */
    public Calls(Path directory) {
        this.directory = directory;
        environment.put("ORCHESTRATOR_HOME", directory.resolve("data").toString());
        environment.put("ORCHESTRATOR_PORT", "1");
        environment.put("PATH", "/usr/bin:/bin");
    }

    public Calls port(int port) {
        environment.put("ORCHESTRATOR_PORT", Integer.toString(port));
        return this;
    }

    Calls typing(String text) {
        in = text.getBytes(StandardCharsets.UTF_8);
        return this;
    }

    Calls launchedBy(Path file) {
        launcher = file.toString();
        return this;
    }

    public int call(String... arguments) {
        out.reset();
        err.reset();
        return new Main(caller()).run(arguments);
    }

    CommandCaller caller() {
        Installation none = new Installation(
                Path.of(System.getProperty("java.home")), "none", "test", "None", "None", launcher, null);
        return new CommandCaller(
                environment, new ByteArrayInputStream(in), stream(out), stream(err), directory, false, none);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    public String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    public String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
