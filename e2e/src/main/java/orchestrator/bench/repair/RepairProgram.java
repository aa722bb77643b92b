package orchestrator.bench.repair;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import orchestrator.json.Json;

/**
 * A small program of {@code programs.json}. Keys of the maps are paths in the project, values are paths in the folder.
 *
 * @param files those with a mistake
 * @param others tests and everything else that the project needs
 * @param weakened tests that accept the mistake; empty if there are none
 * @param test command that runs the tests
 */
record RepairProgram(
        String name,
        String language,
        String test,
        Map<String, Versions> files,
        Map<String, String> others,
        Map<String, String> weakened) {

    RepairProgram {
        if (name == null || !name.matches("[A-Za-z0-9._-]+")) {
            throw new IllegalArgumentException("a program needs a name of letters, digits, and any of . _ -: " + name);
        }
        if (test == null || files == null || files.isEmpty()) {
            throw new IllegalArgumentException(name + " needs \"test\", a command, and \"files\"");
        }
        language = language == null ? "" : language;
        files = Map.copyOf(files);
        others = others == null ? Map.of() : Map.copyOf(others);
        weakened = weakened == null ? Map.of() : Map.copyOf(weakened);
    }

    record Versions(String broken, String right) {}

    private record ProgramList(List<RepairProgram> programs) {}

    static List<RepairProgram> listed(Path folder) {
        Path list = folder.resolve("programs.json");
        try {
            return Json.MAPPER
                    .readValue(Files.readAllBytes(list), ProgramList.class)
                    .programs();
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read " + list + ": " + e.getMessage(), e);
        }
    }

    /** The whole project with the right version. */
    Map<String, byte[]> project(Path folder) {
        Map<String, byte[]> all = new TreeMap<>(read(folder, others));
        all.putAll(right(folder));
        return all;
    }

    Map<String, byte[]> right(Path folder) {
        return versions(folder, false);
    }

    Map<String, byte[]> broken(Path folder) {
        return versions(folder, true);
    }

    Map<String, byte[]> weakened(Path folder) {
        return read(folder, weakened);
    }

    private Map<String, byte[]> versions(Path folder, boolean broken) {
        Map<String, String> sources = new TreeMap<>();
        files.forEach((path, versions) -> sources.put(path, broken ? versions.broken() : versions.right()));
        return read(folder, sources);
    }

    private static Map<String, byte[]> read(Path folder, Map<String, String> sources) {
        Map<String, byte[]> contents = new TreeMap<>();
        sources.forEach((path, source) -> {
            try {
                contents.put(path, Files.readAllBytes(folder.resolve(source)));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + folder.resolve(source), e);
            }
        });
        return contents;
    }
}
