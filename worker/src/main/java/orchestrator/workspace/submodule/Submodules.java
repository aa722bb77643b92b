package orchestrator.workspace.submodule;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import orchestrator.checkout.LeftOut.Why;
import orchestrator.filetree.DirectoryListing;
import orchestrator.git.FileName;
import orchestrator.git.Git;
import orchestrator.git.GitLinks;
import orchestrator.workspace.request.Refused;
import orchestrator.workspace.staging.HiddenChanges;
import orchestrator.workspace.staging.LeftOutReason;
import orchestrator.workspace.staging.Staging;
import orchestrator.workspace.state.SessionCheckout;
import org.jspecify.annotations.Nullable;

/**
 * Work in the submodules of an agent's checkout. A link may change only to a commit that the user can get later: new
 * commits are kept in the session's store, and a merge brings them into the user's submodule.
 */
public final class Submodules {
    private static final String NO_COMMIT = "";

    private final SessionCheckout session;
    private final String agent;
    private final Git git;
    private final Map<String, String> before;
    private final Set<String> registered;

    public Submodules(SessionCheckout session, String agent, Git git) {
        this.session = session;
        this.agent = agent;
        this.git = git;
        this.before = GitLinks.of(git, session.known().base());
        this.registered = new HashSet<>(before.keySet());
        registered.addAll(GitLinks.named(git));
    }

    /** Paths of the submodules: links of the base, and those that {@code .gitmodules} names. */
    public Set<String> registered() {
        return registered;
    }

    /** Commits uncommitted work in submodules. Returns what was left out, by name. */
    public Map<String, LeftOutReason> commitWork() throws Refused {
        if (registered.isEmpty()) return Map.of();
        Map<String, LeftOutReason> reasons = new LinkedHashMap<>();
        for (String path : links()) {
            Optional<Git> module = checkedOut(path);
            if (module.isEmpty()) continue;
            Git inside = module.get();
            new HiddenChanges(inside).reveal();
            Set<String> deeper = Set.copyOf(GitLinks.of(inside));
            Staging.ofAgent(inside, session.home(), session.program().limits(), deeper)
                    .forEach((name, reason) -> reasons.put(path + "/" + name, reason));
            if (!inside.says("diff", "--cached", "--quiet", "--ignore-submodules=none"))
                inside.run("commit", "-q", "--no-verify", "-m", "Work of " + agent);
        }
        return reasons;
    }

    /** After staging: keeps the commits that submodules link to, or resets the link. */
    public Map<String, LeftOutReason> keepOrReset() {
        if (registered.isEmpty()) return Map.of();
        Map<String, LeftOutReason> reasons = new LinkedHashMap<>();
        for (Map.Entry<String, String> link : GitLinks.withCommits(git).entrySet()) {
            String path = link.getKey();
            String was = before.getOrDefault(path, NO_COMMIT);
            if (!registered.contains(path) || link.getValue().equals(was) && !isStray(path)) continue;
            LeftOutReason held = link.getValue().equals(was) ? stray() : keep(path, link.getValue());
            if (held == null) continue;
            reasons.put(path + "/", held);
            if (!link.getValue().equals(was)) putBack(path, was);
        }
        return reasons;
    }

    private @Nullable LeftOutReason keep(String path, String commit) {
        Optional<Git> module = checkedOut(path);
        if (module.isEmpty()) return new LeftOutReason(Why.REPOSITORY, "a link to a commit that cannot be found");
        SubmoduleStore store = new SubmoduleStore(session);
        if (!store.take(module.get(), path, commit))
            return new LeftOutReason(Why.REPOSITORY, "a link to a commit that cannot be found");
        boolean canBeHad = store.usersRepository(path).isPresent()
                || !module.get()
                        .run("for-each-ref", "--contains", commit, "refs/remotes")
                        .isEmpty();
        if (canBeHad) return null;
        return new LeftOutReason(
                Why.REPOSITORY,
                "a submodule that is not checked out in " + session.known().target() + "; its new commits are kept in "
                        + store.directory());
    }

    private static LeftOutReason stray() {
        return new LeftOutReason(Why.REPOSITORY, "files in the directory of a submodule that is not checked out");
    }

    private void putBack(String path, String was) {
        if (was.isEmpty()) git.runWith(Git.listed(List.of(path)), "update-index", "--force-remove", "-z", "--stdin");
        else
            git.runWith(
                    Git.listed(List.of(GitLinks.MODE + " " + was + " 0\t" + path)),
                    "update-index",
                    "-z",
                    "--index-info");
    }

    private Set<String> links() {
        Set<String> links = new HashSet<>(GitLinks.of(git));
        links.retainAll(registered);
        return links;
    }

    private Optional<Git> checkedOut(String path) {
        return GitLinks.checkedOut(git, path);
    }

    /** True if the directory of a submodule that is not checked out holds files: git does not look there. */
    private boolean isStray(String path) {
        Path directory = FileName.at(git.directory(), path);
        return checkedOut(path).isEmpty()
                && Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
                && !DirectoryListing.of(directory).isEmpty();
    }
}
