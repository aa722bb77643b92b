package orchestrator.api.watch;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import orchestrator.api.temporal.Execution;
import orchestrator.autofix.AutoFix;
import orchestrator.autofix.AutoFixState;
import orchestrator.autofix.AutoFixState.Statistics;
import orchestrator.autofix.AutoFixState.Status;
import orchestrator.autofix.request.WatchRequest;
import orchestrator.json.Json;

/** States of projects whose queue does not answer. */
final class DerivedWatches {
    private static final String PREFIX = AutoFix.id("");

    private DerivedWatches() {}

    /** The project's key; empty if the workflow's id is not of our form. */
    static Optional<String> project(String workflow) {
        return workflow.startsWith(PREFIX) ? Optional.of(workflow.substring(PREFIX.length())) : Optional.empty();
    }

    /** The state of a queue that has started, if only the request is known. */
    static AutoFixState unseen(String project, Execution execution, Optional<JsonNode> input) {
        return empty(project, execution.firstRunId(), request(input), execution.startedAt());
    }

    private static AutoFixState empty(String project, String execution, WatchRequest request, Instant since) {
        return new AutoFixState(
                project,
                execution,
                Status.STARTING,
                "it waits for a worker",
                null,
                request,
                "",
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new Statistics(since, 0, 0, 0, 0),
                List.of());
    }

    /** The same state, not watched any more. */
    static AutoFixState stopped(AutoFixState last, String reason) {
        return new AutoFixState(
                last.project(),
                last.execution(),
                Status.STOPPED,
                reason,
                null,
                last.request(),
                last.host(),
                last.pending(),
                last.inProgress(),
                last.completed(),
                last.failed(),
                last.history(),
                last.breakers(),
                last.spent(),
                last.statistics(),
                last.notes());
    }

    /** Anyone may start a workflow of our type, with any input. */
    private static WatchRequest request(Optional<JsonNode> input) {
        try {
            return input.filter(JsonNode::isObject)
                    .map(json -> Json.convert(json, WatchRequest.class))
                    .orElseGet(() -> WatchRequest.of(""));
        } catch (IllegalArgumentException anotherShape) {
            return WatchRequest.of("");
        }
    }
}
