package orchestrator.cli.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import orchestrator.text.Text;

/**
 * The command that calls this program from any directory.
 *
 * @param command quoted for a shell
 * @param note remark for the user; may be empty
 */
public record ProgramCommand(String command, String note) {
    private static final String NAME = "orchestrate";

    /** @param file the script that started this program; empty if unknown */
    public static ProgramCommand of(String file, String searchPath) {
        Optional<Path> found = onPath(searchPath);
        if (found.isPresent() && (file.isEmpty() || isSame(found.get(), file))) return new ProgramCommand(NAME, "");
        if (file.isEmpty()) return new ProgramCommand(NAME, ", which is not on the PATH yet: put it there");
        return new ProgramCommand(Text.shellWord(file), "; when you move it, install them again");
    }

    private static Optional<Path> onPath(String searchPath) {
        for (String directory : searchPath.split(":")) {
            if (!directory.startsWith("/")) continue;
            try {
                Path candidate = Path.of(directory, NAME);
                if (Files.isExecutable(candidate) && !Files.isDirectory(candidate)) return Optional.of(candidate);
            } catch (InvalidPathException e) {
                // An entry that is no path holds no program.
            }
        }
        return Optional.empty();
    }

    private static boolean isSame(Path found, String file) {
        try {
            return Files.isSameFile(found, Path.of(file));
        } catch (IOException e) {
            return false;
        }
    }
}
