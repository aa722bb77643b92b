package orchestrator.workspace.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import orchestrator.checkout.CheckoutActivities.Isolation;
import orchestrator.git.Git;
import orchestrator.git.GitProgram;
import orchestrator.git.SessionRefs;
import orchestrator.home.AtomicFile;
import orchestrator.json.Json;
import orchestrator.trouble.MissingDirectory;
import orchestrator.trouble.NeedsUser;
import orchestrator.workspace.repository.GuardedSettings;
import orchestrator.workspace.repository.RepositoryLocation;
import orchestrator.workspace.repository.SessionRepository;
import orchestrator.workspace.request.Refused;
import orchestrator.workspace.staging.Staging;
import orchestrator.workspace.staging.TreeSnapshot;
import orchestrator.workspace.state.CheckoutState.Tree;
import org.jspecify.annotations.Nullable;

/** The checkouts of one session: their state, and git for each of them. Every change of the state is stored at once. */
public final class SessionCheckout {
    public static final String RESULT = "result";
    /** Reference of the result. Not named like its branch, which git would call ambiguous. */
    public static final String TIP = "tip";

    private static final String FILE = "checkout.json";

    private final Path session;
    private final GitProgram program;
    private CheckoutState known;
    private @Nullable ResultReferences references;

    private SessionCheckout(Path session, GitProgram program, CheckoutState known) {
        this.session = session;
        this.program = program;
        this.known = known;
    }

    /** The session's repository borrows objects from the user's. Without that one, only a discard is possible. */
    public void requireTarget() {
        if (!hasGit() || known.stage().isGone()) return;
        Path root = root();
        if (!Files.isDirectory(root)) throw MissingDirectory.directory(root);
        for (Path lender : SessionRepository.lenders(Path.of(place().repository()))) {
            if (!Files.isDirectory(lender))
                throw new NeedsUser(
                        "The repository of " + root + " is gone: there is no " + lender + ".", "Put its .git back.");
        }
    }

    public boolean isTargetThere() {
        try {
            requireTarget();
            return true;
        } catch (NeedsUser gone) {
            return false;
        }
    }

    /** True if the result can be read. */
    public boolean isAtHand() {
        return hasGit()
                && !known.stage().isGone()
                && isTargetThere()
                && Files.isDirectory(Path.of(place().repository()));
    }

    /** Restores settings that git needs, if an agent has changed them. */
    public void restoreSettings() {
        if (hasGit()) GuardedSettings.restore(program, Path.of(place().repository()));
    }

    public static Optional<SessionCheckout> find(Path session, GitProgram program) {
        Path file = session.resolve(FILE);
        try {
            CheckoutState known = Json.read(Files.readString(file), CheckoutState.class);
            return Optional.of(new SessionCheckout(session, program, known));
        } catch (NoSuchFileException notYet) {
            return Optional.empty();
        } catch (IllegalArgumentException broken) {
            throw new NeedsUser(
                    "The file " + file + " is broken, so the checkouts of this session are not known.",
                    "Restore the file from a copy. If there is none, the work is still in branches `orchestrate/"
                            + session.getFileName() + "/…`, and the session's directory can be removed.");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    public static SessionCheckout create(Path session, GitProgram program, CheckoutState first) {
        SessionCheckout begun = new SessionCheckout(session, program, first);
        begun.keep(first);
        return begun;
    }

    public CheckoutState known() {
        return known;
    }

    public void keep(CheckoutState next) {
        AtomicFile.of(session.resolve(FILE)).write(Json.write(next));
        known = next;
    }

    public String key() {
        return known.key();
    }

    public boolean hasGit() {
        return known.place() != null;
    }

    public boolean isInPlace() {
        return known.isolation() == Isolation.NONE;
    }

    public RepositoryLocation place() {
        RepositoryLocation place = known.place();
        if (place == null) throw new IllegalStateException("session " + key() + " works without git");
        return place;
    }

    /** Root of the user's files; the target itself without git. */
    public Path root() {
        return Path.of(hasGit() ? place().root() : known.target());
    }

    /** The session's repository, which holds everything until it is merged. */
    public Git repository() {
        return place().repository(program);
    }

    /** The user's files. Only a merge changes anything there. */
    public Git target() {
        return place().target(program);
    }

    /** The data directory, which is never part of a snapshot. */
    public Path home() {
        return session.getParent().getParent();
    }

    public Path file(String name) {
        return session.resolve(name);
    }

    public Path resultTree() {
        return Path.of(known.others()).resolve(RESULT);
    }

    public Path copies() {
        return Path.of(known.others()).resolve("copies");
    }

    public Path copy(String name) {
        return copies().resolve(name);
    }

    /** The directory to work in, within the root of a checkout. */
    public Path within(Path tree) {
        return known.place() == null ? tree : tree.resolve(place().prefix());
    }

    public Path treeOf(String agent) {
        return Path.of(known.directory()).resolve(agent);
    }

    public Tree tree(String agent) {
        Tree tree = known.trees().get(agent);
        if (tree == null) throw new IllegalStateException("session " + key() + " has no checkout for " + agent);
        return tree;
    }

    /** Git for an agent's checkout, even if the agent has broken the {@code .git} file that leads to its repository. */
    public Git gitOf(String agent) {
        return gitOf(tree(agent));
    }

    public Git gitOf(Tree tree) {
        return program.of(Path.of(tree.git()), Path.of(tree.path()));
    }

    public GitProgram program() {
        return program;
    }

    public String reference(String name) {
        return SessionRefs.reference(key(), name);
    }

    public String kept(String name) {
        return SessionRefs.kept(key(), name);
    }

    /** The current commit of the result. */
    public String result() {
        return references().result();
    }

    /** Moves the result and its branch, or neither if the result has moved meanwhile. */
    public void moveResult(String from, String to) {
        references().moveResult(from, to, known.base());
    }

    /** Creates the session's references unless they exist. */
    public void createReferences() {
        references().create(known.base());
    }

    private ResultReferences references() {
        ResultReferences existing = references;
        if (existing != null) return existing;
        ResultReferences created = new ResultReferences(repository(), key());
        references = created;
        return created;
    }

    /** A commit of all files in a checkout, on top of the given one; the checkout stays unchanged. */
    public String snapshot(Git git, String parent, String message) throws Refused {
        return snapshot(git, parent, message, index -> Staging.ofUser(index, home()));
    }

    public String snapshot(Git git, String parent, String message, TreeSnapshot.Stager stager) throws Refused {
        TreeSnapshot now = TreeSnapshot.of(git, file("snapshot.index"), stager);
        if (now.tree().equals(git.tree(parent))) return parent;
        return git.run("commit-tree", now.tree(), "-p", parent, "-m", message);
    }
}
