package orchestrator.api.temporal;

import com.fasterxml.jackson.databind.JsonNode;
import io.temporal.api.common.v1.Payloads;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.HistoryEventFilterType;
import io.temporal.api.failure.v1.Failure;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.history.v1.WorkflowExecutionTerminatedEventAttributes;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryRequest;
import io.temporal.common.converter.DataConverterException;
import java.util.Optional;
import orchestrator.fault.FaultText;

/** Reads the first and the last event of a history, input and end of an execution. Needs no worker. */
final class HistoryReader {
    private final TemporalConnection connection;

    HistoryReader(TemporalConnection connection) {
        this.connection = connection;
    }

    /** The input of the first execution, if this one continues another. */
    Optional<JsonNode> input(Execution execution) {
        return first(request(execution.id(), execution.firstRunId())
                        .setMaximumPageSize(1)
                        .build())
                .filter(HistoryEvent::hasWorkflowExecutionStartedEventAttributes)
                .flatMap(event ->
                        read(event.getWorkflowExecutionStartedEventAttributes().getInput(), JsonNode.class));
    }

    /** @param result of the workflow */
    <S> Optional<ExecutionEnd<S>> ending(Execution execution, Class<S> result) {
        return first(request(execution.id(), execution.runId())
                        .setHistoryEventFilterType(HistoryEventFilterType.HISTORY_EVENT_FILTER_TYPE_CLOSE_EVENT)
                        .build())
                .map(event -> ending(event, result));
    }

    private static <S> ExecutionEnd<S> ending(HistoryEvent event, Class<S> result) {
        return switch (event.getEventType()) {
            case EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED ->
                new ExecutionEnd<>(
                        read(
                                event.getWorkflowExecutionCompletedEventAttributes()
                                        .getResult(),
                                result),
                        "",
                        false,
                        Executions.instant(event.getEventTime()));
            case EVENT_TYPE_WORKFLOW_EXECUTION_FAILED ->
                because(
                        event,
                        rootMessage(event.getWorkflowExecutionFailedEventAttributes()
                                .getFailure()));
            case EVENT_TYPE_WORKFLOW_EXECUTION_TERMINATED ->
                because(event, terminated(event.getWorkflowExecutionTerminatedEventAttributes()));
            case EVENT_TYPE_WORKFLOW_EXECUTION_TIMED_OUT ->
                because(event, "timed out: its Temporal timeout has passed");
            case EVENT_TYPE_WORKFLOW_EXECUTION_CANCELED ->
                new ExecutionEnd<>(Optional.empty(), "cancelled", true, Executions.instant(event.getEventTime()));
            default -> because(event, "closed from outside (" + event.getEventType() + ")");
        };
    }

    private static <S> ExecutionEnd<S> because(HistoryEvent event, String reason) {
        return new ExecutionEnd<>(Optional.empty(), reason, false, Executions.instant(event.getEventTime()));
    }

    private static String terminated(WorkflowExecutionTerminatedEventAttributes attributes) {
        String by = attributes.getIdentity().isEmpty() ? "" : " by " + attributes.getIdentity();
        String why = attributes.getReason().isEmpty() ? "" : ": " + attributes.getReason();
        return "terminated from outside" + by + why;
    }

    private static String rootMessage(Failure failure) {
        Failure root = failure;
        while (root.hasCause()) root = root.getCause();
        return FaultText.withoutClassNames(root.getMessage());
    }

    private Optional<HistoryEvent> first(GetWorkflowExecutionHistoryRequest request) {
        return connection
                .stubs()
                .blockingStub()
                .getWorkflowExecutionHistory(request)
                .getHistory()
                .getEventsList()
                .stream()
                .findFirst();
    }

    private GetWorkflowExecutionHistoryRequest.Builder request(String workflowId, String runId) {
        return GetWorkflowExecutionHistoryRequest.newBuilder()
                .setNamespace(connection.namespace())
                .setExecution(
                        WorkflowExecution.newBuilder().setWorkflowId(workflowId).setRunId(runId));
    }

    /** Anyone may start a workflow of our type with an input that is not JSON. */
    private static <T> Optional<T> read(Payloads payloads, Class<T> type) {
        try {
            return Optional.ofNullable(TemporalConnection.PLAIN.fromPayloads(0, Optional.of(payloads), type, type));
        } catch (DataConverterException e) {
            return Optional.empty();
        }
    }
}
