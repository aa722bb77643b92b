package orchestrator.follow;

import java.io.IOException;
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
import orchestrator.event.AgentEvent;
import orchestrator.event.StreamId;
import orchestrator.eventlog.EventLog;
import orchestrator.host.Span;
import orchestrator.launch.Ending;
import orchestrator.launch.LaunchActivities.FollowRequest;
import orchestrator.launch.LaunchActivities.Followed;
import orchestrator.launch.Notice;
import orchestrator.launch.Usage;
import orchestrator.process.LaunchDirectory;
import orchestrator.process.ProcessIdentity;
import orchestrator.process.ProcessPause;
import orchestrator.process.RunProcesses;
import orchestrator.text.Text;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One {@code follow}: copies lines as they come, until there is something that the workflow should know. */
public final class Follower {
    private static final Logger log = LoggerFactory.getLogger(Follower.class);
    private static final Duration FOLLOW_MAX = Duration.ofMinutes(30);
    private static final Duration EXIT_AFTER_RESULT = Duration.ofSeconds(10);
    private static final Duration EXIT_RECORDED_WITHIN = Duration.ofSeconds(1);
    private static final Duration SILENT_MAX = Duration.ofMinutes(10);
    private static final Duration SILENT_IN_TOOL_MAX = Duration.ofMinutes(30);
    private static final int NOTICES_MAX = 20;
    private static final int NOTICE_CHARACTERS_MAX = 500;
    private static final int BATCHES_PER_LOOK = 8;

    private final EventLog events;
    private final OutputWatch watch;
    private final RunProcesses processes;
    private final Agent agent;
    private final StreamId stream;
    private final LaunchDirectory directory;
    private final String marker;
    private final StreamCopy copy;
    private final WorkedTime time;
    private final ProcessPause standstill;
    private final LeftoverProcesses leftBehind;
    private long lastNewsNanos;

    /**
     * @param marker what the environment of the launch's processes carries
     * @param time nothing is expected of an agent in a gap of it
     */
    public Follower(
            EventLog events,
            OutputWatch watch,
            RunProcesses processes,
            Agent agent,
            StreamId stream,
            LaunchDirectory directory,
            String marker,
            StreamCopy copy,
            WorkedTime time) {
        this.events = events;
        this.watch = watch;
        this.processes = processes;
        this.agent = agent;
        this.stream = stream;
        this.directory = directory;
        this.marker = marker;
        this.copy = copy;
        this.time = time;
        this.standstill = new ProcessPause(processes, directory, marker);
        this.leftBehind = new LeftoverProcesses(events, processes, stream, directory, marker);
        this.lastNewsNanos = time.getAsLong() - quietFor(directory).toNanos();
    }

    /** @param heartbeat called at every look; throws where the activity is to end */
    public Followed follow(FollowRequest request, Runnable heartbeat) throws IOException, InterruptedException {
        long started = time.getAsLong();
        Collector collector = new Collector(request);
        try (OutputWatch.Watched ear = watch.on(directory.path())) {
            while (true) {
                heartbeat.run();
                boolean news = copySome();
                if (news) {
                    ear.news();
                    lastNewsNanos = time.getAsLong();
                } else if (ended()) {
                    return theEnd(request);
                }
                if (directory.isPaused()) standStill();
                if (collector.isDue() || isUsageNews(request) || since(started).compareTo(FOLLOW_MAX) > 0)
                    return collector.take(0, null);
                if (isTooSilent())
                    return collector.take((int) since(lastNewsNanos).toMinutes(), null);
                endAfterResult();
                if (!news) ear.await(collector.millisLeft());
            }
        }
    }

    /** After its end the whole is told. */
    private boolean isUsageNews(FollowRequest request) {
        return copy.transcript().end() == null
                && request.isNews(copy.transcript().usage());
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
        if (directory.exitCode().isPresent()) return true;
        Optional<ProcessIdentity> identity = directory.identity();
        return identity.isEmpty() || !processes.isAlive(identity.get());
    }

    /** No clock runs meanwhile; when it goes on, that is as good as news. */
    private void standStill() throws InterruptedException {
        standstill.keep();
        lastNewsNanos = time.getAsLong();
    }

    /** A build may be silent for long; an agent that neither prints nor waits for a tool may not. */
    private boolean isTooSilent() {
        if (copy.transcript().end() != null) return false;
        boolean inTool = !copy.transcript().tools().isEmpty();
        return since(lastNewsNanos).compareTo(inTool ? SILENT_IN_TOOL_MAX : SILENT_MAX) > 0;
    }

