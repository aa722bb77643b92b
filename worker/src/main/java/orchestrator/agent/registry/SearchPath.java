package orchestrator.agent.registry;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Finds programs as a shell would. */
public final class SearchPath {
    private SearchPath() {}

    /** The absolute path with its links, because some programs look at the name they are called by. */
    public static Optional<Path> find(String program, String searchPath) {
        if (program.contains("/")) return Optional.of(Path.of(program)).filter(SearchPath::runs);
        return Arrays.stream(searchPath.split(File.pathSeparator))
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory).resolve(program).toAbsolutePath())
                .filter(SearchPath::runs)
                .findFirst();
    }

    private static boolean runs(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }
}
