package orchestrator.cli.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Paths among the settings. A {@code .env} file may come with a cloned project, so it cannot lead out of it: only the
 * user's environment and options can.
 *
 * @param directory real path of the project
 * @param userHome the user's home directory
 */
record SettingPaths(Path directory, Path userHome, GivenValues values) {

    /** PROJECT_ROOT; the directory if it is not set or wrong. */
    Path root() {
        GivenValue given = values.find("PROJECT_ROOT");
        if (given == null) return directory;
        Path named = resolve(directory, given);
        Path real = named == null ? null : real(named);
        if (real == null || !Files.isDirectory(real)) {
            values.wrong(given, "names `" + given.shown() + "`, which is no directory", "Correct the path.");
            return directory;
        }
        if (given.isOfEnvironment() || real.startsWith(directory)) return real;
        values.wrong(
                given,
                "names " + real + ", but a file of a project cannot name another project",
                "Remove that line, and type: orchestrate watch " + real);
        return directory;
    }

    /** WATCH_PATHS, relative to the root. */
    List<String> watched(Path root) {
        GivenValue given = values.find("WATCH_PATHS");
        if (given == null) return List.of();
        List<String> paths = new ArrayList<>();
        for (String part : given.value().split("[,:]")) {
            if (part.isBlank()) continue;
            Path named = resolve(root, new GivenValue(given.name(), part.strip(), given.file(), false));
            Path real = named == null ? null : real(named);
            if (real == null) {
                values.wrong(
                        given,
                        "names `" + part.strip() + "`, which does not exist in " + root,
                        "Correct it, such as WATCH_PATHS=src,tests");
            } else if (!real.startsWith(root)) {
                values.wrong(given, "names " + real + ", which is not in " + root, "Remove it.");
            } else {
                paths.add(root.relativize(real).toString());
            }
        }
        return paths.contains("") ? List.of() : List.copyOf(paths);
    }

    /** STATE_FILE; null if it is not set or wrong. */
    @Nullable
    String stateFile(Path root) {
        GivenValue given = values.find("STATE_FILE");
        if (given == null) return null;
        Path file = resolve(root, given);
        Path parent = file == null || file.getParent() == null ? null : real(file.getParent());
        if (file == null || parent == null || Files.isDirectory(file)) {
            values.wrong(
                    given,
                    "names `" + given.shown() + "`, which is no file in an existing directory",
                    "Create the directory, or correct the path.");
            return null;
        }
        Path real = parent.resolve(file.getFileName());
        if (given.isOfEnvironment() || real.startsWith(root) || real.startsWith(userHome)) return real.toString();
        values.wrong(
                given,
                "names " + real + ", which is neither in the project nor in your home directory",
                "Remove that line, and type: orchestrate watch --state-file " + real);
        return null;
    }

    @Nullable
    private Path resolve(Path base, GivenValue given) {
        try {
            String text = given.value();
            if (text.equals("~") || text.startsWith("~/"))
                return userHome.resolve(text.substring(Math.min(2, text.length())))
                        .normalize();
            return base.resolve(text).normalize();
        } catch (InvalidPathException noPath) {
            return null;
        }
    }

    @Nullable
    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException notThere) {
            return null;
        }
    }
}
