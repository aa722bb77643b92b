package orchestrator.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Puts all that lies in a checkout into its index: what is new too, what is ignored not. */
final class Staging {
    static final long FILE_BYTES_MAX = 100L * 1024 * 1024;
    static final long NEW_BYTES_MAX = 2L * 1024 * 1024 * 1024;

    private final Git git;
    private final Path keptOut;
    private final boolean mayHoldKeptOut;
    private final List<String> leftOut = new ArrayList<>();
    private long newBytes;

    private Staging(Git git, Path keptOut) {
        this.git = git;
        this.keptOut = keptOut;
        this.mayHoldKeptOut = keptOut.startsWith(git.directory());
    }

    /**
     * Answers with what was left out, in words.
     *
     * @param git with the root of the checkout as its directory
     * @param keptOut directory of ours that may lie in it
     */
    static List<String> all(Git git, Path keptOut) throws Refused {
        Staging staging = new Staging(git, keptOut);
        git.run("add", "-u");
        List<String> wanted = new ArrayList<>();
        for (String name : git.names("ls-files", "-z", "--others", "--exclude-standard")) {
            if (staging.isWanted(name)) wanted.add(name);
        }
        // Unlike `add` it is content with files that vanish meanwhile: an agent may be at work.
        git.runWith(Git.listed(wanted), "update-index", "--add", "--remove", "--replace", "-z", "--stdin");
        return staging.leftOut;
    }

    private boolean isWanted(String name) throws Refused {
        String shown = Git.readable(name);
        try {
            Path file = git.directory().resolve(shown);
            if (mayHoldKeptOut && file.startsWith(keptOut)) return false;
            if (name.endsWith("/")) return leaveOut(shown + " (a repository of its own)");
            if (Files.isSymbolicLink(file)) return true;
            if (!Files.isReadable(file)) return leaveOutWhereThere(file, shown);
            long bytes = Files.size(file);
            if (bytes > FILE_BYTES_MAX) return leaveOut(shown + " (" + bytes / 1_000_000 + " MB)");
            newBytes += bytes;
        } catch (InvalidPathException | IOException strange) {
            return true; // git may know better what it is
        }
        if (newBytes > NEW_BYTES_MAX) {
            throw new Refused("there are more than 2 GB of files in " + git.directory()
                    + " that git neither tracks nor ignores. Name them in .gitignore, or let the agents work in the"
                    + " directory itself: --isolation none");
        }
        return true;
    }

    private boolean leaveOutWhereThere(Path file, String shown) {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS) && leaveOut(shown + " (cannot be read)");
    }

    private boolean leaveOut(String words) {
        leftOut.add(words);
        return false;
    }
}
