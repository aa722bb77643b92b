package orchestrator.agent.adapter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Finds the files in which agents keep their conversations. */
public final class ConversationFiles {
    private ConversationFiles() {}

    /** The directory in the variable, or else the usual one in the user's home. */
    public static Path home(Map<String, String> environment, String variable, String usual) {
        String named = environment.getOrDefault(variable, "");
        if (!named.isEmpty()) return Path.of(named);
        return Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")))
                .resolve(usual);
    }

    /** Looks for a file by name, at most this many levels down. */
    public static boolean any(Path directory, int levels, Predicate<String> name) throws IOException {
        if (!Files.isDirectory(directory)) return false;
        try (Stream<Path> files = Files.find(
                directory,
                levels,
                (path, attributes) -> attributes.isRegularFile()
                        && name.test(path.getFileName().toString()))) {
            return files.findAny().isPresent();
        }
    }
}
