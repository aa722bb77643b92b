package orchestrator.workspace.submodule;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import orchestrator.git.FileName;
import orchestrator.git.Git;
import orchestrator.git.GitLinks;
import orchestrator.git.GitProgram;
import orchestrator.git.SessionRefs;
import orchestrator.workspace.leftout.KeptFiles;
import orchestrator.workspace.request.Refused;
import orchestrator.workspace.state.SessionCheckout;
import orchestrator.workspace.state.UserRepository;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Commits that agents have made in submodules, kept in a repository of the session until the user has them. */
public final class SubmoduleStore {
    private static final Logger log = LoggerFactory.getLogger(SubmoduleStore.class);

    private final SessionCheckout session;

    public SubmoduleStore(SessionCheckout session) {
        this.session = session;
    }

    Path directory() {
        return new KeptFiles(session).directory().resolve("submodules.git");
    }

    /** Stores the commit. Returns true if it is there now. */
    boolean take(Git module, String path, String commit) {
        if (!Files.isDirectory(directory())) {
            session.program()
                    .at(session.file(""))
                    .run("init", "-q", "--bare", "--template=", directory().toString());
        }
        Git store = session.program().at(directory());
        String from = module.run("rev-parse", "--absolute-git-dir");
        store.run(
                "fetch",
                "-q",
                "--no-tags",
                "--no-write-fetch-head",
                "--update-shallow",
                from,
                "+HEAD:" + reference(path, commit));
        return store.commit(commit).isPresent();
    }

    /** Checks out submodule commits that only this store has: the setup command could not find them. */
    public void checkOut(Path tree) {
        if (!Files.isDirectory(directory())) return;
        Git git = session.program().at(tree);
        Git store = session.program().at(directory());
        GitLinks.of(git, "HEAD").forEach((path, commit) -> {
            if (store.commit(commit).isPresent()) checkOut(git, path, commit);
        });
    }

    private void checkOut(Git git, String path, String commit) {
        String place = directory().toString();
        GitLinks.checkedOut(git, path)
                .ifPresent(inside -> inside.ask(
                        "fetch", "-q", "--no-tags", "--no-write-fetch-head", place, reference(path, commit)));
        GitProgram.Answer updated = git.ask(
                "-c",
                "submodule." + GitLinks.nameOf(git, path) + ".url=" + place,
                "submodule",
                "update",
                "-q",
                "--init",
                "--force",
                "--",
                path);
        if (!updated.isGood())
            log.warn("submodule not checked out path={} commit={} why={}", path, commit, updated.problem());
    }

    /** Fetches the commits that the result links to into the user's submodules. Returns instructions for the user. */
    public List<String> bringToUser() throws Refused {
        if (session.isInPlace() || !session.hasGit() || !Files.isDirectory(directory())) return List.of();
        Git git = session.target();
        Map<String, String> before = GitLinks.of(git, session.known().base());
        List<String> words = new ArrayList<>();
        for (Map.Entry<String, String> link : GitLinks.of(git, session.result()).entrySet()) {
            String path = link.getKey();
            if (link.getValue().equals(before.get(path))) continue;
            Optional<Git> users = usersRepository(path);
            boolean isKept =
                    session.program().at(directory()).commit(link.getValue()).isPresent();
            if (users.isPresent() && isKept) words.add(bringToUser(users.get(), path, link.getValue()));
        }
        return words;
    }

    private String bringToUser(Git users, String path, String commit) throws Refused {
        String branch = SessionRefs.branch(session.key(), SessionCheckout.RESULT);
        GitProgram.Answer fetched = users.ask(
                "fetch",
                "-q",
                "--no-tags",
                "--no-write-fetch-head",
                directory().toString(),
                "+" + reference(path, commit) + ":refs/heads/" + branch);
        if (!fetched.isGood())
            throw new Refused("nothing was merged: the new commits of the submodule " + Git.readable(path)
                    + " could not be fetched into " + users.directory() + ": " + fetched.problem());
        return "The submodule " + Git.readable(path) + " has new commits, in its branch " + branch
                + ". To check them out:  git submodule update -- " + Git.readable(path)
                + "  (push them before you push this).";
    }

    /** The user's repository of a submodule: the one that is checked out, or else git's own copy. */
    Optional<Git> usersRepository(String path) {
        Git user = new UserRepository(session).git();
        Optional<Git> checkedOut = GitLinks.checkedOut(user, path);
        if (checkedOut.isPresent()) return checkedOut;
        String modules = user.run("rev-parse", "--git-path", "modules");
        Path kept = FileName.at(user.directory().resolve(modules), path);
        return Files.isRegularFile(kept.resolve("HEAD"))
                ? Optional.of(session.program().at(kept))
                : Optional.empty();
    }

    private static String reference(String path, String commit) {
        return "refs/heads/" + Integer.toHexString(path.hashCode()) + "-" + commit;
    }
}
