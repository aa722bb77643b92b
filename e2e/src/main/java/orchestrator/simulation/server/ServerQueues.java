package orchestrator.simulation.server;

import io.temporal.api.workflowservice.v1.PollWorkflowTaskQueueResponse;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.locks.Lock;

/** The test server's task queues. */
final class ServerQueues {
    private final Lock lock;
    private final Map<?, ?> ofWorkflows;
    private final Map<?, ?> ofActivities;
    private final Field backlog;
    private final Field value;
    private final Field name;

    ServerQueues(Object store) {
        lock = (Lock) Inside.read(store, "lock");
        ofWorkflows = (Map<?, ?>) Inside.read(store, "workflowTaskQueues");
        ofActivities = (Map<?, ?>) Inside.read(store, "activityTaskQueues");
        try {
            Class<?> queue = ServerClasses.find("TaskQueue");
            backlog = Inside.fieldOf(queue, "backlog");
            value = Inside.fieldOf(ServerClasses.find("TaskQueue$TaskQueueElement"), "value");
            name = Inside.fieldOf(ServerClasses.find("TestWorkflowStore$TaskQueueId"), "taskQueueName");
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the test server's queues cannot be read", e);
        }
    }

    /** True if an activity waits in this queue. */
    boolean hasActivity(String queue) {
        lock.lock();
        try {
            for (Map.Entry<?, ?> entry : ofActivities.entrySet()) {
                if (!nameOf(entry.getKey()).equals(queue)) continue;
                synchronized (entry.getValue()) {
                    return !((Collection<?>) backlog.get(entry.getValue())).isEmpty();
                }
            }
            return false;
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        } finally {
            lock.unlock();
        }
    }

    /** The first waiting task of each queue for workflow tasks. */
    List<ReadyTask> ready() {
        List<ReadyTask> ready = new ArrayList<>();
        lock.lock();
        try {
            for (Map.Entry<?, ?> entry : ofWorkflows.entrySet()) {
                Object queue = entry.getValue();
                synchronized (queue) {
                    Object first = ((Queue<?>) backlog.get(queue)).peek();
                    if (first == null) continue;
                    var task = (PollWorkflowTaskQueueResponse.Builder) value.get(first);
                    String workflow = task.getWorkflowExecution().getWorkflowId();
                    ready.add(new ReadyTask(workflow, nameOf(entry.getKey()), task.hasQuery()));
                }
            }
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        } finally {
            lock.unlock();
        }
        ready.sort(Comparator.comparing(ReadyTask::workflow));
        return ready;
    }

    private String nameOf(Object queueId) throws IllegalAccessException {
        return String.valueOf(name.get(queueId));
    }
}
