package orchestrator.workspace.creation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import orchestrator.checkout.CheckoutActivities.Isolation;
import orchestrator.checkout.CheckoutActivities.OpenRequest;
import orchestrator.checkout.CheckoutActivities.Opened;
import orchestrator.git.BorrowedObjects;
import orchestrator.git.FileName;
import orchestrator.git.Git;
import orchestrator.git.GitProgram;
import orchestrator.git.SessionRefs;
import orchestrator.git.Worktrees;
import orchestrator.process.TimedCommand;
import orchestrator.workspace.leftout.InitialFiles;
import orchestrator.workspace.leftout.LeftOutFiles;
import orchestrator.workspace.repository.RepositoryLocation;
import orchestrator.workspace.repository.SessionRepository;
import orchestrator.workspace.repository.TargetInspection;
import orchestrator.workspace.repository.UserReferences;
import orchestrator.workspace.request.Refused;
import orchestrator.workspace.staging.TreeSnapshot;
import orchestrator.workspace.state.CheckoutState;
import orchestrator.workspace.state.CheckoutState.Stage;
import orchestrator.workspace.state.CheckoutState.Tree;
import orchestrator.workspace.state.SessionCheckout;
import org.jspecify.annotations.Nullable;

/**
 * Creates the checkouts of a session. A repeated call creates what is missing, and starts over what was left
 * unfinished.
 */
public final class CheckoutCreation {
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

    private final Path directory;
    private final GitProgram program;
    private final TimedCommand commands;
    private final Instant now;
    private UserReferences references = UserReferences.none();

    /** @param directory the session's */
    public CheckoutCreation(Path directory, GitProgram program, TimedCommand commands, Instant now) {
        this.directory = directory;
        this.program = program;
        this.commands = commands;
        this.now = now;
    }

    public Opened open(OpenRequest request) throws Refused {
        requireNames(request);
        Optional<SessionCheckout> existing = SessionCheckout.find(directory, program);
        CheckoutAdoption adoption = new CheckoutAdoption(directory, program, now);
        SessionCheckout session =
                existing.isPresent() ? existing.get() : adoption.adopt(request).orElse(null);
        if (session == null) session = start(request);
        adoption.releaseEarlier(request, session);
        if (session.known().stage().isGone()) {
            throw new Refused("the checkouts of session " + request.session() + " are gone: it is "
                    + session.known().outcome() + ".");
        }
        if (session.hasGit()) session.createReferences();
        session.keep(session.known().at(Stage.OPEN));
        Map<String, String> paths = new TreeMap<>();
        for (String agent : request.agents()) paths.put(agent, openFor(session, agent, request.workspace()));
        CheckoutState known = session.known();
        String branch = session.hasGit() ? SessionRefs.branch(known.key(), SessionCheckout.RESULT) : "";
        return new Opened(known.isolation(), known.base(), branch, paths, known.note(), "");
    }

    private static void requireNames(OpenRequest request) throws Refused {
        List<String> names = new ArrayList<>(request.agents());
        names.add(request.key());
        for (String name : names) requireSafe(name);
        if (request.agents().contains(SessionCheckout.RESULT)) {
            throw new Refused("no agent can be called `result`: the branch of the result has that name.");
        }
    }

    public static void requireSafe(String name) throws Refused {
        if (!SAFE.matcher(name).matches()) throw new Refused("`" + name + "` cannot name a directory and a branch.");
    }

    private SessionCheckout start(OpenRequest request) throws Refused {
        Path target = Path.of(request.target());
        Isolation asked = isolation(request.isolation());
        if (!program.isInstalled()) {
            if (asked == Isolation.WORKTREE)
                throw new Refused("git is not on PATH, so there can be no checkouts. Install git.");
            return create(
                    request,
                    Isolation.NONE,
                    null,
                    "",
                    "",
                    "git is not on PATH: agents work in the target itself, one"
                            + " at a time, and there is neither diff nor undo");
        }
        TargetInspection inspection = new TargetInspection(program);
        Path own = directory.resolve(SessionRefs.REPOSITORY);
        Optional<RepositoryLocation> repository = inspection.repository(target, own);
        RepositoryLocation location =
                repository.orElseGet(() -> new RepositoryLocation(target.toString(), "", own.toString(), true));
        makeRepository(location);
        List<String> inner = location.isShadow() ? TargetInspection.inner(location.target(program)) : List.of();
        if (!inner.isEmpty() && asked != Isolation.NONE) {
            if (request.isolation() != null)
                throw new Refused(innerRepositories(target, inner) + " Name one of them, or use --isolation none.");
            asked = Isolation.NONE;
        }
        if (asked == Isolation.NONE) return startInPlace(request, location, inner);
        return startFromSnapshot(request, location.isShadow() ? Isolation.SHADOW : Isolation.WORKTREE, location, "");
    }

