package orchestrator.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInfo;
import java.time.Instant;
import java.util.List;
import orchestrator.run.Usage;
import orchestrator.session.AbortRequest;
import orchestrator.session.Control;
import orchestrator.session.ControlRequest;
import orchestrator.session.Hold;
import orchestrator.session.Orchestration;
import orchestrator.session.Phase;
import orchestrator.session.SessionState;
import org.jspecify.annotations.Nullable;

/**
 * A session that works until it is stopped, and keeps nothing in the archive. The prompt {@code fail} makes it fail,
 * {@code finish} makes it end at once, and {@code stubborn} makes it refuse to stop.
 */
public final class StandInOrchestration implements Orchestration {
    private JsonNode request = MissingNode.getInstance();
    private Phase phase = Phase.WORKING;
    private List<Control> controls = List.of();

    @Override
    public SessionState run(@Nullable JsonNode given) {
        if (given != null) request = given;
        if (prompt().equals("fail"))
            throw ApplicationFailure.newNonRetryableFailure("the target is on fire", "Refused");
        if (!prompt().equals("finish")) Workflow.await(() -> phase == Phase.STOPPED);
        if (phase != Phase.STOPPED) phase = Phase.DONE;
        return state();
    }

    @Override
    public void stopSignal(@Nullable JsonNode control) {
        phase = Phase.STOPPED;
    }

    @Override
    public SessionState stop(ControlRequest control) {
        phase = Phase.STOPPED;
        controls = List.of(new Control("stop", control.by(), control.via(), control.reason(), now()));
        return state();
    }

    @Override
    public void validateStop(ControlRequest control) {
        if (prompt().equals("stubborn")) throw new IllegalStateException("it does not want to");
    }

    @Override
    public void pauseSignal(@Nullable JsonNode control) {}

    @Override
    public SessionState pause(ControlRequest control) {
        return state();
    }

    @Override
    public void validatePause(ControlRequest control) {}

    @Override
    public void resumeSignal(@Nullable JsonNode control) {}

    @Override
    public SessionState resume(ControlRequest control) {
        return state();
    }

    @Override
    public void validateResume(ControlRequest control) {}

    @Override
    public void abortSignal(@Nullable JsonNode control) {}

    @Override
    public SessionState abort(AbortRequest control) {
        return state();
    }

    @Override
    public void validateAbort(AbortRequest control) {}

    @Override
    public SessionState state() {
        WorkflowInfo info = Workflow.getInfo();
        String id = info.getWorkflowId();
        Instant started = Instant.ofEpochMilli(info.getRunStartedTimestampMillis());
        return new SessionState(
                id,
                id.matches("[A-Za-z0-9_-]+") ? id : "k-" + Integer.toHexString(id.hashCode()),
                info.getFirstExecutionRunId(),
                prompt(),
                "",
                "",
                request.path("target").asText(""),
                request.path("target").asText(""),
                phase,
                Hold.NONE,
                "",
                "pretending to work",
                "5: scripted alone",
                List.of(),
                controls,
                Usage.NONE,
                10,
                started,
                phase.isFinal() ? started : null);
    }

    @Override
    public String summary() {
        return phase.wire();
    }

    private String prompt() {
        return request.path("prompt").asText("");
    }

    private static Instant now() {
        return Instant.ofEpochMilli(Workflow.currentTimeMillis());
    }
}
