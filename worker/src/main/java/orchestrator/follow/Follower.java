package orchestrator.follow;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import orchestrator.agent.Agent;
import orchestrator.agent.LaunchExit;
import orchestrator.agent.LaunchVerdict;
import orchestrator.clock.WorkedTime;
import orchestrator.eventlog.EventLog;
import orchestrator.guard.record.GuardJournal;
import orchestrator.host.Span;
import orchestrator.identity.LaunchId;
import orchestrator.launch.Cause;
import orchestrator.launch.Ending;
import orchestrator.launch.LaunchActivities.FollowRequest;
import orchestrator.launch.LaunchActivities.Followed;
import orchestrator.process.LaunchDirectory;
import orchestrator.process.ProcessIdentity;
import orchestrator.process.ProcessPause;
import orchestrator.process.RunProcesses;
import orchestrator.tamper.TamperCheck;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One {@code follow} activity: copies lines as they come, until there is news for the workflow. */
final class Follower {
    private static final Logger log = LoggerFactory.getLogger(Follower.class);
    private static final Duration FOLLOW_MAX = Duration.ofMinutes(30);
    private static final Duration EXIT_AFTER_RESULT = Duration.ofSeconds(10);
    private static final Duration SILENT_MAX = Duration.ofMinutes(10);
    private static final Duration SILENT_IN_TOOL_MAX = Duration.ofMinutes(30);
    private static final int BATCHES_PER_LOOK = 8;
    private static final int QUIET_LOOKS_MAX = 5;

    private final Services services;
    private final LaunchToFollow launch;
    private final OutputWatch watch;
    private final RunProcesses processes;
    private final WorkedTime time;
    private final Agent agent;
    private final LaunchDirectory directory;
    private final LaunchId id;
    private final StreamCopy copy;
    private final ProcessPause pause;
    private final LeftoverProcesses leftovers;
    private final StderrRetries retries;
    private final GuardCheck guard;
    private Optional<ProcessIdentity> process = Optional.empty();
    private long lastNewsNanos;

    /** Shared by all followers of a host. Gaps of {@code time} do not count as an agent's silence. */
    record Services(EventLog events, OutputWatch watch, RunProcesses processes, WorkedTime time) {}

    Follower(Services services, LaunchToFollow launch) {
        this.services = services;
        this.launch = launch;
        watch = services.watch();
        processes = services.processes();
        time = services.time();
        agent = launch.agent();
        directory = launch.directory();
        id = launch.stream().launch();
        copy = launch.copy();
        pause = new ProcessPause(processes, directory, id);
        retries = new StderrRetries(services.events(), launch);
        guard = new GuardCheck(services.events(), id, directory);
        leftovers = new LeftoverProcesses(services.events(), processes, id, directory);
        lastNewsNanos = time.getAsLong() - quietFor(directory).toNanos();
    }

    /** @param heartbeat called at every check; throws if the activity must end */
    Followed follow(FollowRequest request, Runnable heartbeat) throws IOException, InterruptedException {
        long started = time.getAsLong();
        NoticeCollector notices = collector(request);
        guard.repeatEvents();
        try (OutputWatch.Watched ear = watch.on(directory.path())) {
            while (true) {
                heartbeat.run();
                boolean news = copySome();
                if (news) {
                    ear.news();
                    lastNewsNanos = time.getAsLong();
                } else if (ended()) {
                    return end(request);
                }
                guard.lookForDown();
                endIfUnguarded();
                if (directory.isPaused()) keepPaused();
                if (notices.isDue() || notices.isUsageNews() || since(started).compareTo(FOLLOW_MAX) > 0)
                    return notices.take(0, null);
                if (isTooSilent())
                    return notices.take((int) since(lastNewsNanos).toMinutes(), null);
                endAfterResult();
                endIfHopeless();
                retries.look();
                if (!news) awaitChange(ear, notices, heartbeat);
            }
        }
    }

    /** Between whole looks at a quiet agent it is enough to ask for the few things that may need an answer soon. */
    private void awaitChange(OutputWatch.Watched ear, NoticeCollector notices, Runnable heartbeat)
            throws InterruptedException {
        for (int quiet = 0; quiet < QUIET_LOOKS_MAX; quiet++) {
            long left = notices.millisLeft();
            if (ear.await(left) || left != Long.MAX_VALUE || copy.transcript().end() != null) return;
            if (hasGone() || directory.isPaused() || directory.stdout().toFile().length() > copy.offset()) return;
            heartbeat.run();
        }
    }

    private boolean hasGone() {
        return process.isEmpty() || !processes.isAlive(process.get());
    }

    private NoticeCollector collector(FollowRequest request) {
        return new NoticeCollector(services.events(), launch, time, request);
    }

