package orchestrator.watch.tree;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import orchestrator.git.GitProgram;

/**
 * The files of a project that are watched: those below its roots that neither git nor a convention excludes. Links are
 * not followed: a link to a directory of the project leads to files that are watched at their own place, and one that
 * leads elsewhere to files that do not belong to the project.
 */
public final class ProjectTree {
    private static final int IGNORED_MAX = 50_000;

    private final ProjectPaths paths;
    private final List<Path> roots;
    private final Predicate<Path> excluded;
    private final GitRules rules;
    private final Set<Path> ignored = new HashSet<>();
    private final Set<Path> ruleless = new HashSet<>();

    /**
     * @param roots files and directories, real paths
     * @param excluded true for files and directories that are never watched, such as the data directory
     */
    public ProjectTree(ProjectPaths paths, List<Path> roots, Predicate<Path> excluded, GitProgram git) {
        this.paths = paths;
        this.roots = List.copyOf(roots);
        this.excluded = excluded;
        this.rules = new GitRules(git, paths.target());
    }

    /** Forgets git's rules and reads them again. */
    public void readRules() {
        rules.readAgain();
        ignored.clear();
        ruleless.clear();
        // What the user names counts, even if git ignores it.
        for (Path root : roots) {
            if (!root.equals(paths.target()) && !rules.ignored(List.of(root)).isEmpty()) ruleless.add(root);
        }
    }

    public Optional<Path> indexLock() {
        return rules.indexLock();
    }

    /** Why git's rules are not known; empty if they are. */
    public String problem() {
        return rules.problem();
    }

    /** Visits everything below these, level by level, so that git is asked once for each level. */
    public void walk(List<Path> starts, TreeVisitor visitor) {
        List<Path> level = starts;
        while (!level.isEmpty()) {
            List<Path> children = new ArrayList<>();
            for (Path start : level) {
                if (!Files.isDirectory(start, LinkOption.NOFOLLOW_LINKS)) {
                    visitor.file(start);
                    continue;
                }
                visitor.directory(start);
                list(start, children, visitor);
            }
            level = watched(children);
        }
    }

    private void list(Path directory, List<Path> children, TreeVisitor visitor) {
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            for (Path child : stream) {
                if (child.endsWith(".git")) rules.foundRepository(directory);
                else if (mayCount(child)) children.add(child);
            }
        } catch (NoSuchFileException | NotDirectoryException gone) {
            // It is missed by whoever knew it.
        } catch (IOException | DirectoryIteratorException e) {
            visitor.unreadable(directory);
        }
    }

    /** Decides by name alone, without asking git. */
    public boolean mayCount(Path file) {
        String name = file.getFileName().toString();
        if (Conventions.isNever(name) || excluded.test(file)) return false;
        boolean isSkipped = Conventions.skipsFile(name) || Conventions.skipsDirectory(name);
        return !isSkipped || rules.tracks(file) || isSkippedElsewhere(file, name);
    }

    /** A convention for directories does not hold for a file of that name, nor the other way round. */
    private static boolean isSkippedElsewhere(Path file, String name) {
        boolean isDirectory = Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS);
        return isDirectory ? !Conventions.skipsDirectory(name) : !Conventions.skipsFile(name);
    }

    /** Those that git does not ignore. Its answers are kept until the rules are read again. */
    public List<Path> watched(List<Path> files) {
        List<Path> asked = files.stream()
                .filter(file -> !ignored.contains(file) && !isRuleless(file))
                .toList();
        Set<Path> found = asked.isEmpty() ? Set.of() : rules.ignored(asked);
        if (ignored.size() + found.size() > IGNORED_MAX) ignored.clear();
        ignored.addAll(found);
        return files.stream()
                .filter(file -> isRuleless(file) || !found.contains(file) && !ignored.contains(file))
                .toList();
    }

    /** True if a repository appeared or vanished there, so that the rules must be read again. */
    public boolean hasOtherRules(Path directory) {
        return rules.isRepository(directory) != Files.exists(directory.resolve(".git"));
    }

    /** True if git was asked about it before and ignores it. */
    public boolean isKnownIgnored(Path file) {
        return ignored.contains(file);
    }

    private boolean isRuleless(Path file) {
        return !ruleless.isEmpty() && ruleless.stream().anyMatch(file::startsWith);
    }

    /** True if the file is a root or lies below one, and no directory on the way is skipped by its name. */
    public boolean isInScope(Path file) {
        for (Path root : roots) {
            if (file.equals(root)) return true;
            if (file.startsWith(root)) return isReached(root, file);
        }
        return false;
    }

    private boolean isReached(Path root, Path file) {
        for (Path at = file; !at.equals(root); at = at.getParent()) {
            if (!mayCount(at)) return false;
        }
        return true;
    }
}
