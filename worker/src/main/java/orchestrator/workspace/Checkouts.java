package orchestrator.workspace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import orchestrator.checkout.CheckoutActivities.CheckoutId;
import orchestrator.checkout.CheckoutActivities.Copy;
import orchestrator.checkout.CheckoutActivities.CopyId;
import orchestrator.checkout.CheckoutActivities.CopyRequest;
import orchestrator.checkout.CheckoutActivities.Diff;
import orchestrator.checkout.CheckoutActivities.IntegrateRequest;
import orchestrator.checkout.CheckoutActivities.Integrated;
import orchestrator.checkout.CheckoutActivities.Merged;
import orchestrator.checkout.CheckoutActivities.OpenRequest;
import orchestrator.checkout.CheckoutActivities.Opened;
import orchestrator.eventlog.EventLog;
import orchestrator.home.Home;
import orchestrator.process.RunProcesses;
import orchestrator.process.TimedCommand;
import orchestrator.trouble.Missing;
import orchestrator.workspace.Checkout.Stage;

/** The checkouts of all sessions of one data directory. One at a time works on those of a session. */
public final class Checkouts {
    private final Path home;
    private final EventLog log;
    private final GitProgram program;
    private final TimedCommand commands;
    private final Clock clock;

    Checkouts(Home home, EventLog log, GitProgram program, TimedCommand commands, Clock clock) {
        this.home = real(home.directory());
        this.log = log;
        this.program = program;
        this.commands = commands;
        this.clock = clock;
    }

    public static Checkouts of(Home home, EventLog log, Map<String, String> environment) {
        RunProcesses processes = new RunProcesses(RunProcesses.systemTable());
        TimedCommand commands = new TimedCommand(processes, environment);
        return new Checkouts(home, log, new GitProgram(environment), commands, Clock.systemUTC());
    }

    /** Git names what it makes by its real path, so we do. */
    private static Path real(Path directory) {
        try {
            return directory.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot find the data directory " + directory, e);
        }
    }

    /** Where the repository needs a program that is not here, no attempt can help, and nothing is lost yet. */
    public Opened open(OpenRequest request) throws Refused {
        Opening opening = new Opening(directory(request.key()), program, commands, clock.instant());
        return Exclusively.on(directory(request.key()), () -> {
            try {
                return opening.open(request);
            } catch (MissingFilter missing) {
                throw new Refused(String.valueOf(missing.getMessage()));
            }
        });
    }

    public Merged refresh(CheckoutId id) throws Refused {
        return on(id.key(), session -> {
            if (!session.hasGit() || session.isInPlace()) return new Merged(List.of());
            Bringing bringing = new Bringing(session, id.agent());
            List<String> marked = bringing.stillMarked();
            if (!marked.isEmpty()) return new Merged(marked);
            bringing.commitAll("Work of " + id.agent());
            bringing.resolved();
            return new Merged(bringing.bring(session.result()));
        });
    }

    public Integrated integrate(IntegrateRequest request) throws Refused {
        return on(request.key(), session -> new Integration(session, request).integrate());
    }

    public Copy copy(CopyRequest request) throws Refused {
        Opening.requireSafe(request.name());
        return on(request.key(), session -> new Copies(session, log, commands).make(request));
    }

    public void dropCopy(CopyId id) throws Refused {
        Opening.requireSafe(id.name());
        on(id.key(), session -> {
            new Copies(session, log, commands).drop(id.name());
            return id;
        });
    }

    public Diff diff(String key) throws Refused {
        return on(key, this::diff);
    }

    private Diff diff(SessionCheckout session) throws Refused {
        Diff newest = session.known().diff();
        // What was kept of it can still be shown.
        if (newest == null && !isGone(session) && isTargetGone(session)) throw Missing.directory(target(session));
        if (!isAtHand(session)) return newest == null ? new Diff(log.putArtifact(""), 0, 0, 0) : newest;
        Diff now = new Diffs(session.git()).keep(log, session.known().base(), newest(session));
        session.keep(session.known().withDiff(now));
        return now;
    }

    /** How many lines of which files; empty where nothing is at hand any more. */
    public String stat(String key) throws Refused {
        return on(
                key,
                session -> isAtHand(session)
                        ? new Diffs(session.git()).stat(session.known().base(), newest(session))
                        : "");
    }

    private static boolean isAtHand(SessionCheckout session) {
        return session.hasGit() && !isGone(session) && !isTargetGone(session);
    }

    private static boolean isTargetGone(SessionCheckout session) {
        return !Files.isDirectory(target(session));
    }