    private boolean copySome() throws IOException {
        int lines = 0;
        for (int i = 0; i < BATCHES_PER_LOOK; i++) {
            int copied = copy.copy();
            lines += copied;
            if (copied == 0) break;
        }
        return lines > 0;
    }

    private boolean ended() {
        if (directory.hasExitCode()) return true;
        // A launch never gets another process.
        if (process.isEmpty()) process = directory.identity();
        return hasGone();
    }

    private void endIfUnguarded() throws InterruptedException {
        if (!guard.isUnguarded(copy.transcript())) return;
        directory.markEndedBecause("it was stopped because it ran a tool without asking the guard");
        kill();
    }

    private void kill() throws InterruptedException {
        processes.recall(id, directory);
        processes.kill(id, directory.identity());
    }

    /** The clock of silence does not run during a pause. */
    private void keepPaused() throws InterruptedException {
        pause.keepPaused();
        lastNewsNanos = time.getAsLong();
    }

    /** A build may be silent for long, but not an agent that waits for no tool. */
    private boolean isTooSilent() {
        if (copy.transcript().end() != null) return false;
        boolean inTool = !copy.transcript().tools().isEmpty();
        return since(lastNewsNanos).compareTo(inTool ? SILENT_IN_TOOL_MAX : SILENT_MAX) > 0;
    }

    /** Ends an agent that keeps running after its final event. */
    private void endAfterResult() throws InterruptedException {
        if (copy.transcript().end() == null) return;
        if (since(lastNewsNanos).compareTo(EXIT_AFTER_RESULT) < 0) return;
        log.info("ending agent that stays after its result launch={}", id);
        directory.markEndedByUs();
        leftovers.endWithAgent();
    }

    /** Does not wait until the program gives up a request that is refused for good. */
    private void endIfHopeless() throws InterruptedException {
        if (copy.transcript().end() != null || copy.transcript().ending() == null) return;
        log.info("ending agent whose requests are refused for good launch={}", id);
        directory.markEndedByUs();
        kill();
    }

    /**
     * The time for which the output was quiet before this follower came; at least 0, even if the clock was changed.
     */
    private Duration quietFor(LaunchDirectory directory) {
        Span quiet = new Span(directory.lastNewsMillis(), System.currentTimeMillis());
        return Duration.ofMillis(Math.max(0, quiet.millis() - time.gapMillis(List.of(quiet))));
    }

    private Followed end(FollowRequest request) throws IOException, InterruptedException {
        directory.awaitExitCode();
        // Children of the agent may still print, so the last line is final only when they are gone.
        leftovers.end();
        new TamperCheck(directory.path()).compare(id, new GuardJournal(services.events(), Clock.systemUTC()));
        copy.copyToTheEnd();
        LaunchExit exit = new LaunchExit(
                directory.exitCode().orElse(null),
                directory.isEndedByUs(),
                copy.redacted(directory.stderrTail()),
                printed());
        LaunchVerdict verdict = stopped(agent.judge(copy.transcript(), exit));
        if (verdict.succeeded()) leftovers.tellOfCutShort(agent.killedCommands(copy.transcript()));
        Ending ending = new Ending(
                verdict.succeeded(),
                exit.code(),
                conversation(exit, verdict.cause()),
                verdict.reason(),
                verdict.retryable(),
                !verdict.succeeded() && directory.endReason().isPresent(),
                verdict.resetAt(),
                verdict.asks(),
                copy.transcript().steps(),
                verdict.succeeded() ? directory.leftWork().orElse(null) : null,
                verdict.cause());
        log.info("ended launch={} code={} succeeded={}", id, exit.code(), verdict.succeeded());
        return collector(request).take(0, ending);
    }

    /** The output file's last change is when the last line was printed, however much later we read it. */
    private ZonedDateTime printed() {
        return Instant.ofEpochMilli(directory.lastNewsMillis()).atZone(ZoneId.systemDefault());
    }

    /**
     * The conversation that the agent named, or the one to resume if it was killed or could not work before its first
     * line.
     */
    private @Nullable String conversation(LaunchExit exit, @Nullable Cause cause) {
        String named = copy.transcript().conversation();
        boolean mayBeThere = exit.isKilled() || cause != null && cause != Cause.CONVERSATION_LOST;
        boolean cutShort = copy.transcript().lines() == 0 && mayBeThere;
        return named == null && cutShort ? directory.resumes().orElse(null) : named;
    }

    /** If we stopped the launch, our reason counts more than its exit code, unless its work was finished. */
    private LaunchVerdict stopped(LaunchVerdict verdict) {
        if (verdict.succeeded()) return verdict;
        return directory
                .endReason()
                .map(why -> new LaunchVerdict(false, why, false))
                .orElse(verdict);
    }

    private Duration since(long nanos) {
        return Duration.ofNanos(time.getAsLong() - nanos);
    }
}
