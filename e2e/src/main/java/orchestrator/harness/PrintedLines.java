package orchestrator.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import orchestrator.event.AgentEvent;

/** Compares the output of agents, in the run directories, with the event log. */
public final class PrintedLines {

    private PrintedLines() {}

    /** Offsets of all lines of a session's agents, by {@code run/launch}. */
    public static Map<String, List<Long>> lines(Path sessionDirectory) {
        Map<String, List<Long>> lines = new TreeMap<>();
        if (!Files.exists(sessionDirectory.resolve("runs"))) return lines;
        try (Stream<Path> files = Files.walk(sessionDirectory.resolve("runs"))) {
            for (Path file : files.filter(f -> f.endsWith("stdout.jsonl")).toList()) {
                Path launch = file.getParent();
                String name = launch.getParent().getFileName() + "/" + launch.getFileName();
                List<Long> starts = starts(Files.readAllBytes(file));
                if (!starts.isEmpty()) lines.put(name, starts);
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the runs in " + sessionDirectory, e);
        }
    }

    /** Offsets of all lines in the event log, in its order, by {@code run/launch}. */
    public static Map<String, List<Long>> logged(List<AgentEvent> events) {
        Map<String, List<Long>> logged = new TreeMap<>();
        for (AgentEvent event : events) {
            if (!event.source().equals(AgentEvent.STDOUT) || event.index() != 0) continue;
            logged.computeIfAbsent(event.run() + "/" + event.launch(), name -> new ArrayList<>())
                    .add(event.offset());
        }
        return logged;
    }

    private static List<Long> starts(byte[] bytes) {
        List<Long> starts = new ArrayList<>();
        boolean atStart = true;
        for (int i = 0; i < bytes.length; i++) {
            if (atStart) starts.add((long) i);
            atStart = bytes[i] == '\n';
        }
        return starts;
    }
}
