package orchestrator.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import orchestrator.run.RunActivities.Notice;
import orchestrator.run.Usage;
import orchestrator.session.AbortRequest;
import orchestrator.session.AnswerRequest;
import orchestrator.session.Control;
import orchestrator.session.ControlRequest;
import orchestrator.session.Hold;
import orchestrator.session.Orchestration;
import orchestrator.session.Phase;
import orchestrator.session.SessionState;
import orchestrator.session.Teamwork;
import org.jspecify.annotations.Nullable;

/**
 * A session that works until it is stopped, with the one agent {@code scripted}, and keeps nothing in the archive. The
 * prompt {@code fail} makes it fail, {@code finish} makes it end at once, {@code stubborn} makes it refuse to stop, and
 * {@code lingers} lets it show its end a second before it closes.
 */
public final class StandInOrchestration implements Orchestration {
    private JsonNode request = MissingNode.getInstance();
    private Phase phase = Phase.WORKING;
    private Hold hold = Hold.NONE;
    private List<Control> controls = List.of();

    @Override
    public SessionState run(@Nullable JsonNode given) {
        if (given != null) request = given;
        if (prompt().equals("fail"))
            throw ApplicationFailure.newNonRetryableFailure("the target is on fire", "Refused");
        if (!prompt().equals("finish")) Workflow.await(() -> phase == Phase.STOPPED);
        if (phase != Phase.STOPPED) phase = Phase.DONE;
        if (prompt().equals("lingers")) Workflow.sleep(Duration.ofSeconds(1));
        return state();
    }

    @Override
    public void stopSignal(@Nullable JsonNode control) {
        phase = Phase.STOPPED;
    }

    @Override
    public SessionState stop(ControlRequest control) {
        phase = Phase.STOPPED;
        record("stop", control);
        return state();
    }

    @Override
    public void validateStop(ControlRequest control) {
        if (prompt().equals("stubborn")) throw new IllegalStateException("it does not want to");
    }

    @Override
    public void pauseSignal(@Nullable JsonNode control) {
        hold = new Hold(Hold.Kind.PAUSED, "paused by a signal", now(), null);
    }

    @Override
    public SessionState pause(ControlRequest control) {
        hold = new Hold(Hold.Kind.PAUSED, "paused by " + control.by(), now(), null);
        record("pause", control);
        return state();
    }

    @Override
    public void validatePause(ControlRequest control) {
        if (hold.kind() == Hold.Kind.PAUSED) throw new IllegalStateException("it is paused already");
    }

    @Override
    public void resumeSignal(@Nullable JsonNode control) {
        hold = Hold.NONE;
    }

    @Override
    public SessionState resume(ControlRequest control) {
        hold = Hold.NONE;
        record("resume", control);
        return state();
    }

    @Override
    public void validateResume(ControlRequest control) {
        if (hold.kind() == Hold.Kind.NONE) throw new IllegalStateException("nothing stands still");
    }

    @Override
    public void abortSignal(@Nullable JsonNode control) {
        record("abort", new ControlRequest("", "signal", control == null ? "" : control.toString()));
    }

    @Override
    public SessionState abort(AbortRequest abort) {
        record("abort " + abort.agent(), new ControlRequest(abort.by(), abort.via(), abort.reason()));
        return state();
    }

    @Override
    public void answerSignal(@Nullable JsonNode answer) {}

    @Override
    public SessionState answer(AnswerRequest answer) {
        return state();
    }

    @Override
    public void validateAnswer(AnswerRequest answer) {}

    @Override
    public void reviewSignal(@Nullable JsonNode control) {}

    @Override
    public SessionState review(ControlRequest control) {
        return state();
    }

    @Override
    public void validateReview(ControlRequest control) {}

    @Override
    public void runTold(String run, Notice notice) {}

    @Override
    public void runWaits(String run, @Nullable Instant until) {}

    @Override
    public void validateAbort(AbortRequest abort) {
        if (abort.agent().equals("scripted") || abort.agent().equals("scripted-1")) return;
        throw new IllegalStateException("there is no agent `" + abort.agent() + "`; at work is scripted (scripted-1)");
    }

    @Override
    public void runNeedsYou(String run, String reason) {
        hold = new Hold(Hold.Kind.NEEDS_YOU, reason, now(), null);
    }

    private void record(String action, ControlRequest control) {
        List<Control> all = new ArrayList<>(controls);
        all.add(new Control(action, control.by(), control.via(), control.reason(), now()));
        controls = List.copyOf(all);
    }

    @Override
    public SessionState state() {
        WorkflowInfo info = Workflow.getInfo();
        String id = info.getWorkflowId();
        Instant started = Instant.ofEpochMilli(info.getRunStartedTimestampMillis());
        return new SessionState(
                id,
                key(id, info.getFirstExecutionRunId()),
                info.getFirstExecutionRunId(),
                prompt(),
                "",
                resumedFrom(),
                request.path("target").asText(""),
                request.path("target").asText(""),
                phase,
                hold,
                "",
                "pretending to work",
                "5: scripted alone",
                List.of(),
                controls,
                Usage.NONE,
                10,
                started,
                phase.isFinal() ? started : null,
                Teamwork.NONE);
    }

    @Override
    public String summary() {
        return phase.wire();
    }

    /** Another execution of an id gets a key of its own. */
    private String key(String id, String execution) {
        String first = id.matches("[A-Za-z0-9_-]+") ? id : "k-" + Integer.toHexString(id.hashCode());
        return resumedFrom().isEmpty() ? first : first + "-" + execution.substring(0, 8);
    }

    private String resumedFrom() {
        return request.path("resumeFrom").asText("");
    }

    private String prompt() {
        return request.path("prompt").asText("");
    }

    private static Instant now() {
        return Instant.ofEpochMilli(Workflow.currentTimeMillis());
    }
}