    /** An agent that has said its last word but does not leave is ended by us. */
    private void endAfterResult() throws InterruptedException {
        if (copy.transcript().end() == null) return;
        if (since(lastNewsNanos).compareTo(EXIT_AFTER_RESULT) < 0) return;
        log.info("ending an agent that stays after its result: launch={}", marker);
        directory.markEndedByUs();
        leftBehind.endWithAgent();
    }

    /** How long the output had been quiet when this follower came; at least 0, whatever the clock says. */
    private Duration quietFor(LaunchDirectory directory) {
        Span quiet = new Span(directory.lastNewsMillis(), System.currentTimeMillis());
        return Duration.ofMillis(Math.max(0, quiet.millis() - time.gapMillis(List.of(quiet))));
    }

    private Followed theEnd(FollowRequest request) throws IOException, InterruptedException {
        awaitExitCode();
        // Children of the agent may still print; only when they are gone is the last line the last.
        leftBehind.end();
        copy.copyToTheEnd();
        LaunchExit exit = new LaunchExit(
                directory.exitCode().orElse(null), directory.isEndedByUs(), directory.stderrTail(), printed());
        LaunchVerdict verdict = stopped(agent.judge(copy.transcript(), exit));
        if (verdict.succeeded()) leftBehind.tellOfCutShort(agent.cutShort(copy.transcript()));
        Ending ending = new Ending(
                verdict.succeeded(),
                exit.code(),
                conversation(exit),
                verdict.reason(),
                verdict.retryable(),
                !verdict.succeeded() && directory.endReason().isPresent(),
                verdict.resetAt(),
                verdict.asks(),
                copy.transcript().steps(),
                verdict.succeeded() ? directory.leftWork().orElse(null) : null);
        log.info("ended launch={} code={} succeeded={}", marker, exit.code(), verdict.succeeded());
        return new Collector(request).take(0, ending);
    }

    /** The last line was printed when the file was changed last, however much later we read it. */
    private ZonedDateTime printed() {
        return Instant.ofEpochMilli(directory.lastNewsMillis()).atZone(ZoneId.systemDefault());
    }

    /** As it was told; where it was killed before it said a word, the one that it was to resume. */
    private @Nullable String conversation(LaunchExit exit) {
        String told = copy.transcript().conversation();
        boolean cutShort = copy.transcript().lines() == 0 && exit.isKilled();
        return told == null && cutShort ? directory.resumes().orElse(null) : told;
    }

    /** Why we stopped it counts, not how its process looks after that; but work that it had finished is finished. */
    private LaunchVerdict stopped(LaunchVerdict verdict) {
        if (verdict.succeeded()) return verdict;
        return directory
                .endReason()
                .map(why -> new LaunchVerdict(false, why, false))
                .orElse(verdict);
    }

    /** The wrapper records the code a moment after the process is gone, unless it was killed too. */
    private void awaitExitCode() throws InterruptedException {
        long from = time.getAsLong();
        while (directory.exitCode().isEmpty() && since(from).compareTo(EXIT_RECORDED_WITHIN) < 0) {
            Thread.sleep(10);
        }
    }

    private Duration since(long nanos) {
        return Duration.ofNanos(time.getAsLong() - nanos);
    }

    /** Decides when significant events are worth a return. They are taken from the log, so a crash loses none. */
    private final class Collector {
        private final FollowRequest request;
        private long askedOffset = -1;
        private long firstSeenNanos;

        Collector(FollowRequest request) {
            this.request = request;
        }

        boolean isDue() {
            if (firstSeenNanos == 0 && askedOffset != copy.offset()) {
                askedOffset = copy.offset();
                boolean any =
                        !events.significant(stream, request.afterOffset(), 1).isEmpty();
                if (any) firstSeenNanos = time.getAsLong();
            }
            return firstSeenNanos != 0 && millisLeft() <= 0;
        }

        long millisLeft() {
            if (firstSeenNanos == 0) return Long.MAX_VALUE;
            return request.collectMillis() - since(firstSeenNanos).toMillis();
        }

        Followed take(int silentMinutes, @Nullable Ending ending) {
            long upTo = Math.max(request.afterOffset(), copy.offset() - 1);
            List<Notice> notices = events.significant(stream, request.afterOffset(), NOTICES_MAX).stream()
                    .map(Follower::notice)
                    .toList();
            long all = events.countSignificant(stream, request.afterOffset());
            Usage usage = isUsageNews(request) ? copy.transcript().usage() : null;
            return new Followed(upTo, notices, (int) (all - notices.size()), silentMinutes, ending, usage);
        }
    }

    private static Notice notice(AgentEvent event) {
        return new Notice(event.offset(), event.type(), Text.cut(event.text(), NOTICE_CHARACTERS_MAX));
    }
}
