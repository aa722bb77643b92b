package orchestrator.simulation.server;

import io.temporal.api.workflowservice.v1.PollActivityTaskQueueResponse;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.metadata.POJOActivityImplMetadata;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what a call is about before it is carried out. */
final class CallArguments {
    private final DataConverter converter;
    private final Map<String, Method> methods = new HashMap<>();

    CallArguments(DataConverter converter, Object[] activities) {
        this.converter = converter;
        for (Object activity : activities) {
            POJOActivityImplMetadata.newInstance(activity.getClass())
                    .getActivityMethods()
                    .forEach(method -> methods.put(method.getActivityTypeName(), method.getMethod()));
        }
    }

    List<Object> of(PollActivityTaskQueueResponse task) {
        String type = task.getActivityType().getName();
        if (type.isEmpty()) return List.of();
        Method method = methods.get(type);
        // Temporal would try it again for ever.
        if (method == null) throw new IllegalStateException("the simulation has no activity " + type);
        return List.of(converter.fromPayloads(
                Optional.of(task.getInput()), method.getParameterTypes(), method.getGenericParameterTypes()));
    }
}
