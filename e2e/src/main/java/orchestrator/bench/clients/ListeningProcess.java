package orchestrator.bench.clients;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import orchestrator.harness.Orchestrator;
import orchestrator.json.Json;

/** A process in which {@link Listeners} listen. */
public final class ListeningProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader said;

    private ListeningProcess(Process process) {
        this.process = process;
        this.said = process.inputReader(StandardCharsets.UTF_8);
    }

    /** @param lines that the session's agent will print */
    public static ListeningProcess start(Orchestrator orchestrator, String session, int clients, int lines) {
        String url = orchestrator.client().url();
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx400m",
                "-cp",
                System.getProperty("java.class.path"),
                Listeners.class.getName(),
                url.substring(url.lastIndexOf(':') + 1),
                session,
                orchestrator.client().token(),
                "" + clients,
                "" + lines);
        try {
            return new ListeningProcess(new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException("the clients do not start", e);
        }
    }

    /** Waits until all are connected, and returns how many are, in words. */
    public String ready() {
        return line();
    }

    /** Waits until all have got the last event. */
    public void heard() {
        line();
    }

    /** Waits until all have got the end; call it after {@link #heard}. */
    public Listeners.Seen seen() {
        return Json.read(line(), Listeners.Seen.class);
    }

    private String line() {
        try {
            return String.valueOf(said.readLine());
        } catch (IOException e) {
            throw new UncheckedIOException("the clients broke off", e);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
