package orchestrator.cli.input;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import orchestrator.cli.output.CommandException;
import orchestrator.home.PathName;
import orchestrator.text.Text;

/** A directory that agents will work in. */
public final class TargetDirectory {
    private TargetDirectory() {}

    /** Returns its real path, or refuses a directory in which no agent could work. */
    public static Path check(CommandCaller caller, String named, String meaning) {
        Path directory = resolve(caller, named, meaning);
        refuseControlCharacters(directory, meaning);
        if (!Files.exists(directory)) {
            throw CommandException.badInput(
                    "cannot use " + directory + " as " + meaning + ": it does not exist.",
                    "Create it:  mkdir -p " + Text.shellWord(directory.toString()));
        }
        if (!Files.isDirectory(directory)) {
            throw CommandException.badInput(
                    "cannot use " + directory + " as " + meaning + ": it is not a directory.",
                    "Name the directory that contains it:  " + directory.getParent());
        }
        if (!Files.isWritable(directory) || !Files.isExecutable(directory)) {
            throw CommandException.badInput(
                    "cannot use " + directory + " as " + meaning + ": you have no permission to write there.",
                    "Name another directory, or change the permissions.");
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
                        + ": its name contains a line break or another control character.",
                "Rename it.");
    }

    private static Path resolve(CommandCaller caller, String named, String meaning) {
        if (named.isBlank()) throw CommandException.badInput(meaning + " must not be empty.", "Name a directory.");
        try {
            return caller.resolve(named);
        } catch (InvalidPathException e) {
            throw CommandException.badInput(
                    "`" + named.replace("\0", "\\0") + "` is not a valid path.", "Name a directory.");
        }
    }
}
