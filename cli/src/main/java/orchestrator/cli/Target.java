package orchestrator.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import orchestrator.cli.say.Refusal;

/** A directory that agents are to work in. */
final class Target {
    private Target() {}

    /** Its real path; refused where nobody could work there. */
    static Path check(Caller caller, String named, String meaning) {
        Path directory = resolve(caller, named, meaning);
        if (!Files.exists(directory)) {
            throw Refusal.badInput(
                    "cannot use " + directory + " as " + meaning + ": it does not exist.",
                    "Make it:  mkdir -p '" + directory + "'");
        }
        if (!Files.isDirectory(directory)) {
            throw Refusal.badInput(
                    "cannot use " + directory + " as " + meaning + ": it is not a directory.",
                    "Name the directory it is in:  " + directory.getParent());
        }
        if (!Files.isWritable(directory) || !Files.isExecutable(directory)) {
            throw Refusal.badInput(
                    "cannot use " + directory + " as " + meaning + ": you may not write there.",
                    "Name one that is yours, or change its permissions.");
        }
        try {
            return directory.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot resolve " + directory, e);
        }
    }

    private static Path resolve(Caller caller, String named, String meaning) {
        if (named.isBlank()) throw Refusal.badInput(meaning + " must not be empty.", "Name a directory.");
        try {
            return caller.resolve(named);
        } catch (InvalidPathException e) {
            throw Refusal.badInput("`" + named.replace("\0", "\\0") + "` is no path.", "Name a directory.");
        }
    }
}
