package orchestrator.workspace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import orchestrator.checkout.CheckoutActivities.Isolation;
import orchestrator.json.Json;
import orchestrator.trouble.NeedsPerson;
import orchestrator.workspace.Checkout.Tree;

/** One session's checkouts at hand: what is known of them, and git on each. What is learnt is kept at once. */
final class SessionCheckout {
    static final String RESULT = "result";
    private static final String FILE = "checkout.json";

    private final Path session;
    private final GitProgram program;
    private Checkout known;

    private SessionCheckout(Path session, GitProgram program, Checkout known) {
        this.session = session;
        this.program = program;
        this.known = known;
    }

    static Optional<SessionCheckout> find(Path session, GitProgram program) {
        Path file = session.resolve(FILE);
        try {
            Checkout known = Json.read(Files.readString(file), Checkout.class);
            return Optional.of(new SessionCheckout(session, program, known));
        } catch (NoSuchFileException notYet) {
            return Optional.empty();
        } catch (IllegalArgumentException broken) {
            throw new NeedsPerson(
                    "The file " + file + " is broken: it does not tell which checkouts there are.",
                    "Put a copy of it back. Where there is none, the work is still in branches `orchestrate/"
                            + session.getFileName() + "/…`, and the session's directory can be removed.");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    static SessionCheckout begin(Path session, GitProgram program, Checkout first) {
        SessionCheckout begun = new SessionCheckout(session, program, first);
        begun.keep(first);
        return begun;
    }

    Checkout known() {
        return known;
    }

    void keep(Checkout next) {
        Path file = session.resolve(FILE);
        try {
            Path fresh = file.resolveSibling(FILE + ".new");
            Files.writeString(fresh, Json.write(next), StandardCharsets.UTF_8);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
        known = next;
    }

    String key() {
        return known.key();
    }

    boolean hasGit() {
        return known.place() != null;
    }

    boolean isInPlace() {
        return known.isolation() == Isolation.NONE;
    }

    Place place() {
        Place place = known.place();
        if (place == null) throw new IllegalStateException("session " + key() + " works without git");
        return place;
    }

    /** On the user's files; only asked to look, to keep commits and references, and to merge at the very end. */
    Git git() {
        return place().git(program);
    }

    /** The data directory, which is no part of any snapshot. */
    Path home() {
        return session.getParent().getParent();
    }

    Path file(String name) {
        return session.resolve(name);
    }

    /** Checkout of the result, for checks. */
    Path resultTree() {
        return session.resolve(RESULT);
    }

    Path copies() {
        return session.resolve("copies");
    }

    Path copy(String name) {
        return copies().resolve(name);
    }

    /** The directory in which agents work, within the root of a checkout. */
    Path within(Path tree) {
        return known.place() == null ? tree : tree.resolve(place().prefix());
    }

    Path treeOf(String agent) {
        return Path.of(known.directory()).resolve(agent);
    }

    Tree tree(String agent) {
        Tree tree = known.trees().get(agent);
        if (tree == null) throw new IllegalStateException("session " + key() + " has no checkout for " + agent);
        return tree;
    }

    /** The agent's checkout, whatever the agent did to the file that leads to its repository. */
    Git gitOf(String agent) {
        return gitOf(tree(agent));
    }

    Git gitOf(Tree tree) {
        return program.of(Path.of(tree.git()), Path.of(tree.path()));
    }

    GitProgram program() {
        return program;
    }

    String reference(String name) {
        return Checkout.reference(key(), name);
    }

    String kept(String name) {
        return Checkout.kept(key(), name);
    }

    /** The commit of the result now. */
    String result() {
        return git().commit(reference(RESULT))
                .orElseThrow(() -> new NeedsPerson(
                        "The branch " + Checkout.branch(key(), RESULT) + " of session " + key() + " is gone from "
                                + known.target() + ".",
                        "Its commits are found by  git reflog --all  or  git fsck --lost-found: make it again."));
    }

    /** All that lies in a checkout, as a commit on top of its own; the checkout stays as it is. */
    String snapshot(Git git, String parent, String message) throws Refused {
        TreeSnapshot now = TreeSnapshot.of(git, file("snapshot.index"), home());
        if (now.tree().equals(git.tree(parent))) return parent;
        return git.run("commit-tree", now.tree(), "-p", parent, "-m", message);
    }
}
