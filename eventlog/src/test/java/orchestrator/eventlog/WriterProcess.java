package orchestrator.eventlog;

import static orchestrator.eventlog.Events.CLAUDE;
import static orchestrator.eventlog.Events.at;
import static orchestrator.eventlog.Events.messages;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import orchestrator.eventlog.store.EventStore;

/** A separate process that appends endlessly, a few events at a time, and prints each committed offset. */
public final class WriterProcess implements AutoCloseable {
    private final Process process;

    private WriterProcess(Process process) {
        this.process = process;
    }

    public static WriterProcess start(Path file) throws IOException {
        ProcessBuilder command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                WriterProcess.class.getName(),
                file.toString());
        return new WriterProcess(
                command.redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    /** Waits until this offset is committed, and returns the last committed one. */
    public long runUntil(long offset) throws IOException {
        BufferedReader lines = process.inputReader();
        while (true) {
            String line = lines.readLine();
            if (line == null) throw new IOException("the writer ended early");
            if (Long.parseLong(line) >= offset) return Long.parseLong(line);
        }
    }

    public void kill9() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    public static void main(String[] arguments) {
        try (EventStore store = EventStore.open("sqlite:" + arguments[0])) {
            for (long offset = 0; ; offset += 7) {
                store.events().append(CLAUDE, offset, at(offset + 7), messages(CLAUDE, offset, offset + 7));
                System.out.println(offset + 7);
            }
        }
    }
}
