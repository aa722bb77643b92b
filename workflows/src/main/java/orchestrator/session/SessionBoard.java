package orchestrator.session;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import orchestrator.run.RunResult;
import orchestrator.session.AssignmentState.Status;
import org.jspecify.annotations.Nullable;

/** All state of one session, in one place. Knows no Temporal; time comes in as a parameter. */
final class SessionBoard {
    private static final int PROMPT_SHOWN_MAX = 2_000;

    private final String session;
    private final String execution;
    private final Instant startedAt;
    private final Assignments assignments = new Assignments();
    private final List<Control> controls = new ArrayList<>();
    private String key = "";
    private String prompt = "";
    private String request = "";
    private String resumedFrom = "";
    private String target = "";
    private String workspace = "";
    private String crew = "";
    private Phase phase = Phase.PREPARING;
    private Hold hold = Hold.NONE;
    private Hold pause = Hold.NONE;
    private final Map<String, Hold> needs = new LinkedHashMap<>();
    private String reason = "";
    private String currentStep = "looking at the target and the agents";
    private @Nullable Instant endedAt;

    SessionBoard(String session, String execution, Instant startedAt) {
        this.session = session;
        this.execution = execution;
        this.startedAt = startedAt;
    }

    void asked(SessionRequest asked) {
        prompt = asked.prompt().length() > PROMPT_SHOWN_MAX
                ? asked.prompt().substring(0, PROMPT_SHOWN_MAX)
                : asked.prompt();
        target = asked.target();
        workspace = asked.workspace() == null ? asked.target() : asked.workspace();
        resumedFrom = asked.resumeFrom() == null ? "" : asked.resumeFrom();
    }

    void prepared(SessionActivities.Prepared prepared) {
        asked(prepared.request());
        key = prepared.key();
        request = prepared.requestArtifact();
        target = prepared.target();
        workspace = prepared.workspace();
        crew = prepared.crewReason();
    }

    Assignments assignments() {
        return assignments;
    }

    void enter(Phase next, String step) {
        phase = next;
        currentStep = step;
        hold = Hold.NONE;
    }

    void hold(Hold.Kind kind, String why, Instant now) {
        hold = new Hold(kind, why, now, null);
    }

    void goOn() {
        hold = Hold.NONE;
    }

    /** This run waits for a person. */
    void need(String run, String why, Instant now) {
        needs.put(run, new Hold(Hold.Kind.NEEDS_YOU, why, now, null));
    }

    void needMet(String run) {
        needs.remove(run);
    }

    Set<String> needy() {
        return Set.copyOf(needs.keySet());
    }

    void pause(String why, Instant now) {
        pause = new Hold(Hold.Kind.PAUSED, why, now, null);
    }

    void unpause() {
        pause = Hold.NONE;
    }

    boolean isPaused() {
        return pause != Hold.NONE;
    }

    void step(String step) {
        currentStep = step;
    }

    void controlled(Control control) {
        controls.add(control);
    }

    void started(String id, Instant now) {
        assignments.started(id, now);
        currentStep = describeRunning();
    }

    void ended(String id, RunResult result, Instant now) {
        assignments.ended(id, result, now);
        currentStep = describeRunning();
    }

    void finish(Phase end, String why, Instant now) {
        phase = end;
        reason = why;
        hold = Hold.NONE;
        pause = Hold.NONE;
        needs.clear();
        currentStep = "";
        endedAt = now;
    }

    Phase phase() {
        return phase;
    }

    /** Why the session stands still. A pause is what a person has just asked for, so it is said first. */
    Hold hold() {
        if (isPaused()) return pause;
        return needs.values().stream().findFirst().orElse(hold);
    }

    String key() {
        return key;
    }

    String target() {
        return target;
    }

    List<Control> controls() {
        return List.copyOf(controls);
    }

    SessionState snapshot() {
        return new SessionState(
                session,
                key,
                execution,
                prompt,
                request,
                resumedFrom,
                target,
                workspace,
                phase,
                hold(),
                reason,
                currentStep,
                crew,
                assignments.all(),
                controls,
                assignments.usage(),
                assignments.progressPercent(),
                startedAt,
                endedAt,
                Teamwork.NONE);
    }

    private String describeRunning() {
        return assignments.all().stream()
                .filter(s -> s.status() == Status.RUNNING)
                .map(s -> s.run() + " (" + s.role().wire() + "): " + s.title())
                .collect(Collectors.joining("; "));
    }
}
