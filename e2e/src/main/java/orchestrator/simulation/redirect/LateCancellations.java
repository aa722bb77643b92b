package orchestrator.simulation.redirect;

import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes the end of a call that a workflow cancels before it has begun where Temporal's server writes it: after the
 * events of all commands of the same task. The test server writes it among them, and the SDK then does not find the
 * version markers behind it.
 */
public final class LateCancellations {
    private static final Map<Object, List<HistoryEvent>> LATE = Collections.synchronizedMap(new WeakHashMap<>());
    private static final Map<String, Method> METHODS = new ConcurrentHashMap<>();

    private LateCancellations() {}

    /** The server calls this instead of {@code RequestContext.addEvent}. */
    public static long add(Object context, HistoryEvent event) {
        if (event.getEventType() == EventType.EVENT_TYPE_ACTIVITY_TASK_CANCELED && carriesOutCommands(context)) {
            LATE.computeIfAbsent(context, first -> new ArrayList<>()).add(event);
            return -1;
        }
        if (event.getEventType() == EventType.EVENT_TYPE_WORKFLOW_TASK_SCHEDULED) {
            List<HistoryEvent> late = LATE.remove(context);
            if (late != null) late.forEach(one -> write(context, one));
        }
        return write(context, event);
    }

    private static boolean carriesOutCommands(Object context) {
        List<?> events = (List<?>) call(context, "getEvents");
        return events.stream()
                .map(HistoryEvent.class::cast)
                .anyMatch(event -> event.getEventType() == EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED);
    }

    private static long write(Object context, HistoryEvent event) {
        return (long) call(context, "addEvent", event);
    }

    private static Object call(Object context, String name, HistoryEvent... event) {
        try {
            Method method = METHODS.get(name);
            if (method == null) {
                Class<?>[] types =
                        Arrays.stream(event).map(one -> HistoryEvent.class).toArray(Class<?>[]::new);
                method = context.getClass().getDeclaredMethod(name, types);
                method.setAccessible(true);
                METHODS.put(name, method);
            }
            return method.invoke(context, (Object[]) event);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this version of Temporal has no `" + name + "` in " + context, e);
        }
    }
}
