package orchestrator.workspace;

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

/**
 * All that lies in an agent's checkout and is not in its branch, once everything was committed: whatever is on disk is
 * either in git's index or is found here, with the reason.
 */
final class Account {
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
    record Found(String name, Remark remark, Size size) {}

    private final Git git;
    private final String prefix;
    private final Map<String, Remark> remarks;
    private final Set<String> tracked = new HashSet<>();
    private final Set<String> ignored = new HashSet<>();
    private final Map<String, Git> modules = new HashMap<>();
    private final List<Found> found = new ArrayList<>();

    private Account(Git git, String prefix, Map<String, Remark> remarks) {
        this.git = git;
        this.prefix = prefix;
        this.remarks = remarks;
    }

    /** What was there when the agent began, and is as it was, is not the agent's. */
    static Account of(SessionCheckout session, String agent, Git git, Map<String, Remark> remarks) {
        Account account = new Account(git, "", remarks);
        account.look();
        Beginning beginning = Beginning.of(session.treeOf(agent));
        account.found.removeIf(beginning::hasUnchanged);
        return account;
    }

    /** What lies in a fresh checkout beside git's files. */
    static Account ofBeginning(Git git) {
        Account account = new Account(git, "", Map.of());
        account.look();
        return account;
    }

    List<Found> found() {
        return List.copyOf(found);
    }

    private void look() {
        for (String line : git.names("ls-files", "-z", "--stage")) {
            String name = line.substring(line.indexOf('\t') + 1);
            if (!line.startsWith("160000 ")) tracked.add(name);
            else Submodules.checkedOut(git, name).ifPresent(module -> modules.put(name + "/", module));
        }
        tracked.removeAll(git.names("diff-files", "-z", "--name-only", "--ignore-submodules=all"));
        ignored.addAll(git.names("ls-files", "-z", "--others", "--ignored", "--exclude-standard", "--directory"));
        Listing.of(git.directory()).forEach(this::lookAt);
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
        Remark known = remarks.get(prefix + name);
        Git module = modules.get(name);
        if (known != null) add(name, directory, known);
        else if (ignored.contains(name)) add(name, directory, ignoring(name));
        else if (name.endsWith("/.git/") || name.equals(".git/"))
            add(name, directory, new Remark(Why.HISTORY, "history of a repository whose files were taken over"));
        else if (module != null) lookInto(module, name);
        else if (!Files.isReadable(directory)) add(name, directory, new Remark(Why.UNREADABLE, "cannot be read"));
        else lookThrough(directory, name);
    }

    private void lookThrough(Path directory, String name) {
        List<Path> children = Listing.of(directory);
        if (children.isEmpty())
            add(name, directory, new Remark(Why.EMPTY_DIRECTORY, "empty; git keeps no empty directories"));
        children.forEach(this::lookAt);
    }

    private void lookInto(Git module, String name) {
        Account inside = new Account(module, prefix + name, remarks);
        inside.look();
        found.addAll(inside.found);
    }

    private Remark why(String name, Path file) {
        Remark known = remarks.get(prefix + name);
        if (known != null) return known;
        if (ignored.contains(name)) return ignoring(name);
        if (name.endsWith("/.git"))
            return new Remark(Why.HISTORY, "leads to the history of a repository whose files were taken over");
        boolean isFile = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.isSymbolicLink(file);
        if (!isFile) return new Remark(Why.NO_FILE, "no file, but a pipe, a socket or a device");
        if (!Files.isReadable(file)) return new Remark(Why.UNREADABLE, "cannot be read");
        return new Remark(Why.REFUSED, "git does not take it");
    }

    private static Remark ignoring(String name) {
        String plain = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
        boolean isCache = CACHES.contains(plain.substring(plain.lastIndexOf('/') + 1));
        return isCache ? new Remark(Why.CACHE, "ignored by git, a cache") : new Remark(Why.IGNORED, "ignored by git");
    }

    private void add(String name, Path file, Remark remark) {
        found.add(new Found(prefix + name, remark, Size.of(file)));
    }
}
