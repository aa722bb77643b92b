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
 * All that lies in an agent's checkout and is not in its branch, once everything was committed: whatever is on disk is
 * either in git's index or is found here, with the reason.
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
     * @param name in the checkout; with a slash at its end if it is a directory
     * @param size with all below it
     */
    record Found(String name, LeftOutReason remark, TreeSize size) {}

    private final Git git;
    private final String prefix;
    private final Map<String, LeftOutReason> remarks;
    private final Set<String> tracked = new HashSet<>();
    private final Set<String> ignored = new HashSet<>();
    private final Map<String, Git> modules = new HashMap<>();
    private final List<Found> found = new ArrayList<>();

    private LeftOutFiles(Git git, String prefix, Map<String, LeftOutReason> remarks) {
        this.git = git;
        this.prefix = prefix;
        this.remarks = remarks;
    }

    /** What was there when the agent began, and is as it was, is not the agent's. */
    public static LeftOutFiles of(SessionCheckout session, String agent, Git git, Map<String, LeftOutReason> remarks) {
        LeftOutFiles account = new LeftOutFiles(git, "", remarks);
        account.look();
        InitialFiles beginning = InitialFiles.of(session.treeOf(agent));
        account.found.removeIf(beginning::hasUnchanged);
        return account;
    }

    /** What lies in a fresh checkout beside git's files. */
    public static LeftOutFiles ofBeginning(Git git) {
        LeftOutFiles account = new LeftOutFiles(git, "", Map.of());
        account.look();
        return account;
    }

    public List<Found> found() {
        return List.copyOf(found);
    }

    private void look() {
        for (String line : git.names("ls-files", "-z", "--stage")) {
            String name = line.substring(line.indexOf('\t') + 1);
            if (!line.startsWith(GitLinks.MODE + " ")) tracked.add(name);
            else GitLinks.checkedOut(git, name).ifPresent(module -> modules.put(name + "/", module));
        }
        tracked.removeAll(git.names("diff-files", "-z", "--name-only", "--ignore-submodules=all"));
        ignored.addAll(git.names("ls-files", "-z", "--others", "--ignored", "--exclude-standard", "--directory"));
        DirectoryListing.of(git.directory()).forEach(this::lookAt);
    }

    private void lookAt(Path file) {
        String name = FileName.of(git.directory(), file);
        boolean isDirectory = Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS);
        // Where an agent has made a repository of its own in the place of ours, that is a directory.
        if (name.equals(".git") && !(isDirectory && prefix.isEmpty())) return;
        if (isDirectory) lookAtDirectory(file, name + "/");
        else if (!tracked.contains(name)) add(name, file, why(name, file));
    }

    private void lookAtDirectory(Path directory, String name) {
        LeftOutReason known = remarks.get(prefix + name);
        Git module = modules.get(name);
        if (known != null) add(name, directory, known);
        else if (ignored.contains(name)) add(name, directory, ignoring(name));
        else if (name.endsWith("/.git/") || name.equals(".git/"))
            add(name, directory, new LeftOutReason(Why.HISTORY, "history of a repository whose files were taken over"));
        else if (module != null) lookInto(module, name);
        else if (!Files.isReadable(directory))
            add(name, directory, new LeftOutReason(Why.UNREADABLE, "cannot be read"));
        else lookThrough(directory, name);
    }

    private void lookThrough(Path directory, String name) {
        List<Path> children = DirectoryListing.of(directory);
        if (children.isEmpty())
            add(name, directory, new LeftOutReason(Why.EMPTY_DIRECTORY, "empty; git keeps no empty directories"));
        children.forEach(this::lookAt);
    }

    private void lookInto(Git module, String name) {
        LeftOutFiles inside = new LeftOutFiles(module, prefix + name, remarks);
        inside.look();
        found.addAll(inside.found);
    }

    private LeftOutReason why(String name, Path file) {
        LeftOutReason known = remarks.get(prefix + name);
        if (known != null) return known;
        if (ignored.contains(name)) return ignoring(name);
        if (name.endsWith("/.git"))
            return new LeftOutReason(Why.HISTORY, "leads to the history of a repository whose files were taken over");
        boolean isFile = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.isSymbolicLink(file);
        if (!isFile) return new LeftOutReason(Why.NO_FILE, "no file, but a pipe, a socket or a device");
        if (!Files.isReadable(file)) return new LeftOutReason(Why.UNREADABLE, "cannot be read");
        return new LeftOutReason(Why.REFUSED, "git does not take it");
    }

    private static LeftOutReason ignoring(String name) {
        String plain = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
        boolean isCache = CACHES.contains(plain.substring(plain.lastIndexOf('/') + 1));
        return isCache
                ? new LeftOutReason(Why.CACHE, "ignored by git, a cache")
                : new LeftOutReason(Why.IGNORED, "ignored by git");
    }

    private void add(String name, Path file, LeftOutReason remark) {
        found.add(new Found(prefix + name, remark, TreeSize.of(file)));
    }
}
