package orchestrator.orchestration;

import io.temporal.failure.ApplicationFailure;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;

/** Failures of the next calls of an activity, in this order. */
public final class ScriptedFailures {
    private final Map<String, Deque<ApplicationFailure>> next = new ConcurrentHashMap<>();

    public void fail(String activity, ApplicationFailure... failures) {
        Deque<ApplicationFailure> queue = next.computeIfAbsent(activity, first -> new ConcurrentLinkedDeque<>());
        queue.addAll(java.util.List.of(failures));
    }

    public void on(String activity) {
        Deque<ApplicationFailure> queue = next.get(activity);
        ApplicationFailure failure = queue == null ? null : queue.poll();
        if (failure != null) throw failure;
    }
}
