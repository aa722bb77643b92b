package orchestrator.chaos.finding;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import orchestrator.json.Json;

/** The output of a session's agents, read from the run directories. */
public final class PrintedOutput {

    private PrintedOutput() {}

    /** @param offset of its first byte */
    record Line(long offset, String text) {

        /** A missing node if it is not JSON, such as a line that a kill cut short. */
        JsonNode json() {
            try {
                return Json.MAPPER.readTree(text);
            } catch (IOException torn) {
                return Json.MAPPER.missingNode();
            }
        }
    }

    /** By run, then by launch. */
    public static Map<String, Map<Integer, List<Line>>> of(Path sessionDirectory) {
        Map<String, Map<Integer, List<Line>>> runs = new TreeMap<>();
        for (Path run : children(sessionDirectory.resolve("runs"))) {
            Map<Integer, List<Line>> launches = new TreeMap<>();
            for (Path launch : children(run)) {
                launches.put(Integer.parseInt(name(launch)), lines(launch.resolve("stdout.jsonl")));
            }
            runs.put(name(run), launches);
        }
        return runs;
    }

    static List<Line> lines(Path file) {
        if (!Files.exists(file)) return List.of();
        try {
            return lines(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static List<Line> lines(byte[] bytes) {
        List<Line> lines = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] != '\n' && i + 1 < bytes.length) continue;
            int end = bytes[i] == '\n' ? i : i + 1;
            lines.add(new Line(from, new String(bytes, from, end - from, StandardCharsets.UTF_8)));
            from = i + 1;
        }
        return lines;
    }

    private static List<Path> children(Path directory) {
        if (!Files.isDirectory(directory)) return List.of();
        try (Stream<Path> children = Files.list(directory)) {
            return children.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + directory, e);
        }
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }
}