    private static boolean isRepositoryGone(SessionCheckout session) {
        return session.hasGit()
                && !session.place().isShadow()
                && !Files.exists(target(session).resolve(".git"));
    }

    private static Path target(SessionCheckout session) {
        return session.hasGit()
                ? session.git().directory()
                : Path.of(session.known().target());
    }

    private static boolean isGone(SessionCheckout session) {
        return session.known().stage().isGone();
    }

    private static String newest(SessionCheckout session) throws Refused {
        String result = session.result();
        return session.isInPlace() ? session.snapshot(session.git(), result, "As it lies there") : result;
    }

    /** A directory with the result as it is now, for checks. */
    public Path resultTree(String key) throws Refused {
        return on(key, session -> new ResultTree(session, commands).bringUpToDate());
    }

    /** The same directory, whatever lies there. */
    public Path resultDirectory(String key) throws Refused {
        return on(
                key,
                session ->
                        session.isInPlace() ? Path.of(session.known().target()) : session.within(session.resultTree()));
    }

    /** A fresh checkout of what the session began with; empty where there can be none. */
    public Optional<Path> untouchedTree(String key) throws Refused {
        return on(key, session -> new UntouchedTree(session, commands).make());
    }

    /**
     * The same of the result with these files as they were in an earlier commit.
     *
     * @param names with the text to be taken instead; empty for the file as it was
     */
    public Optional<Path> treeWithEarlier(String key, Map<String, String> names, String earlier) throws Refused {
        return on(key, session -> {
            if (!session.hasGit() || session.isInPlace()) return Optional.empty();
            String commit = new History(session).withEarlier(names, earlier);
            return new UntouchedTree(session, commands).make(commit);
        });
    }

    /** What the agents have changed; empty where there is no git to tell it. */
    public <T> Optional<T> history(String key, Function<History, T> look) throws Refused {
        return on(key, session -> session.hasGit() ? Optional.of(look.apply(new History(session))) : Optional.empty());
    }

    public void dropUntouchedTree(String key) throws Refused {
        on(key, session -> {
            new UntouchedTree(session, commands).drop();
            return key;
        });
    }

    /** Whether the result is what the session began with. */
    public boolean isUntouched(String key) throws Refused {
        return on(key, session -> new UntouchedTree(session, commands).isResult());
    }

    /** Which files checks may lack in the checkouts, in a sentence; mostly empty. */
    public String missing(String key) throws Refused {
        return on(
                key,
                session -> session.hasGit() && !session.isInPlace()
                        ? IgnoredFiles.missingIn(session.resultTree(), session.git(), session.home())
                        : "");
    }

    public void close(String key) throws Refused {
        if (SessionCheckout.find(directory(key), program).isEmpty()) return;
        on(key, session -> {
            if (!isGone(session)) new Closing(session).close();
            return key;
        });
    }

    /** Whether there is a result that has gone nowhere yet. */
    public boolean isPending(String key) {
        return Pending.is(directory(key));
    }

    /**
     * Removes the checkouts of sessions that are over and began before that time; what they made stays in their branches,
     * to be merged or discarded. What was before a merge is forgotten. Answers with the keys of those sessions.
     */
    public List<String> prune(Instant before, Predicate<String> isOver) throws Refused {
        List<String> pruned = new ArrayList<>();
        for (String key : Pending.keys(home.resolve("sessions"))) {
            Optional<SessionCheckout> found = SessionCheckout.find(directory(key), program);
            boolean isOld = found.isPresent() && found.get().known().at().isBefore(before);
            if (isOld && isOver.test(key) && prune(key)) pruned.add(key);
        }
        return pruned;
    }

    private boolean prune(String key) throws Refused {
        return on(key, session -> {
            if (session.hasGit() && !Files.isDirectory(session.git().directory()))
                return false; // with all its branches
            if (isGone(session)) return new Closing(session).forgetBefore();
            if (session.known().stage() == Stage.CLOSED) return false;
            new Closing(session).close();
            return true;
        });
    }

    /** Where the result has gone; empty where it has gone nowhere, or where there are no checkouts. */
    public String outcome(String key) {
        return SessionCheckout.find(directory(key), program)
                .map(session -> session.known().outcome())
                .orElse("");
    }

