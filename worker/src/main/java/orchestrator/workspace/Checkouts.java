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
import orchestrator.checkout.CheckoutActivities.LeftOutRequest;
import orchestrator.checkout.CheckoutActivities.Merged;
import orchestrator.checkout.CheckoutActivities.OpenRequest;
import orchestrator.checkout.CheckoutActivities.Opened;
import orchestrator.checkout.LeftOut;
import orchestrator.eventlog.EventLog;
import orchestrator.git.GitProgram;
import orchestrator.git.MissingFilter;
import orchestrator.home.Home;
import orchestrator.process.RunProcesses;
import orchestrator.process.TimedCommand;
import orchestrator.workspace.creation.CheckoutCreation;
import orchestrator.workspace.creation.IgnoredFiles;
import orchestrator.workspace.inspection.BaseCheckout;
import orchestrator.workspace.inspection.ReaderCopies;
import orchestrator.workspace.inspection.ResultCheckout;
import orchestrator.workspace.inspection.ResultDiff;
import orchestrator.workspace.inspection.ResultHistory;
import orchestrator.workspace.integration.CheckoutClosing;
import orchestrator.workspace.integration.CheckoutRefresh;
import orchestrator.workspace.integration.Integration;
import orchestrator.workspace.leftout.KeptFiles;
import orchestrator.workspace.merge.MergeOrDiscard;
import orchestrator.workspace.request.MergeRequest;
import orchestrator.workspace.request.Refused;
import orchestrator.workspace.state.CheckoutLock;
import orchestrator.workspace.state.CheckoutState.Stage;
import orchestrator.workspace.state.SessionCheckout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The checkouts of all sessions of one data directory. One at a time works on those of a session. */
public final class Checkouts {
    private static final Logger log = LoggerFactory.getLogger(Checkouts.class);

    private final Path home;
    private final EventLog artifacts;
    private final GitProgram program;
    private final TimedCommand commands;
    private final Clock clock;

    Checkouts(Home home, EventLog log, GitProgram program, TimedCommand commands, Clock clock) {
        this.home = real(home.directory());
        this.artifacts = log;
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
        CheckoutCreation opening = new CheckoutCreation(directory(request.key()), program, commands, clock.instant());
        return CheckoutLock.on(directory(request.key()), () -> {
            try {
                return opening.open(request);
            } catch (MissingFilter missing) {
                throw new Refused(String.valueOf(missing.getMessage()));
            }
        });
    }

    public Merged refresh(CheckoutId id) throws Refused {
        return atHand(id.key(), session -> {
            if (!session.hasGit() || session.isInPlace()) return new Merged(List.of());
            CheckoutRefresh bringing = new CheckoutRefresh(session, id.agent());
            List<String> marked = bringing.finish();
            if (!marked.isEmpty()) return new Merged(marked);
            bringing.commitAll("Work of " + id.agent());
            bringing.resolved();
            return new Merged(bringing.bring(session.result()));
        });
    }

    public Integrated integrate(IntegrateRequest request) throws Refused {
        return atHand(request.key(), session -> new Integration(session, request).integrate());
    }

    public Copy copy(CopyRequest request) throws Refused {
        CheckoutCreation.requireSafe(request.name());
        return atHand(request.key(), session -> new ReaderCopies(session, artifacts, commands).make(request));
    }

    public void dropCopy(CopyId id) throws Refused {
        CheckoutCreation.requireSafe(id.name());
        on(id.key(), session -> {
            new ReaderCopies(session, artifacts, commands).drop(id.name());
            return id;
        });
    }

    public Diff diff(String key) throws Refused {
        return on(key, session -> new ResultDiff(session, artifacts).look());
    }

    /** How many lines of which files; empty where nothing is at hand any more. */
    public String stat(String key) throws Refused {
        return on(key, session -> new ResultDiff(session, artifacts).stat());
    }

    private static boolean isGone(SessionCheckout session) {
        return session.known().stage().isGone();
    }

    /** A directory with the result as it is now, for checks. */
    public Path resultTree(String key) throws Refused {
        return atHand(key, session -> new ResultCheckout(session, commands).bringUpToDate());
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
        return atHand(key, session -> new BaseCheckout(session, commands).make());
    }

    /**
     * The same of the result with these files as they were in an earlier commit.
     *
     * @param names with the text to be taken instead; empty for the file as it was
     */
    public Optional<Path> treeWithEarlier(String key, Map<String, String> names, String earlier) throws Refused {
        return atHand(key, session -> {
            if (!session.hasGit() || session.isInPlace()) return Optional.empty();
            String commit = new ResultHistory(session).withEarlier(names, earlier);
            return new BaseCheckout(session, commands).make(commit);
        });
    }

