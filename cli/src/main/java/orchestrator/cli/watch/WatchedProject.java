package orchestrator.cli.watch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import orchestrator.autofix.ProjectKey;
import orchestrator.cli.input.CommandCaller;
import orchestrator.cli.input.TargetDirectory;
import orchestrator.cli.output.CommandException;
import org.jspecify.annotations.Nullable;

/**
 * The project that is meant.
 *
 * @param target its real path
 * @param paths what is watched in it, relative to the target; empty for the whole
 */
record WatchedProject(Path target, List<String> paths) {

    String key() {
        return ProjectKey.of(target.toString());
    }

    /** @param target null for the git repository of the first path, or else its directory */
    static WatchedProject of(CommandCaller caller, @Nullable String target, List<String> named) {
        List<Path> real = new ArrayList<>();
        for (String path : named) real.add(real(caller, path));
        Path directory = target != null
                ? TargetDirectory.check(caller, target, "the target")
                : top(real.isEmpty() ? TargetDirectory.check(caller, ".", "the project") : real.get(0));
        List<String> paths = new ArrayList<>();
        for (Path path : real) {
            if (!path.startsWith(directory)) {
                throw CommandException.badInput(
                        path + " is not below the project " + directory + ".",
                        "Watch it on its own:  orchestrate watch " + path);
            }
            paths.add(directory.relativize(path).toString());
        }
        return new WatchedProject(directory, paths.contains("") ? List.of() : List.copyOf(paths));
    }

    private static Path real(CommandCaller caller, String named) {
        if (named.isBlank())
            throw CommandException.badInput("a path must not be empty.", "Name a file or a directory.");
        Path path = caller.resolve(named);
        if (Files.isDirectory(path)) return TargetDirectory.check(caller, named, "a path to watch");
        if (!Files.exists(path)) {
            throw CommandException.badInput(
                    "there is no file or directory " + path + ".",
                    "Watch this directory:  orchestrate watch --test \"npm test\"",
                    "If it is a prompt:     put it in quotes");
        }
        try {
            return path.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot resolve " + path, e);
        }
    }

    /** The root of the git repository, or else the directory. */
    private static Path top(Path path) {
        Path directory = Files.isDirectory(path) ? path : path.getParent();
        for (Path at = directory; at != null; at = at.getParent()) {
            if (Files.exists(at.resolve(".git"))) return at;
        }
        return directory;
    }
}
