package orchestrator.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The git directories of a checkout.
 *
 * @param own of this checkout
 * @param common of the repository; the same except in a worktree
 */
public record GitDirectories(Path own, Path common) {
    private static final String LINK = "gitdir: ";
    private static final int BYTES_MAX = 10_000;

    public static Optional<GitDirectories> of(Path workspace) throws IOException {
        for (Path at = workspace; at != null; at = at.getParent()) {
            Path git = at.resolve(".git");
            if (Files.isDirectory(git, LinkOption.NOFOLLOW_LINKS)) return Optional.of(new GitDirectories(git, git));
            if (Files.isRegularFile(git, LinkOption.NOFOLLOW_LINKS)) return worktree(git);
        }
        return Optional.empty();
    }

    /**
     * Only a directory that names this checkout counts: an agent may have written any other path into the file, and
     * would be let into it.
     */
    private static Optional<GitDirectories> worktree(Path link) throws IOException {
        String text = text(link).strip();
        if (!text.startsWith(LINK)) return Optional.empty();
        Path own = link.resolveSibling(text.substring(LINK.length())).normalize();
        Path back = own.resolve("gitdir");
        if (!Files.isRegularFile(back, LinkOption.NOFOLLOW_LINKS)) return Optional.empty();
        boolean isMutual = own.resolve(text(back).strip()).normalize().equals(link);
        Path worktrees = own.getParent();
        Path common = worktrees == null ? null : worktrees.getParent();
        boolean isWorktree = common != null
                && worktrees.endsWith("worktrees")
                && own.equals(own.toRealPath())
                && Files.isDirectory(common.resolve("objects"));
        return isMutual && isWorktree ? Optional.of(new GitDirectories(own, common)) : Optional.empty();
    }

    private static String text(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(BYTES_MAX), StandardCharsets.UTF_8);
        }
    }
}
