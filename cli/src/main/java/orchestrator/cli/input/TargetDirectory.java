package orchestrator.cli.input;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import orchestrator.cli.output.CommandException;
import orchestrator.home.PathName;

/** A directory that agents are to work in. */
public final class TargetDirectory {
    private TargetDirectory() {}

    /** Its real path; refused where nobody could work there. */
    public static Path check(Caller caller, String named, String meaning) {
        Path directory = resolve(caller, named, meaning);
        refuseControlCharacters(directory, meaning);
        if (!Files.exists(directory)) {
            throw CommandException.badInput(
                    "cannot use " + directory + " as " + meaning + ": it does not exist.",
                    "Make it:  mkdir -p '" + directory.toString().replace("'", "'\\''") + "'");
        }
        if (!Files.isDirectory(directory)) {
            throw CommandException.badInput(
                    "cannot use " + directory + " as " + meaning + ": it is not a directory.",
                    "Name the directory it is in:  " + directory.getParent());
        }
        if (!Files.isWritable(directory) || !Files.isExecutable(directory)) {
            throw CommandException.badInput(
                    "cannot use " + directory + " as " + meaning + ": you may not write there.",
                    "Name one that is yours, or change its permissions.");
        }
        try {
            Path real = directory.toRealPath();
            refuseControlCharacters(real, meaning);
            return real;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot resolve " + directory, e);
        }
    }

    private static void refuseControlCharacters(Path directory, String meaning) {
        if (!PathName.hasControlCharacter(directory)) return;
        throw CommandException.badInput(
                "cannot use " + PathName.shown(directory) + " as " + meaning
                        + ": there is a line break or another control character in its name.",
                "Give it another name.");
    }

    private static Path resolve(Caller caller, String named, String meaning) {
        if (named.isBlank()) throw CommandException.badInput(meaning + " must not be empty.", "Name a directory.");
        try {
            return caller.resolve(named);
        } catch (InvalidPathException e) {
            throw CommandException.badInput("`" + named.replace("\0", "\\0") + "` is no path.", "Name a directory.");
        }
    }
}