    /** What the agents have changed; empty where there is no git to tell it. */
    public <T> Optional<T> history(String key, Function<ResultHistory, T> look) throws Refused {
        return atHand(
                key,
                session -> session.hasGit() ? Optional.of(look.apply(new ResultHistory(session))) : Optional.empty());
    }

    public void dropUntouchedTree(String key) throws Refused {
        on(key, session -> {
            new BaseCheckout(session, commands).drop();
            return key;
        });
    }

    /** Whether the result is what the session began with. */
    public boolean isUntouched(String key) throws Refused {
        return atHand(key, session -> new BaseCheckout(session, commands).isResult());
    }

    /** Which files checks may lack in the checkouts, in a sentence; mostly empty. */
    public String missing(String key) throws Refused {
        return on(
                key,
                session -> session.hasGit() && !session.isInPlace()
                        ? IgnoredFiles.missingIn(session.resultTree(), session.target(), session.home())
                        : "");
    }

    /** Answers with what was left out of the result. */
    public List<LeftOut> close(String key) throws Refused {
        if (SessionCheckout.find(directory(key), program).isEmpty()) return List.of();
        return on(key, session -> {
            if (!isGone(session) && session.isTargetThere()) return new CheckoutClosing(session).close();
            if (!isGone(session)) log.warn("checkouts stay, as what they borrow is gone session={}", key);
            return new KeptFiles(session).told();
        });
    }

    /** Does with what was left out what a person has said, now and when the checkout goes. */
    public Integrated settleLeftOut(LeftOutRequest request) throws Refused {
        String message = "What was left out before, taken over as it was asked for";
        return atHand(request.key(), session -> {
            new KeptFiles(session).choose(request.choice());
            return new Integration(
                            session, new IntegrateRequest(request.key(), request.agent(), request.run(), message))
                    .integrate();
        });
    }

    /** Whether there is a result that has gone nowhere yet. */
    public boolean isPending(String key) {
        return PendingResults.is(directory(key));
    }

    /**
     * Removes the checkouts of sessions that are over and began before that time; what they made stays in their branches,
     * to be merged or discarded. What was before a merge is forgotten. Answers with the keys of those sessions.
     */
    public List<String> prune(Instant before, Predicate<String> isOver) throws Refused {
        List<String> pruned = new ArrayList<>();
        for (String key : PendingResults.keys(home.resolve("sessions"))) {
            Optional<SessionCheckout> found = SessionCheckout.find(directory(key), program);
            boolean isOld = found.isPresent() && found.get().known().at().isBefore(before);
            if (isOld && isOver.test(key) && prune(key, before)) pruned.add(key);
        }
        return pruned;
    }

    private boolean prune(String key, Instant before) throws Refused {
        return on(key, session -> {
            if (isGone(session)) return forget(session, before);
            if (session.known().stage() == Stage.CLOSED) return false;
            if (session.hasGit() && !session.isAtHand()) return false; // what they borrow is gone
            new CheckoutClosing(session).close();
            return true;
        });
    }

    private static boolean forget(SessionCheckout session, Instant before) {
        KeptFiles old = new KeptFiles(session);
        List<LeftOut> kept = old.isOlderThan(before) ? old.remove() : List.of();
        if (!kept.isEmpty())
            log.info("removed what was kept of checkouts session={} {}", session.key(), LeftOut.shown(kept));
        return new CheckoutClosing(session).forgetBefore() || !kept.isEmpty();
    }

    /** Where the result has gone; empty where it has gone nowhere, or where there are no checkouts. */
    public String outcome(String key) {
        return SessionCheckout.find(directory(key), program)
                .map(session -> session.known().outcome())
                .orElse("");
    }

    /** Answers with what was done, in lines. */
    public List<String> merge(MergeRequest request) throws Refused {
        return on(request.key(), session -> new MergeOrDiscard(session, artifacts).merge(request));
    }

    /** Answers with what was done, in lines. It needs neither the target nor its repository. */
    public List<String> discard(String key) throws Refused {
        return on(key, session -> new MergeOrDiscard(session, artifacts).discard());
    }

    /** Work that needs what the user's repository holds. */
    private <T> T atHand(String key, Work<T> work) throws Refused {
        return on(key, session -> {
            session.requireTarget();
            return work.run(session);
        });
    }

    private <T> T on(String key, Work<T> work) throws Refused {
        CheckoutCreation.requireSafe(key);
        Path directory = directory(key);
        if (!Files.isDirectory(directory)) throw noCheckouts(key);
        return CheckoutLock.on(directory, () -> {
            Optional<SessionCheckout> session = SessionCheckout.find(directory, program);
            if (session.isEmpty()) throw noCheckouts(key);
            session.get().mend();
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
