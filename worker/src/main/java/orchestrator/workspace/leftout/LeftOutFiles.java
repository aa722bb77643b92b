package orchestrator.workspace.leftout;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import orchestrator.checkout.LeftOut.Why;
import orchestrator.filetree.DirectoryListing;
import orchestrator.filetree.TreeSize;
import orchestrator.git.FileName;
import orchestrator.git.Git;
import orchestrator.git.GitLinks;
import orchestrator.workspace.staging.LeftOutReason;
import orchestrator.workspace.state.SessionCheckout;

/**
 * Files in an agent's checkout that are in no commit after everything was committed, each with the reason. Whatever
 * is on disk is either in git's index or found here.
 */
public final class LeftOutFiles {
    private static final Set<String> CACHES = Set.of(
            "node_modules",
            "__pycache__",
            ".pytest_cache",
            ".mypy_cache",
            ".ruff_cache",
            ".gradle",
            ".venv",
            "venv",
            ".tox",
            ".cache");

    /**
     * @param name relative to the checkout; a directory ends with a slash
     * @param size including everything below it
     */
    record Found(String name, LeftOutReason reason, TreeSize size) {}

    private final Git git;
    private final String prefix;
    private final Map<String, LeftOutReason> reasons;
    private final Set<String> tracked = new HashSet<>();
    private final Set<String> ignored = new HashSet<>();
    private final Map<String, Git> modules = new HashMap<>();
    private final List<Found> found = new ArrayList<>();

    private LeftOutFiles(Git git, String prefix, Map<String, LeftOutReason> reasons) {
        this.git = git;
        this.prefix = prefix;
        this.reasons = reasons;
    }

    /** Without files that were there when the agent began and have not changed since. */
    public static LeftOutFiles of(SessionCheckout session, String agent, Git git, Map<String, LeftOutReason> reasons) {
        LeftOutFiles account = new LeftOutFiles(git, "", reasons);
        account.scan();
        InitialFiles initial = InitialFiles.of(session.treeOf(agent));
        account.found.removeIf(initial::hasUnchanged);
        return account;
    }

    /** The untracked files of a fresh checkout. */
    public static LeftOutFiles ofFreshCheckout(Git git) {
        LeftOutFiles account = new LeftOutFiles(git, "", Map.of());
        account.scan();
        return account;
    }

    public List<Found> found() {
        return List.copyOf(found);
    }

    private void scan() {
        for (String line : git.names("ls-files", "-z", "--stage")) {
            String name = line.substring(line.indexOf('\t') + 1);
            if (!line.startsWith(GitLinks.MODE + " ")) tracked.add(name);
            else GitLinks.checkedOut(git, name).ifPresent(module -> modules.put(name + "/", module));
        }
        tracked.removeAll(git.names("diff-files", "-z", "--name-only", "--ignore-submodules=all"));
        ignored.addAll(git.names("ls-files", "-z", "--others", "--ignored", "--exclude-standard", "--directory"));
        DirectoryListing.of(git.directory()).forEach(this::scanFile);
    }

    private void scanFile(Path file) {
        String name = FileName.of(git.directory(), file);
        boolean isDirectory = Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS);
        // A `.git` that is a directory is a repository that the agent has made in place of ours.
        if (name.equals(".git") && !(isDirectory && prefix.isEmpty())) return;
        if (isDirectory) scanDirectory(file, name + "/");
        else if (!tracked.contains(name)) add(name, file, reason(name, file));
    }

    private void scanDirectory(Path directory, String name) {
        LeftOutReason known = reasons.get(prefix + name);
        Git module = modules.get(name);
        if (known != null) add(name, directory, known);
        else if (ignored.contains(name)) add(name, directory, ignoredReason(name));
        else if (name.endsWith("/.git/") || name.equals(".git/"))
            add(name, directory, new LeftOutReason(Why.HISTORY, "history of a repository whose files were taken over"));
        else if (module != null) scanModule(module, name);
        else if (!Files.isReadable(directory))
            add(name, directory, new LeftOutReason(Why.UNREADABLE, "cannot be read"));
        else scanChildren(directory, name);
    }

    private void scanChildren(Path directory, String name) {
        List<Path> children = DirectoryListing.of(directory);
        if (children.isEmpty())
            add(name, directory, new LeftOutReason(Why.EMPTY_DIRECTORY, "empty; git keeps no empty directories"));
        children.forEach(this::scanFile);
    }

    private void scanModule(Git module, String name) {
        LeftOutFiles inside = new LeftOutFiles(module, prefix + name, reasons);
        inside.scan();
        found.addAll(inside.found);
    }

    private LeftOutReason reason(String name, Path file) {
        LeftOutReason known = reasons.get(prefix + name);
        if (known != null) return known;
        if (ignored.contains(name)) return ignoredReason(name);
        if (name.endsWith("/.git"))
            return new LeftOutReason(Why.HISTORY, "leads to the history of a repository whose files were taken over");
        boolean isFile = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.isSymbolicLink(file);
        if (!isFile) return new LeftOutReason(Why.NO_FILE, "not a file but a pipe, a socket or a device");
        if (!Files.isReadable(file)) return new LeftOutReason(Why.UNREADABLE, "cannot be read");
        return new LeftOutReason(Why.REFUSED, "git does not take it");
    }

    private static LeftOutReason ignoredReason(String name) {
        String plain = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
        boolean isCache = CACHES.contains(plain.substring(plain.lastIndexOf('/') + 1));
        return isCache
                ? new LeftOutReason(Why.CACHE, "ignored by git, a cache")
                : new LeftOutReason(Why.IGNORED, "ignored by git");
    }

    private void add(String name, Path file, LeftOutReason reason) {
        found.add(new Found(prefix + name, reason, TreeSize.of(file)));
    }
}