    /** Answers with what was done, in lines. */
    public List<String> merge(MergeRequest request) throws Refused {
        return on(request.key(), session -> {
            if (isGone(session)) return over(session);
            if (isTargetGone(session)) throw cannotMerge(session);
            keepWork(session);
            if (session.isInPlace()) return inPlace(session, Stage.MERGED);
            Diff diff = diff(session);
            if (diff.files() > 0 || !Merging.unintegrated(session).isEmpty())
                return new Merging(session, request).merge();
            session.keep(session.known().ended(Stage.MERGED, "over without changes", List.of()));
            Merging.cleanUp(session);
            return List.of("There is nothing to merge: the agents have changed no file.");
        });
    }

    public List<String> discard(String key) throws Refused {
        return on(key, session -> {
            if (isGone(session)) return over(session);
            if (isTargetGone(session) || isRepositoryGone(session)) return discardWithoutTarget(session);
            if (session.isInPlace()) return inPlace(session, Stage.DISCARDED);
            Diff diff = diff(session);
            session.keep(session.known().ended(Stage.DISCARDED, "discarded", List.of()));
            Merging.cleanUp(session);
            new Closing(session).removeShadow();
            return List.of("Discarded changes in " + diff.files() + (diff.files() == 1 ? " file" : " files")
                    + "; what they were is still shown by:  orchestrate diff " + key);
        });
    }

    private static Refused cannotMerge(SessionCheckout session) {
        Path target = target(session);
        String key = session.key();
        if (session.isInPlace())
            return new Refused("the agents worked in the target " + target + " itself, and it is gone: it was moved,"
                    + " renamed or deleted. There is nothing to merge; what they did is where it is now.");
        return new Refused("the target " + target + " is gone: it was moved, renamed or deleted. The result is kept."
                + "\n  Put it back where it was, and merge again:  mv NEW-PLACE " + target + " && orchestrate merge "
                + key
                + "\n  Or see the result as far as it is kept:      orchestrate diff " + key
                + "\n  Or throw it away:                            orchestrate discard " + key);
    }

    /** Whatever of it is with us; what lies in the repository that is gone is named. */
    private static List<String> discardWithoutTarget(SessionCheckout session) throws Refused {
        Path target = target(session);
        session.keep(session.known().ended(Stage.DISCARDED, "discarded", List.of()));
        Closing closing = new Closing(session);
        closing.removeDirectories();
        closing.removeShadow();
        List<String> told = new ArrayList<>();
        told.add("Discarded. The target " + target + ", or its repository, is gone: it was moved, renamed or deleted.");
        if (session.hasGit() && !session.place().isShadow() && !session.isInPlace())
            told.add("If its repository lies elsewhere now, branches of this session may be left there:"
                    + "  git branch --list 'orchestrate/" + session.key() + "/*'");
        return told;
    }

    /** Done again, it finishes what was broken off. */
    private static List<String> over(SessionCheckout session) {
        boolean there = session.hasGit() && Files.isDirectory(session.git().directory()) && hasHistory(session);
        if (there) Merging.cleanUp(session);
        return List.of("Nothing to do: it is " + session.known().outcome() + " already.");
    }

    /** A discarded session without a repository has nothing left of git. */
    private static boolean hasHistory(SessionCheckout session) {
        return !session.place().isShadow()
                || Files.isDirectory(Path.of(session.place().shadow()));
    }

    private List<String> inPlace(SessionCheckout session, Stage stage) throws Refused {
        String target = session.known().target();
        if (session.hasGit()) diff(session);
        session.keep(session.known().ended(stage, "over; its agents worked in " + target + " itself", List.of()));
        Merging.cleanUp(session);
        return List.of("The agents worked in " + target + " itself: "
                + (stage == Stage.MERGED ? "what they did is there already." : "what they did stays there."));
    }

    private static void keepWork(SessionCheckout session) throws Refused {
        if (session.known().stage() == Stage.OPEN) new Closing(session).close();
    }

    private <T> T on(String key, Work<T> work) throws Refused {
        Opening.requireSafe(key);
        Path directory = directory(key);
        if (!Files.isDirectory(directory)) throw noCheckouts(key);
        return Exclusively.on(directory, () -> {
            Optional<SessionCheckout> session = SessionCheckout.find(directory, program);
            if (session.isEmpty()) throw noCheckouts(key);
            return work.run(session.get());
        });
    }

    private static Refused noCheckouts(String key) {
        return new Refused("session " + key
                + " has no checkouts on this host: its agents work in the target itself, or on" + " another host.");
    }

    private interface Work<T> {
        T run(SessionCheckout session) throws Refused;
    }

    private Path directory(String key) {
        return home.resolve("sessions").resolve(key);
    }
}
