package orchestrator.simulation.host;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import orchestrator.launch.Ending;
import orchestrator.launch.GuardNews;
import orchestrator.launch.LaunchActivities.FollowRequest;
import orchestrator.launch.LaunchActivities.Followed;
import orchestrator.launch.LaunchActivities.LaunchRequest;
import orchestrator.launch.Notice;
import org.jspecify.annotations.Nullable;

/** The process of one launch: it says what its script says at its times, unless it is paused or stopped. */
public final class SimulatedAgent {
    /** {@code follow} returns at the latest after this time. */
    private static final Duration LOOKED_AT_MOST = Duration.ofMinutes(30);

    private static final int SILENT_MINUTES = 10;

    /**
     * @param notices with the time of work after which each is said
     * @param silentAfter time of work after which nothing is printed any more; null if it never falls silent
     * @param call that waits in the guard for a person; null if there is none
     */
    record Script(
            List<Said> notices,
            Duration length,
            @Nullable Duration silentAfter,
            Ending ending,
            @Nullable GuardedCall call) {}

    record Said(Duration after, Notice notice) {}

    private final LaunchRequest request;
    private final String kind;
    private final Script script;
    private Instant workingSince;
    private Duration workedBefore = Duration.ZERO;
    private boolean paused;
    private boolean stopped;
    private boolean settled;

    SimulatedAgent(LaunchRequest request, String kind, Script script, Instant now) {
        this.request = request;
        this.kind = kind;
        this.script = script;
        this.workingSince = now;
    }

    public LaunchRequest request() {
        return request;
    }

    public String kind() {
        return kind;
    }

    public boolean isPaused() {
        return paused;
    }

    public boolean isAlive(Instant now) {
        return !stopped && !isFinished(now);
    }

    /** True if it lives, and is neither paused nor waits for a person. */
    public boolean isAtWork(Instant now) {
        return isAlive(now) && !isResting();
    }

    public boolean isWriting() {
        return !request.readOnly();
    }

    private boolean isFinished(Instant now) {
        return script.silentAfter() == null && worked(now).compareTo(script.length()) >= 0;
    }

    /** Time of work, in which it was neither paused nor waited for a person. */
    public Duration worked(Instant now) {
        reach(now);
        Duration worked =
                isResting() || stopped ? workedBefore : workedBefore.plus(Duration.between(workingSince, now));
        boolean isOver = script.silentAfter() == null && worked.compareTo(script.length()) > 0;
        return isOver ? script.length() : worked;
    }

    private boolean isResting() {
        return paused || isWaitingForPerson();
    }

    /** True if its call waits in the guard. */
    private boolean isWaitingForPerson() {
        return script.call() != null && script.call().isWaiting();
    }

    /** The call that waits in the guard now; empty if none does. */
    public Optional<String> waitingCall(Instant now) {
        reach(now);
        return Optional.ofNullable(script.call())
                .filter(call -> call.isWaiting() && isAlive(now))
                .map(GuardedCall::subject);
    }

    /** Makes the call when its time has come, and denies it when the time for an answer is over. */
    private void reach(Instant now) {
        GuardedCall call = script.call();
        if (call == null || call.isSettled() || stopped) return;
        if (!call.isWaiting()) {
            Instant begins = workingSince.plus(call.after().minus(workedBefore));
            if (paused || now.isBefore(begins)) return;
            call.ask(begins);
            workedBefore = call.after();
        }
        Instant until = Objects.requireNonNull(call.until());
        if (!now.isBefore(until)) settle(call, false, until);
    }

    private void settle(GuardedCall call, boolean runs, Instant at) {
        call.settle(runs, at);
        workingSince = at;
    }

    /** Answers the call that waits; returns false if it waits no more. */
    boolean answer(boolean runs, Instant now) {
        if (waitingCall(now).isEmpty()) return false;
        settle(Objects.requireNonNull(script.call()), runs, now);
        return true;
    }

    /** A call that waits is denied first, since its hook would time out. One that has ended cannot be paused. */
    void pause(Instant now) {
        if (paused || !isAlive(now)) return;
        answer(false, now);
        workedBefore = worked(now);
        paused = true;
    }

    void proceed(Instant now) {
        if (!paused) return;
        paused = false;
        workingSince = now;
    }

    void stop(Instant now) {
        if (!isAlive(now)) return;
        workedBefore = worked(now);
        stopped = true;
    }

    public boolean hasSucceeded() {
        return !stopped && script.ending().succeeded();
    }

    /** Why it failed by itself, if another launch could help; empty otherwise. */
    public String failure(Instant now) {
        boolean isFailed = !stopped && isFinished(now) && script.ending().retryable();
        return isFailed && script.ending().resetAt() == null ? script.ending().reason() : "";
    }

    public boolean hasLeftWork() {
        return script.ending().leftWork() != null;
    }

    public boolean isSettled() {
        return settled;
    }

    void settle() {
        settled = true;
    }

    /** When a follower that knows what came before has something to return. */
    public Instant dueAt(FollowRequest from, Instant since, Instant now) {
        Instant latest = since.plus(LOOKED_AT_MOST);
        reach(now);
        GuardedCall call = script.call();
        if (stopped || (call != null && call.hasNews(from.guardSeen()))) return since;
        if (isWaitingForPerson()) return earlier(Objects.requireNonNull(call).until(), latest);
        if (paused) return latest;
        Duration next = script.silentAfter() == null
                ? script.length()
                : script.silentAfter().plusMinutes(SILENT_MINUTES);
        if (call != null && !call.isSettled() && call.after().compareTo(next) < 0) next = call.after();
        for (Said said : script.notices()) {
            if (said.notice().offset() > from.afterOffset() && said.after().compareTo(next) < 0) next = said.after();
        }
        return earlier(workingSince.plus(next.minus(workedBefore)), latest);
    }

    private static Instant earlier(@Nullable Instant at, Instant latest) {
        return at != null && at.isBefore(latest) ? at : latest;
    }

    Followed follow(FollowRequest from, Instant now) {
        long afterOffset = from.afterOffset();
        Duration worked = worked(now);
        GuardNews guard = script.call() == null ? null : script.call().news(from.guardSeen());
        List<Notice> news = new ArrayList<>();
        for (Said said : script.notices()) {
            if (said.notice().offset() > afterOffset && said.after().compareTo(worked) <= 0) news.add(said.notice());
        }
        long offset = news.isEmpty()
                ? Math.max(0, afterOffset)
                : news.get(news.size() - 1).offset();
        if (stopped) {
            String conversation = script.ending().conversation();
            Ending killed = Ending.failure(143, conversation, "it was killed.", true);
            return new Followed(offset, news, 0, 0, killed, null, guard);
        }
        if (isFinished(now)) {
            return new Followed(offset, news, 0, 0, script.ending(), null, guard);
        }
        boolean silent = script.silentAfter() != null
                && worked.compareTo(script.silentAfter().plusMinutes(SILENT_MINUTES)) >= 0;
        return new Followed(offset, news, 0, silent ? SILENT_MINUTES : 0, null, null, guard);
    }
}
