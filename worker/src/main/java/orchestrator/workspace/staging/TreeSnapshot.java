package orchestrator.workspace.staging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import orchestrator.git.Git;
import orchestrator.git.GitFailed;
import orchestrator.workspace.request.Refused;

/**
 * The current files of a checkout as a tree. Its own index, HEAD and files stay unchanged.
 *
 * @param index our own, which matches the files
 */
public record TreeSnapshot(String tree, Path index, List<String> leftOut) {
    private static final int ATTEMPTS = 3;

    /** Adds the files of a checkout to the index, and returns a description of what was left out. */
    public interface Stager {
        List<String> stage(Git git) throws Refused;
    }

    /** Tries again if files change while it reads them. */
    public static TreeSnapshot of(Git git, Path index, Path keptOut) throws Refused {
        return of(git, index, ours -> Staging.ofUser(ours, keptOut));
    }

    public static TreeSnapshot of(Git git, Path index, Stager stager) throws Refused {
        for (int attempt = 1; ; attempt++) {
            try {
                return once(git, index, stager);
            } catch (GitFailed e) {
                if (attempt == ATTEMPTS || Thread.currentThread().isInterrupted()) throw e;
            }
        }
    }

    private static TreeSnapshot once(Git git, Path index, Stager stager) throws Refused {
        Path original = git.directory().resolve(git.run("rev-parse", "--git-path", "index"));
        try {
            Files.deleteIfExists(index.resolveSibling(index.getFileName() + ".lock"));
            Files.deleteIfExists(index);
            // With its time, by which git decides which files it must read again.
            if (Files.exists(original)) Files.copy(original, index, StandardCopyOption.COPY_ATTRIBUTES);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot copy the index " + original, e);
        }
        Git ours = git.withIndex(index);
        List<String> leftOut = stager.stage(ours);
        return new TreeSnapshot(ours.run("write-tree"), index, leftOut);
    }
}
