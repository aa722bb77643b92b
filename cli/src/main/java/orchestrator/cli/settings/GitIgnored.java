package orchestrator.cli.settings;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Asks git if it would take a file into a commit, and so into the checkouts of agents and tests. */
final class GitIgnored {
    private static final long LIMIT_SECONDS = 5;
    private static final int NOT_IGNORED = 1;

    private GitIgnored() {}

    /** False if git ignores it, or if it is in no repository. */
    static boolean isTaken(Path file) {
        try {
            Process git = new ProcessBuilder("git", "check-ignore", "--quiet", "--", file.toString())
                    .directory(file.getParent().toFile())
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start();
            boolean hasEnded = git.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
            if (!hasEnded) git.destroyForcibly();
            return hasEnded && git.exitValue() == NOT_IGNORED;
        } catch (IOException noGit) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
