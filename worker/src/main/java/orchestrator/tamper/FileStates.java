package orchestrator.tamper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import orchestrator.text.Sha256;

/** What files are like, in a word each: their content, where a link leads, or size and time of a large one. */
final class FileStates {
    static final int SMALL_BYTES = 64 * 1024;
    private static final int FILES_MAX = 500;
    private static final int DEPTH_MAX = 4;

    private FileStates() {}

    /** The states of all files that exist, by path. */
    static Map<String, String> of(List<WatchedPath> watched) throws IOException {
        Map<String, String> states = new TreeMap<>();
        for (WatchedPath one : watched) {
            for (Path file : files(one.path())) states.put(file.toString(), of(file));
        }
        return states;
    }

    private static List<Path> files(Path path) throws IOException {
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
            return Files.exists(path, LinkOption.NOFOLLOW_LINKS) ? List.of(path) : List.of();
        try (Stream<Path> all = Files.walk(path, DEPTH_MAX)) {
            return all.filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .limit(FILES_MAX)
                    .toList();
        }
    }

    private static String of(Path file) throws IOException {
        BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (is.isSymbolicLink()) return "link " + Files.readSymbolicLink(file);
        if (!is.isRegularFile() || is.size() > SMALL_BYTES) return is.size() + " " + is.lastModifiedTime();
        return Sha256.hex(Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1));
    }
}
