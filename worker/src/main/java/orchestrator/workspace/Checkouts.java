package orchestrator.workspace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
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
import orchestrator.eventlog.Artifacts;
import orchestrator.git.GitProgram;
import orchestrator.git.MissingFilter;
import orchestrator.home.Home;
import orchestrator.process.RunProcesses;
import orchestrator.process.TimedCommand;
import orchestrator.workspace.creation.CheckoutCreation;
import orchestrator.workspace.creation.IgnoredFiles;
import orchestrator.workspace.dependencies.Dependencies;
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
import orchestrator.workspace.state.SessionCheckout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The checkouts of all sessions of one data directory. Work on the checkouts of one session takes turns. */
public final class Checkouts {
    private static final Logger log = LoggerFactory.getLogger(Checkouts.class);

    private final LockedCheckouts sessions;
    private final Artifacts artifacts;
    private final GitProgram program;
    private final TimedCommand commands;
    private final Clock clock;

    Checkouts(Home home, Artifacts artifacts, GitProgram program, TimedCommand commands, Clock clock) {
        this.sessions = new LockedCheckouts(real(home.directory()).resolve("sessions"), program);
        this.artifacts = artifacts;
        this.program = program;
        this.commands = commands;
        this.clock = clock;
    }

    public static Checkouts of(Home home, Artifacts artifacts, Map<String, String> environment) {
        RunProcesses processes = new RunProcesses(RunProcesses.systemTable());
        TimedCommand commands = new TimedCommand(processes, environment);
        return new Checkouts(home, artifacts, new GitProgram(environment), commands, Clock.systemUTC());
    }

    /** Git reports real paths, so ours must be real too. */
    private static Path real(Path directory) {
        try {
            return directory.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot find the data directory " + directory, e);
        }
    }

    /** Refuses if the repository needs a git filter that is not installed: another attempt would fail the same way. */
    public Opened open(OpenRequest request) throws Refused {
        Path directory = sessions.directory(request.key());
        CheckoutCreation creation = new CheckoutCreation(directory, program, commands, clock.instant());
        return CheckoutLock.on(directory, () -> {
            try {
                return creation.open(request);
            } catch (MissingFilter missing) {
                throw new Refused(String.valueOf(missing.getMessage()));
            }
        });
    }

    public Merged refresh(CheckoutId id) throws Refused {
        return sessions.withTarget(id.key(), session -> {
            if (!session.hasGit() || session.isInPlace()) return new Merged(List.of());
            CheckoutRefresh refresh = new CheckoutRefresh(session, id.agent());
            List<String> marked = refresh.finishOperations();
            if (!marked.isEmpty()) return new Merged(marked);
            refresh.commitAll("Work of " + id.agent());
            refresh.clearConflicts();
            return new Merged(refresh.mergeResult(session.result()));
        });
    }

    public Integrated integrate(IntegrateRequest request) throws Refused {
        return sessions.withTarget(request.key(), session -> new Integration(session, request).integrate());
    }

    public Copy copy(CopyRequest request) throws Refused {
        CheckoutCreation.requireSafe(request.name());
        return sessions.withTarget(
                request.key(), session -> new ReaderCopies(session, artifacts, commands).make(request));
    }

    public void dropCopy(CopyId id) throws Refused {
        CheckoutCreation.requireSafe(id.name());
        sessions.with(id.key(), session -> {
            new ReaderCopies(session, artifacts, commands).drop(id.name());
            return id;
        });
    }

    public Diff diff(String key) throws Refused {
        return sessions.with(key, session -> new ResultDiff(session, artifacts).update());
    }

    /** Changed lines per file, as {@code git diff --stat}; empty if the result is gone. */
    public String stat(String key) throws Refused {
        return sessions.with(key, session -> new ResultDiff(session, artifacts).stat());
    }

    /** A checkout of the current result, for checks. */
    public Path resultTree(String key) throws Refused {
        return sessions.withTarget(key, session -> new ResultCheckout(session, commands).bringUpToDate());
    }

    /** The directory of that checkout, which may be out of date. */
    public Path resultDirectory(String key) throws Refused {
        return sessions.with(
                key,
                session ->
                        session.isInPlace() ? Path.of(session.known().target()) : session.within(session.resultTree()));
    }

    /** A fresh checkout of the commit that the session started from; empty if agents work in the target itself. */
    public Optional<Path> untouchedTree(String key) throws Refused {
        return sessions.withTarget(key, session -> new BaseCheckout(session, commands).make());
    }

