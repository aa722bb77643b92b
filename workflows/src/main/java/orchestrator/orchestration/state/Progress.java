package orchestrator.orchestration.state;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import orchestrator.plan.Kind;
import orchestrator.rollover.Saved;
import orchestrator.session.AssignmentState;
import orchestrator.session.AssignmentState.Status;
import orchestrator.session.Hold;
import orchestrator.session.OpenItem;
import orchestrator.session.Phase;
import orchestrator.work.Assignments;
import org.jspecify.annotations.Nullable;

/** The phase of a session, its current step, and the reason of a wait. */
@Saved
public final class Progress {
    private static final int PERCENT_BEFORE_THE_END_MAX = 99;

    private final Assignments assignments;
    private final OpenItems items;
    private final Map<String, UsageWait> usageWaits = new LinkedHashMap<>();

    private Phase phase = Phase.PREPARING;
    private boolean verifying;
    private Hold hold = Hold.NONE;
    private Hold pause = Hold.NONE;
    private String step = "looking at the target and the agents";
    private String reason = "";
    private @Nullable Instant endedAt;

    /** A run's wait for the end of a usage limit. */
    private record UsageWait(Instant since, Instant until) {}

    Progress(Assignments assignments, OpenItems items) {
        this.assignments = assignments;
        this.items = items;
    }

    public void enter(Phase next, String firstStep) {
        phase = next;
        step = firstStep;
        hold = Hold.NONE;
    }

    public void finish(Phase end, String why, Instant now) {
        phase = end;
        reason = why;
        hold = Hold.NONE;
        pause = Hold.NONE;
        items.settleAll(now);
        usageWaits.clear();
        step = "";
        endedAt = now;
    }

    public void setStep(String current) {
        step = current;
    }

    /** Shows the run that started last as the current step. */
    public void showRunning() {
        List<AssignmentState> running = running();
        if (running.isEmpty()) {
            step = "";
            return;
        }
        AssignmentState newest = running.get(running.size() - 1);
        String others = running.size() == 1 ? "" : "; " + (running.size() - 1) + " more at work";
        step = newest.run() + " (" + newest.role().wire() + "): " + newest.title() + others;
    }

    public void setVerifying(boolean isVerifying) {
        verifying = isVerifying;
    }

    public void hold(Hold.Kind kind, String why, Instant now) {
        hold = new Hold(kind, why, now, null);
    }

    public void endHold() {
        hold = Hold.NONE;
    }

    public void pause(String why, Instant now) {
        pause = new Hold(Hold.Kind.PAUSED, why, now, null);
    }

    public void resume() {
        pause = Hold.NONE;
    }

    public boolean isPaused() {
        return !pause.equals(Hold.NONE);
    }

    /** @param until null if the run waits no longer */
    public void setUsageWait(String run, @Nullable Instant until, Instant now) {
        UsageWait before = usageWaits.remove(run);
        if (until != null) usageWaits.put(run, new UsageWait(before == null ? now : before.since(), until));
    }

    public Set<String> runsWaitingForUsage() {
        return Collections.unmodifiableSet(usageWaits.keySet());
    }

    /** A running fix outranks other work. */
    public Phase phase() {
        if (phase != Phase.WORKING) return phase;
        if (verifying) return Phase.VERIFYING;
        Set<Kind> kinds = running().stream().map(AssignmentState::kind).collect(Collectors.toSet());
        if (kinds.contains(Kind.PLAN)) return Phase.PLANNING;
        if (kinds.contains(Kind.FIX) || kinds.contains(Kind.MERGE)) return Phase.FIXING;
        return kinds.equals(Set.of(Kind.REVIEW)) ? Phase.REVIEWING : Phase.WORKING;
    }

    /** A pause comes first, because the user asked for it; open items come second. */
    public Hold hold() {
        if (isPaused()) return pauseWithUsageWaits();
        if (!items.open().isEmpty()) {
            OpenItem first = items.open().get(0);
            return new Hold(Hold.Kind.NEEDS_YOU, first.question(), first.since(), null);
        }
        return hold.equals(Hold.NONE) ? usageHold() : hold;
    }

    /** A pause does not end a wait for a usage limit. */
    private Hold pauseWithUsageWaits() {
        Hold waits = usageHold();
        if (waits.equals(Hold.NONE)) return pause;
        return new Hold(pause.kind(), pause.reason() + "; " + waits.reason(), pause.since(), waits.until());
    }

    /** The session waits for a usage limit while every run does. */
    private Hold usageHold() {
        List<AssignmentState> running = running();
        if (running.isEmpty() || !running.stream().allMatch(s -> usageWaits.containsKey(s.run()))) return Hold.NONE;
        Instant until = usageWaits.values().stream()
                .map(UsageWait::until)
                .min(Instant::compareTo)
                .orElseThrow();
        Instant since = running.stream()
                .map(s -> usageWaits.get(s.run()).since())
                .max(Instant::compareTo)
                .orElseThrow();
        String runs = String.join(" and ", usageWaits.keySet());
        String why = runs + (usageWaits.size() == 1 ? " waits" : " wait") + " for the end of a usage limit";
        return new Hold(Hold.Kind.WAITING, why, since, until);
    }

    private List<AssignmentState> running() {
        return assignments.all().stream()
                .filter(s -> s.status() == Status.RUNNING)
                .toList();
    }

    /** Below 100 until the end, since reviews and verification have no weight. */
    int percent() {
        int percent = assignments.progressPercent();
        return phase == Phase.DONE ? percent : Math.min(PERCENT_BEFORE_THE_END_MAX, percent);
    }

    String step() {
        return step;
    }

    String reason() {
        return reason;
    }

    @Nullable
    Instant endedAt() {
        return endedAt;
    }
}
