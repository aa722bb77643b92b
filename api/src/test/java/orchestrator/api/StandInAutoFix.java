package orchestrator.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import orchestrator.autofix.AutoFix;
import orchestrator.autofix.AutoFixControls;
import orchestrator.autofix.AutoFixState;
import orchestrator.autofix.AutoFixState.HistoryLine;
import orchestrator.autofix.AutoFixState.Statistics;
import orchestrator.autofix.AutoFixState.Status;
import orchestrator.autofix.QueuedTask;
import orchestrator.autofix.request.WatchRequest;
import orchestrator.json.Json;
import orchestrator.session.ControlRequest;
import orchestrator.signing.Incoming;
import org.jspecify.annotations.Nullable;

/**
 * A queue with the one failed task {@link WatchedTask#ID}. The test command {@code refused} makes it fail, {@code once}
 * makes it end at once. Its history holds the controls, with their sender, and who signed them as what.
 */
public final class StandInAutoFix implements AutoFix, AutoFixControls {
    private WatchRequest request = WatchRequest.of("");
    private Status status = Status.WATCHING;
    private final List<HistoryLine> history = new ArrayList<>();
    private boolean closed;

    @Override
    public AutoFixState run(@Nullable Incoming given, @Nullable Carried carried) {
        Incoming incoming = Incoming.orNothing(given);
        request = Json.convert(incoming.json(), WatchRequest.class);
        record("start", "", incoming);
        if ("refused".equals(request.test().command()))
            throw ApplicationFailure.newNonRetryableFailure("the directory is not trusted", "Refused");
        if (request.once()) status = Status.STOPPED;
        else Workflow.await(() -> closed);
        return state();
    }

    @Override
    public AutoFixState control(@Nullable Incoming given) {
        Incoming sent = Incoming.orNothing(given);
        String name = sent.json().path("control").asText();
        record(name, sent.json().path("task").asText(""), sent);
        switch (name) {
            case "start" -> {
                request = Json.convert(sent.json().path("request"), WatchRequest.class);
                status = Status.WATCHING;
            }
            case "stop" -> status = Status.STOPPED;
            case "pause" -> status = Status.PAUSED;
            case "resume" -> status = Status.WATCHING;
            default -> {}
        }
        return state();
    }

    @Override
    public void validateControl(@Nullable Incoming sent) {
        JsonNode json = Incoming.orNothing(sent).json();
        if (json.path("control").asText().equals("pause") && status == Status.PAUSED)
            throw new IllegalStateException("it is paused already");
        String task = json.path("task").asText("");
        if (!task.isEmpty() && !task.equals(WatchedTask.ID))
            throw new IllegalStateException("there is no task `" + task + "`");
    }

    private void record(String control, String task, Incoming sent) {
        ControlRequest by = ControlRequest.of(sent, "update");
        String signed = sent.signature() == null ? "nobody" : sent.signature().as();
        history.add(0, new HistoryLine(now(), control, task, "", by.byline() + " signed as " + signed));
    }

    private static Instant now() {
        return Instant.ofEpochMilli(Workflow.currentTimeMillis());
    }

    @Override
    public AutoFixState state() {
        String project =
                Workflow.getInfo().getWorkflowId().substring(AutoFix.id("").length());
        List<QueuedTask> failed = List.of(WatchedTask.failed(project));
        return new AutoFixState(
                project,
                Workflow.getInfo().getFirstExecutionRunId(),
                status,
                "",
                null,
                request,
                "here",
                List.of(),
                List.of(),
                List.of(),
                failed,
                history,
                List.of(),
                List.of(),
                new Statistics(Instant.EPOCH, 4, 3, 0, 1),
                List.of());
    }

    @Override
    public void start(@Nullable Incoming sent) {
        record("signal", "", Incoming.orNothing(sent));
    }

    @Override
    public void stop(@Nullable Incoming control) {
        closed = true;
    }

    @Override
    public void pause(@Nullable Incoming control) {
        status = Status.PAUSED;
    }

    @Override
    public void resume(@Nullable Incoming control) {
        status = Status.WATCHING;
    }

    @Override
    public void drain(@Nullable Incoming control) {}

    @Override
    public void retry(@Nullable Incoming control) {}

    @Override
    public void drop(@Nullable Incoming control) {}

    @Override
    public void apply(@Nullable Incoming control) {}

    @Override
    public void undo(@Nullable Incoming control) {}
}
