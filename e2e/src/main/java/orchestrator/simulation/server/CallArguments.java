package orchestrator.simulation.server;

import io.temporal.api.workflowservice.v1.PollActivityTaskQueueResponse;
import io.temporal.common.metadata.POJOActivityImplMetadata;
import io.temporal.payload.context.ActivitySerializationContext;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what a call is about before it is carried out. */
final class CallArguments {
    private final ReadOnce converter;
    private final Map<String, Method> methods = new HashMap<>();

    CallArguments(ReadOnce converter, Object[] activities) {
        this.converter = converter;
        for (Object activity : activities) {
            POJOActivityImplMetadata.newInstance(activity.getClass())
                    .getActivityMethods()
                    .forEach(method -> methods.put(method.getActivityTypeName(), method.getMethod()));
        }
    }

    List<Object> of(PollActivityTaskQueueResponse task, String queue, boolean local) {
        String type = task.getActivityType().getName();
        if (type.isEmpty()) return List.of();
        Method method = methods.get(type);
        // Temporal would try it again for ever.
        if (method == null) throw new IllegalStateException("the simulation has no activity " + type);
        Object[] values = converter
                .withContext(new ActivitySerializationContext(
                        task.getWorkflowNamespace(),
                        task.getWorkflowExecution().getWorkflowId(),
                        task.getWorkflowType().getName(),
                        type,
                        queue,
                        local))
                .fromPayloads(
                        Optional.of(task.getInput()), method.getParameterTypes(), method.getGenericParameterTypes());
        for (int i = 0; i < values.length; i++) converter.keep(task.getInput().getPayloads(i), values[i]);
        return List.of(values);
    }
}
