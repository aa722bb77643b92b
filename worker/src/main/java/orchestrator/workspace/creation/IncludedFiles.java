package orchestrator.workspace.creation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import orchestrator.git.FileName;
import orchestrator.git.Git;
import orchestrator.workspace.request.Refused;

/**
 * Copies ignored files that agents need, such as {@code .env}, into a checkout: those that {@code .worktreeinclude}
 * names, in the syntax of {@code .gitignore}. Links that point outside of the target are not copied.
 */
final class IncludedFiles {
    static final String FILE = ".worktreeinclude";
    private static final long BYTES_MAX = 2L * 1024 * 1024 * 1024;

    private final Path from;
    private final Path to;
    private final List<String> leftOut = new ArrayList<>();
    private long bytes;

    private IncludedFiles(Path from, Path to) {
        this.from = from;
        this.to = to;
    }

    /** Returns the files that could not be copied, and why. */
    static List<String> copy(Git user, Path to) throws Refused {
        Path from = user.directory();
        Path list = from.resolve(FILE);
        if (!Files.isRegularFile(list)) return List.of();
        IncludedFiles files = new IncludedFiles(from, to);
        for (String name : user.names("ls-files", "-z", "--others", "--ignored", "--exclude-from=" + list)) {
            files.copyOne(name);
        }
        return files.leftOut;
    }

    private void copyOne(String file) throws Refused {
        String name = Git.readable(file);
        Path source = FileName.at(from, file);
        Path target = FileName.at(to, file);
        if (name.endsWith("/")) {
            leftOut.add(name + " (a repository of its own)");
            return;
        }
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) return;
        try {
            Files.createDirectories(target.getParent());
            if (!target.getParent().toRealPath().startsWith(to.toRealPath())) {
                leftOut.add(name + " (a link leads out)");
            } else if (Files.isSymbolicLink(source)) {
                copyLink(name, source, target);
            } else {
                copyFile(source, target);
            }
        } catch (IOException e) {
            leftOut.add(name + " (" + e + ")");
        }
    }

    private void copyFile(Path source, Path target) throws IOException, Refused {
        bytes += Files.size(source);
        if (bytes > BYTES_MAX) {
            throw new Refused(
                    FILE + " in " + from + " names more than 2 GB. Name less, and create the rest with --setup.");
        }
        // Copied under another name first, so that an interrupted copy is not taken for a whole one. Attributes are
        // kept.
        String name = FileName.of(target.getParent(), target);
        Path fresh = FileName.at(target.getParent(), "." + name + ".orchestrate");
        Files.copy(
                source,
                fresh,
                LinkOption.NOFOLLOW_LINKS,
                StandardCopyOption.COPY_ATTRIBUTES,
                StandardCopyOption.REPLACE_EXISTING);
        Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private void copyLink(String name, Path source, Path target) throws IOException {
        Path link = Files.readSymbolicLink(source);
        boolean staysIn = !link.isAbsolute()
                && source.getParent().resolve(link).normalize().startsWith(from)
                && (!Files.exists(source) || source.toRealPath().startsWith(from.toRealPath()));
        if (staysIn) {
            Files.createSymbolicLink(target, link);
        } else {
            leftOut.add(name + " (a link that leads out)");
        }
    }
}
