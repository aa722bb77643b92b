package orchestrator.workspace.staging;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import orchestrator.checkout.LeftOut.Why;
import orchestrator.git.FileName;
import orchestrator.git.Git;
import orchestrator.git.GitLinks;
import orchestrator.git.GitProgram;

/**
 * Repositories that an agent has made in its checkout, as scaffolding tools do. A link to one would name commits that
 * exist only there, so its files are taken instead.
 */
final class NestedRepositories {
    private final Git git;
    private final Set<String> submodules;
    private final Map<String, LeftOutReason> reasons = new LinkedHashMap<>();

    /** @param submodules paths of links that stay links */
    NestedRepositories(Git git, Set<String> submodules) {
        this.git = git;
        this.submodules = submodules;
    }

    Map<String, LeftOutReason> reasons() {
        return reasons;
    }

    /** Removes links to repositories from the index, and returns the files to add instead. */
    List<String> filesOfLinks() {
        List<String> files = new ArrayList<>();
        List<String> links = GitLinks.of(git);
        links.removeAll(submodules);
        for (String link : links) files.addAll(filesOf(link + "/"));
        if (!links.isEmpty()) git.runWith(Git.listed(links), "update-index", "--force-remove", "-z", "--stdin");
        return files;
    }

    /** A repository that the agent has registered as a submodule is left out, because its commits exist only there. */
    List<String> filesOfUntracked(String directory) {
        boolean isRegistered = GitLinks.named(git).contains(directory.substring(0, directory.length() - 1));
        return isRegistered ? hold(directory, "a submodule whose commits exist only there") : filesOf(directory);
    }

    /**
     * Names of all files in a repository's work tree that neither it nor the checkout ignores.
     *
     * @param directory with a slash at its end
     */
    List<String> filesOf(String directory) {
        if (!FileName.isAscii(directory)) return hold(directory, "a repository of its own, whose name is not ASCII");
        Path path = FileName.at(git.directory(), directory);
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) return List.of();
        if (isWorktreeOfOurs(path)) return hold(directory, "another worktree of the repository");
        Set<String> names = new LinkedHashSet<>();
        for (String name : untracked(path)) {
            if (name.endsWith("/")) names.addAll(filesOf(directory + name));
            else names.add(directory + name);
        }
        names.removeAll(ignored(names));
        tracked(path).forEach(name -> names.add(directory + name));
        return List.copyOf(names);
    }

    private List<String> hold(String directory, String why) {
        reasons.put(directory, new LeftOutReason(Why.REPOSITORY, why));
        return List.of();
    }

    private List<String> untracked(Path path) {
        Git others = new Git(
                        git.program(), path, List.of("--git-dir=" + gitDirectory(), "--work-tree=."), Map.of(), null)
                .withIndex(noIndex());
        return others.names("ls-files", "-z", "--others", "--exclude-standard");
    }

    private static boolean isFile(Path file) {
        return Files.isSymbolicLink(file) || Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    /** Tracked files count even if they are ignored. */
    private List<String> tracked(Path path) {
        GitProgram.Answer tracked = git.program().at(path).ask("ls-files", "-z", "--cached");
        if (!tracked.isGood()) return List.of();
        return Git.split(tracked.bytes()).stream()
                .filter(name -> isFile(FileName.at(path, name)))
                .toList();
    }

    /** Files that the checkout as a whole ignores. */
    private Set<String> ignored(Set<String> names) {
        if (names.isEmpty()) return Set.of();
        GitProgram.Answer answer = git.withIndex(noIndex())
                .feed(Git.listed(List.copyOf(names)), "check-ignore", "--no-index", "-z", "--stdin");
        return answer.isGood() ? new HashSet<>(Git.split(answer.bytes())) : Set.of();
    }

    private boolean isWorktreeOfOurs(Path path) {
        if (!Files.isRegularFile(path.resolve(".git"), LinkOption.NOFOLLOW_LINKS)) return false;
        GitProgram.Answer common = git.program().at(path).ask("rev-parse", "--git-common-dir");
        String ours = git.run("rev-parse", "--git-common-dir");
        return common.isGood()
                && path.resolve(common.text())
                        .normalize()
                        .equals(git.directory().resolve(ours).normalize());
    }

    private Path noIndex() {
        return Path.of(gitDirectory(), "orchestrator-no-index");
    }

    private String gitDirectory() {
        return git.run("rev-parse", "--absolute-git-dir");
    }
}
