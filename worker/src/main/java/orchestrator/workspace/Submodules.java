package orchestrator.workspace;

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

/**
 * Work in the submodules of an agent's checkout. A link may change only to a commit that the user can get afterwards: new
 * commits are kept in a store of the session, from which a merge brings them into the user's submodule.
 */
final class Submodules {
    private static final String NO_COMMIT = "";

    private final SessionCheckout session;
    private final String agent;
    private final Git git;
    private final Map<String, String> before;
    private final Set<String> registered;

    Submodules(SessionCheckout session, String agent, Git git) {
        this.session = session;
        this.agent = agent;
        this.git = git;
        this.before = NestedRepositories.links(git, session.known().base());
        this.registered = new HashSet<>(before.keySet());
        registered.addAll(named(git));
    }

    /** Paths that are submodules: links of the base, and those that {@code .gitmodules} names. */
    Set<String> registered() {
        return registered;
    }

    /** Those that {@code .gitmodules} names as it lies there. */
    static Set<String> named(Git git) {
        return names(git).keySet();
    }

    /** As {@code .gitmodules} names the one at that path; its path if it does not. */
    static String nameOf(Git git, String path) {
        return names(git).getOrDefault(path, path);
    }

    /** By their paths. */
    private static Map<String, String> names(Git git) {
        Map<String, String> names = new LinkedHashMap<>();
        if (!Files.isRegularFile(git.directory().resolve(".gitmodules"))) return names;
        GitProgram.Answer answer =
                git.ask("config", "-z", "-f", ".gitmodules", "--get-regexp", "^submodule\\..*\\.path$");
        if (!answer.isGood()) return names;
        for (String pair : Git.split(answer.bytes())) {
            int end = pair.indexOf('\n');
            names.put(pair.substring(end + 1), pair.substring("submodule.".length(), end - ".path".length()));
        }
        return names;
    }

    /** What is in no commit of a submodule yet becomes one, as in the checkout itself; answers with what does not. */
    Map<String, Remark> commitWork() throws Refused {
        Map<String, Remark> remarks = new LinkedHashMap<>();
        for (String path : links()) {
            Optional<Git> module = checkedOut(path);
            if (module.isEmpty()) continue;
            Git inside = module.get();
            new HiddenChanges(inside).show();
            Set<String> deeper = Set.copyOf(NestedRepositories.links(inside));
            Staging.ofAgent(inside, session.home(), session.program().limits(), deeper)
                    .forEach((name, remark) -> remarks.put(path + "/" + name, remark));
            if (!inside.says("diff", "--cached", "--quiet", "--ignore-submodules=none"))
                inside.run("commit", "-q", "--no-verify", "-m", "Work of " + agent);
        }
        return remarks;
    }

    /** After staging: keeps the commits that submodules link to, or puts the link back to what it was. */
    Map<String, Remark> keepOrHold() {
        Map<String, Remark> remarks = new LinkedHashMap<>();
        for (Map.Entry<String, String> link : linked().entrySet()) {
            String path = link.getKey();
            String was = before.getOrDefault(path, NO_COMMIT);
            if (!registered.contains(path) || link.getValue().equals(was) && !isStray(path)) continue;
            Remark held = link.getValue().equals(was) ? stray() : keep(path, link.getValue());
            if (held == null) continue;
            remarks.put(path + "/", held);
            if (!link.getValue().equals(was)) putBack(path, was);
        }
        return remarks;
    }

    private @org.jspecify.annotations.Nullable Remark keep(String path, String commit) {
        Optional<Git> module = checkedOut(path);
        if (module.isEmpty()) return new Remark(Why.REPOSITORY, "a link to a commit that nobody has");
        SubmoduleStore store = new SubmoduleStore(session);
        if (!store.take(module.get(), path, commit))
            return new Remark(Why.REPOSITORY, "a link to a commit that nobody has");
        boolean canBeHad = store.usersRepository(path).isPresent()
                || !module.get()
                        .run("for-each-ref", "--contains", commit, "refs/remotes")
                        .isEmpty();
        if (canBeHad) return null;
        return new Remark(
                Why.REPOSITORY,
                "a submodule that is not checked out in " + session.known().target() + "; its new commits are kept in "
                        + store.directory());
    }

    private static Remark stray() {
        return new Remark(Why.REPOSITORY, "files where a submodule belongs that is not checked out");
    }

    private void putBack(String path, String was) {
        if (was.isEmpty()) git.runWith(Git.listed(List.of(path)), "update-index", "--force-remove", "-z", "--stdin");
        else git.runWith(Git.listed(List.of("160000 " + was + " 0\t" + path)), "update-index", "-z", "--index-info");
    }

    private Set<String> links() {
        Set<String> links = new HashSet<>(NestedRepositories.links(git));
        links.retainAll(registered);
        return links;
    }

    private Map<String, String> linked() {
        Map<String, String> linked = new LinkedHashMap<>();
        for (String line : git.names("ls-files", "-z", "--stage")) {
            if (line.startsWith("160000 ")) linked.put(line.substring(line.indexOf('\t') + 1), line.split(" ", 3)[1]);
        }
        return linked;
    }

    /** The submodule's repository in the agent's checkout, if there is one. */
    private Optional<Git> checkedOut(String path) {
        return checkedOut(git, path);
    }

    static Optional<Git> checkedOut(Git git, String path) {
        Path directory = FileName.at(git.directory(), path);
        if (!FileName.isAscii(path) || !Files.exists(directory.resolve(".git"), LinkOption.NOFOLLOW_LINKS))
            return Optional.empty();
        Git inside = git.program().at(directory);
        GitProgram.Answer prefix = inside.ask("rev-parse", "--show-prefix");
        boolean isItsOwn = prefix.isGood()
                && prefix.text().isEmpty()
                && inside.ask("rev-parse", "-q", "--verify", "HEAD^{commit}").isGood();
        return isItsOwn ? Optional.of(inside) : Optional.empty();
    }

    /** Files in the directory of one that is not checked out: git does not look there. */
    private boolean isStray(String path) {
        Path directory = FileName.at(git.directory(), path);
        return checkedOut(path).isEmpty()
                && Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
                && !Listing.of(directory).isEmpty();
    }
}
