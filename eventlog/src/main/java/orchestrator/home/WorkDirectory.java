package orchestrator.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import orchestrator.fault.FaultText;
import orchestrator.text.Text;

/** A directory that agents will work in. Command, API and worker refuse the same ones, in the same words. */
public final class WorkDirectory {
    private WorkDirectory() {}

    /** Why no agent could work in a directory, and what to do. */
    public static final class Unusable extends Exception {
        private static final long serialVersionUID = 1;

        private final String remedy;

        public Unusable(String why, String remedy) {
            super(why);
            this.remedy = remedy;
        }

        public String remedy() {
            return remedy;
        }

        /** Both in one text, each as a sentence of its own. */
        public String words() {
            return getMessage() + " " + remedy;
        }
    }

    /**
     * Returns its real path.
     *
     * @param meaning what it is to be, such as {@code the target}
     */
    public static Path check(String directory, String meaning) throws Unusable {
        Path path = path(directory, meaning);
        if (!path.isAbsolute())
            throw new Unusable(meaning + " must be an absolute path, not " + directory + ".", "Name it from / on.");
        Path real = checkReadable(path, meaning);
        if (!Files.isWritable(path) || !Files.isExecutable(path))
            throw unusable(
                    path,
                    meaning,
                    "you have no permission to write there.",
                    "Name another directory, or change the permissions.");
        return real;
    }

    /** The same for a directory in which nothing will be written. */
    public static Path checkReadable(Path path, String meaning) throws Unusable {
        refuseControlCharacters(path, meaning);
        if (!Files.exists(path))
            throw unusable(
                    path, meaning, "it does not exist.", "Create it:  mkdir -p " + Text.shellWord(path.toString()));
        if (!Files.isDirectory(path))
            throw unusable(
                    path,
                    meaning,
                    "it is not a directory.",
                    "Name the directory that contains it:  " + path.getParent());
        if (!Files.isReadable(path))
            throw unusable(
                    path,
                    meaning,
                    "you have no permission to read it.",
                    "Name another directory, or change the permissions.");
        Path real = real(path, meaning);
        refuseControlCharacters(real, meaning);
        return real;
    }

    /** The path of a text, which may be none. */
    public static Path path(String directory, String meaning) throws Unusable {
        if (directory.isBlank()) throw new Unusable(meaning + " must not be empty.", "Name a directory.");
        try {
            return Path.of(directory);
        } catch (InvalidPathException e) {
            throw new Unusable("`" + directory.replace("\0", "\\0") + "` is not a valid path.", "Name a directory.");
        }
    }

    private static Path real(Path path, String meaning) throws Unusable {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            throw unusable(path, meaning, "it cannot be read: " + FaultText.of(e) + ".", "Name another directory.");
        }
    }

    private static void refuseControlCharacters(Path path, String meaning) throws Unusable {
        if (!PathName.hasControlCharacter(path)) return;
        throw new Unusable(
                "cannot use " + PathName.shown(path) + " as " + meaning
                        + ": its name contains a line break or another control character.",
                "Rename it.");
    }

    private static Unusable unusable(Path path, String meaning, String why, String remedy) {
        return new Unusable("cannot use " + path + " as " + meaning + ": " + why, remedy);
    }
}