    /**
     * A fresh checkout of the result in which these files are as in an earlier commit.
     *
     * @param names of the files, each with the text to use instead; empty text for the earlier file unchanged
     */
    public Optional<Path> treeWithEarlier(String key, Map<String, String> names, String earlier) throws Refused {
        return sessions.withTarget(key, session -> {
            if (!session.hasGit() || session.isInPlace()) return Optional.empty();
            String commit = new ResultHistory(session).withEarlier(names, earlier);
            return new BaseCheckout(session, commands).make(commit);
        });
    }

    /** The history of the result; empty without git. */
    public <T> Optional<T> history(String key, Function<ResultHistory, T> look) throws Refused {
        return sessions.withTarget(
                key,
                session -> session.hasGit() ? Optional.of(look.apply(new ResultHistory(session))) : Optional.empty());
    }

    /** Work with the checkouts of a session that needs more than these methods offer. */
    public interface Work<T> {
        T with(SessionCheckout session) throws Refused;
    }

    /** True if checkouts were ever opened, and the session's directory is there. */
    public boolean areKnown(String key) {
        return sessions.find(key).isPresent();
    }

    /** Does it while nobody else works with these checkouts. */
    public <T> T alone(String key, Work<T> work) throws Refused {
        return sessions.with(key, work::with);
    }

    /** A fresh checkout of a commit that the session's repository has then; it takes the place of the untouched one. */
    public Optional<Path> treeOf(String key, Work<String> commit) throws Refused {
        return sessions.withTarget(key, session -> new BaseCheckout(session, commands).make(commit.with(session)));
    }

    public void dropUntouchedTree(String key) throws Refused {
        sessions.with(key, session -> {
            new BaseCheckout(session, commands).drop();
            return key;
        });
    }

    /** True if the result does not differ from what the session started from. */
    public boolean isUntouched(String key) throws Refused {
        return sessions.withTarget(key, session -> new BaseCheckout(session, commands).isResult());
    }

    /** A sentence that names ignored files which the checkouts lack and checks may need; usually empty. */
    public String missing(String key) throws Refused {
        return sessions.with(
                key,
                session -> session.hasGit() && !session.isInPlace()
                        ? IgnoredFiles.missingIn(session.resultTree(), session.target(), session.home())
                        : "");
    }

    /** Returns what was left out of the result. */
    public List<LeftOut> close(String key) throws Refused {
        if (sessions.find(key).isEmpty()) return List.of();
        return sessions.with(key, session -> {
            boolean isGone = session.known().stage().isGone();
            if (!isGone && session.isTargetThere()) return new CheckoutClosing(session).close();
            if (!isGone) log.warn("checkouts stay: the repository they borrow from is gone session={}", key);
            return new KeptFiles(session).summary();
        });
    }

    /** Carries out the user's choice about files that were left out, now and when the checkout is closed. */
    public Integrated settleLeftOut(LeftOutRequest request) throws Refused {
        String message = "Files that were left out before, taken in on request";
        return sessions.withTarget(request.key(), session -> {
            new KeptFiles(session).choose(request.choice());
            return new Integration(
                            session, new IntegrateRequest(request.key(), request.agent(), request.run(), message))
                    .integrate();
        });
    }

    /** True if the session has a result that was neither merged nor discarded. */
    public boolean isPending(String key) {
        return PendingResults.is(sessions.directory(key));
    }

    /**
     * Removes the checkouts of sessions that are over and began before that time, and the backups of old merges.
     * Returns the keys of those sessions.
     */
    public List<String> prune(Instant before, Predicate<String> isOver) throws Refused {
        Dependencies.removeUnused(sessions.sessions().getParent(), before);
        return new CheckoutPruning(sessions, before).prune(isOver);
    }

    /** The outcome of the session in words, such as a merge; empty while the result is pending, or without checkouts. */
    public String outcome(String key) {
        return sessions.find(key).map(session -> session.known().outcome()).orElse("");
    }

    /** Returns lines that say what was done. */
    public List<String> merge(MergeRequest request) throws Refused {
        return sessions.with(request.key(), session -> new MergeOrDiscard(session, artifacts).merge(request));
    }

    /** Returns lines that say what was done. Works without the target and its repository. */
    public List<String> discard(String key) throws Refused {
        return sessions.with(key, session -> new MergeOrDiscard(session, artifacts).discard());
    }
}
