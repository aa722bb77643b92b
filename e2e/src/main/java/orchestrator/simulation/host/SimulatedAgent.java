package orchestrator.simulation.host;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import orchestrator.launch.Ending;
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
     */
    record Script(
            List<Said> notices, Duration length, @Nullable Duration silentAfter, Ending ending) {}

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

    public boolean isWriting() {
        return !request.readOnly();
    }

    private boolean isFinished(Instant now) {
        return script.silentAfter() == null && worked(now).compareTo(script.length()) >= 0;
    }

    private Duration worked(Instant now) {
        return paused ? workedBefore : workedBefore.plus(Duration.between(workingSince, now));
    }

    void pause(Instant now) {
        if (paused) return;
        workedBefore = worked(now);
        paused = true;
    }

    void proceed(Instant now) {
        if (!paused) return;
        paused = false;
        workingSince = now;
    }

    void stop(Instant now) {
        if (isAlive(now)) stopped = true;
    }

    public boolean hasSucceeded() {
        return !stopped && script.ending().succeeded();
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

    /** When a follower that knows the notices before this offset has something to return. */
    public Instant dueAt(long afterOffset, Instant since) {
        Instant latest = since.plus(LOOKED_AT_MOST);
        if (stopped) return since;
        if (paused) return latest;
        Duration next = script.silentAfter() == null
                ? script.length()
                : script.silentAfter().plusMinutes(SILENT_MINUTES);
        for (Said said : script.notices()) {
            if (said.notice().offset() > afterOffset && said.after().compareTo(next) < 0) next = said.after();
        }
        Instant at = workingSince.plus(next.minus(workedBefore));
        return at.isBefore(latest) ? at : latest;
    }

    Followed follow(long afterOffset, Instant now) {
        Duration worked = worked(now);
        List<Notice> news = new ArrayList<>();
        for (Said said : script.notices()) {
            if (said.notice().offset() > afterOffset && said.after().compareTo(worked) <= 0) news.add(said.notice());
        }
        long offset = news.isEmpty()
                ? Math.max(0, afterOffset)
                : news.get(news.size() - 1).offset();
        if (stopped) {
            String conversation = script.ending().conversation();
            return new Followed(offset, news, 0, 0, Ending.failure(143, conversation, "it was killed.", true));
        }
        if (isFinished(now)) {
            return new Followed(offset, news, 0, 0, script.ending());
        }
        boolean silent = script.silentAfter() != null
                && worked.compareTo(script.silentAfter().plusMinutes(SILENT_MINUTES)) >= 0;
        return new Followed(offset, news, 0, silent ? SILENT_MINUTES : 0, null);
    }
}