    private void makeRepository(RepositoryLocation location) {
        SessionRepository repository = new SessionRepository(program, Path.of(location.repository()));
        if (location.isShadow()) {
            repository.make();
        } else {
            references = UserReferences.of(program.at(Path.of(location.root())));
            repository.borrow(Path.of(location.root()), references);
        }
    }

    /** Agents can work in the target without a snapshot, but then there is no diff. */
    private SessionCheckout startInPlace(OpenRequest request, RepositoryLocation location, List<String> inner)
            throws Refused {
        String why = inner.isEmpty() ? "" : innerRepositories(location.root(), inner) + " ";
        String how = why + "Agents work in the target itself, one at a time; ";
        try {
            return startFromSnapshot(request, Isolation.NONE, location, how);
        } catch (Refused noSnapshot) {
            return create(request, Isolation.NONE, null, "", "", how + "without diff: " + noSnapshot.getMessage());
        }
    }

    private static String innerRepositories(Object target, List<String> inner) {
        return target + " is no repository but contains some (" + FileName.shown(inner)
                + "), which a checkout of it would lack.";
    }

    private SessionCheckout startFromSnapshot(
            OpenRequest request, Isolation isolation, RepositoryLocation location, String before) throws Refused {
        Git git = location.target(program);
        String head = git.commit("HEAD").orElse("");
        TreeSnapshot snapshot = TreeSnapshot.of(
                git, directory.resolve("snapshot.index"), directory.getParent().getParent());
        String base = base(git, head, snapshot.tree());
        new BorrowedObjects(location.repository(program)).keepAll(base, head.isEmpty() ? List.of() : List.of(head));
        if (!location.isShadow()) references.pin(program.at(Path.of(location.root())), request.key());
        String note = before + new SnapshotNote(git, location, head, base, snapshot, references.leftOut()).words();
        return create(request, isolation, location, base, head, note);
    }

    /** The user's own commit if nothing is uncommitted, else a commit of the snapshot on top of it. */
    private static String base(Git git, String head, String tree) {
        String message = "Snapshot of the working tree with its uncommitted changes";
        if (head.isEmpty()) return git.run("commit-tree", tree, "-m", message);
        return git.tree(head).equals(tree) ? head : git.run("commit-tree", tree, "-p", head, "-m", message);
    }

    private SessionCheckout create(
            OpenRequest request,
            Isolation isolation,
            @Nullable RepositoryLocation location,
            String base,
            String head,
            String note)
            throws Refused {
        Path others = others(directory, Path.of(location == null ? request.target() : location.root()));
        CheckoutState first = new CheckoutState(
                request.key(),
                request.session(),
                request.target(),
                isolation,
                location,
                base,
                head,
                note,
                request.setup(),
                trees(request, isolation, others).toString(),
                others.toString(),
                Map.of(),
                Stage.OPEN,
                null,
                "",
                List.of(),
                now,
                "");
        return SessionCheckout.create(directory, program, first);
    }

    /** Only the owner may look into it, as into the session's directory. */
    static Path others(Path session, Path root) {
        Path location = CheckoutLocation.of(session, root);
        try {
            return Files.createDirectories(
                    location, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + location, e);
        }
    }

    /** The directory that the user asked for, else one in the session's directory. */
    private static Path trees(OpenRequest request, Isolation isolation, Path others) throws Refused {
        Path ours = others.resolve("trees");
        Path workspace = Path.of(request.workspace());
        Path target = Path.of(request.target());
        if (isolation == Isolation.NONE || workspace.equals(target)) return ours;
        if (workspace.startsWith(target)) {
            throw new Refused("the workspace " + workspace + " lies in the target " + target
                    + ": checkouts there would become part of later ones. Name a directory outside of it.");
        }
        return workspace.resolve(request.key());
    }

    private String openFor(SessionCheckout session, String agent, String workspace) throws Refused {
        if (session.isInPlace()) return workspace;
        Tree tree = session.known().trees().get(agent);
        boolean isUsable =
                tree != null && Files.isDirectory(Path.of(tree.path())) && Files.isDirectory(Path.of(tree.git()));
        Path path = session.treeOf(agent);
        if (!isUsable) addCheckout(session, agent, path);
        return session.within(path).toString();
    }

    private void addCheckout(SessionCheckout session, String agent, Path path) throws Refused {
        session.repository().createReference(session.reference(agent), session.result());
        new NewCheckout(session, commands).add(agent, path, true, SessionRefs.branch(session.key(), agent));
        Path git = Worktrees.gitDirectory(program, path);
        Tree tree = new Tree(path.toString(), git.toString(), "", List.of());
        InitialFiles.record(path, LeftOutFiles.ofFreshCheckout(session.gitOf(tree)));
        session.keep(session.known().withTree(agent, tree));
    }

    private static Isolation isolation(@Nullable String asked) throws Refused {
        if (asked == null || asked.isBlank() || asked.equalsIgnoreCase("worktree")) return Isolation.WORKTREE;
        if (asked.equalsIgnoreCase("none")) return Isolation.NONE;
        throw new Refused("isolation is `worktree` or `none`, not `" + asked + "`.");
    }
}
