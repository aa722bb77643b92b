package orchestrator.orchestration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.temporal.common.interceptors.WorkflowClientCallsInterceptor;
import io.temporal.common.interceptors.WorkflowClientCallsInterceptorBase;
import io.temporal.common.interceptors.WorkflowClientInterceptorBase;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;
import orchestrator.json.Json;
import orchestrator.signing.Signature;
import orchestrator.signing.SigningKey;

/** Signs every start, signal and update, as the API does for authenticated callers. */
public final class SigningClient extends WorkflowClientInterceptorBase {
    private final SigningKey key;
    private final Supplier<Instant> now;

    SigningClient(SigningKey key, Supplier<Instant> now) {
        this.key = key;
        this.now = now;
    }

    @Override
    public WorkflowClientCallsInterceptor workflowClientCallsInterceptor(WorkflowClientCallsInterceptor next) {
        return new WorkflowClientCallsInterceptorBase(next) {
            @Override
            public WorkflowStartOutput start(WorkflowStartInput input) {
                return super.start(new WorkflowStartInput(
                        input.getWorkflowId(),
                        input.getWorkflowType(),
                        input.getHeader(),
                        started(input.getWorkflowId(), input.getArguments()),
                        input.getOptions()));
            }

            @Override
            public WorkflowSignalOutput signal(WorkflowSignalInput input) {
                String id = input.getWorkflowExecution().getWorkflowId();
                return super.signal(new WorkflowSignalInput(
                        input.getWorkflowExecution(),
                        input.getSignalName(),
                        input.getHeader(),
                        signed(input.getSignalName(), id, input.getArguments())));
            }

            @Override
            public <R> io.temporal.client.WorkflowUpdateHandle<R> startUpdate(StartUpdateInput<R> input) {
                String id = input.getWorkflowExecution().getWorkflowId();
                return super.startUpdate(new StartUpdateInput<>(
                        input.getWorkflowExecution(),
                        input.getWorkflowType(),
                        input.getUpdateName(),
                        input.getHeader(),
                        input.getUpdateId(),
                        signed(input.getUpdateName(), id, input.getArguments()),
                        input.getResultClass(),
                        input.getResultType(),
                        input.getFirstExecutionRunId(),
                        input.getWaitPolicy()));
            }
        };
    }

    /** A request of a wrong shape has no room for a signature. */
    private Object[] started(String session, Object[] arguments) {
        if (arguments.length == 0 || !(Json.MAPPER.valueToTree(arguments[0]) instanceof ObjectNode request))
            return arguments;
        return new Object[] {sign(Signature.START, session, request)};
    }

    private Object[] signed(String control, String session, Object[] arguments) {
        JsonNode argument = Json.MAPPER.valueToTree(arguments.length == 0 ? null : arguments[0]);
        // The one update of a watched project is signed as the control that it names.
        String as = control.equals("control") ? argument.path("control").asText() : control;
        return new Object[] {sign(as, session, fields(control, argument))};
    }

    public ObjectNode sign(String as, String session, ObjectNode fields) {
        return Signature.sign(
                fields,
                key,
                as,
                session,
                now.get(),
                UUID.randomUUID().toString().replace("-", ""));
    }

    /** A text alone has no room for a signature. */
    private static ObjectNode fields(String control, JsonNode argument) {
        if (argument instanceof ObjectNode object) return object;
        ObjectNode fields = Json.MAPPER.createObjectNode();
        if (argument.isTextual()) fields.set(control.equals("abort") ? "agent" : "text", argument);
        return fields;
    }
}
