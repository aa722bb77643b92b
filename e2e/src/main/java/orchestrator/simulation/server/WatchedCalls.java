package orchestrator.simulation.server;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.temporal.api.workflowservice.v1.PollActivityTaskQueueResponse;
import io.temporal.api.workflowservice.v1.PollWorkflowTaskQueueRequest;
import io.temporal.api.workflowservice.v1.PollWorkflowTaskQueueResponse;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskCompletedResponse;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskFailedRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts the calls between workers and server, and holds back the workers' polls for workflow tasks. What a workflow
 * learns in a task is settled when the task is polled, so a scenario decides when that is.
 */
final class WatchedCalls implements ClientInterceptor {
    private final Map<String, Deque<DelayedCall<?, ?>>> pollsHeld = new HashMap<>();
    private final List<String> failedTasks = new ArrayList<>();
    private boolean open;
    private int calls;
    private int polls;
    private int held;
    private int decisions;
    private int activities;
    private long changes;

    /**
     * What is under way. Equal counts at two moments mean that nothing happened between.
     *
     * @param polls that wait at the server
     * @param held polls for workflow tasks that were not made yet
     */
    record Counts(int calls, int polls, int held, int decisions, int activities, long changes) {}

    synchronized Counts counts() {
        return new Counts(calls, polls, held, decisions, activities, changes);
    }

    /** Why workers could not work off a workflow task; with the real code that is always a fault of ours. */
    synchronized List<String> failedTasks() {
        return List.copyOf(failedTasks);
    }

    synchronized void fail(String why) {
        failedTasks.add(why);
    }

    /** Lets one worker poll this queue, where a task waits. */
    void poll(String queue) {
        DelayedCall<?, ?> poll;
        synchronized (this) {
            poll = pollsHeld.getOrDefault(queue, new ArrayDeque<>()).poll();
            if (poll == null) throw new IllegalStateException("nobody polls " + queue);
            held--;
            polls++;
            changes++;
        }
        poll.release();
    }

    /** Nothing is held back any more. */
    void open() {
        List<DelayedCall<?, ?>> all = new ArrayList<>();
        synchronized (this) {
            open = true;
            pollsHeld.values().forEach(all::addAll);
            pollsHeld.clear();
        }
        all.forEach(DelayedCall::release);
    }

    private synchronized boolean hold(String queue, DelayedCall<?, ?> poll) {
        if (open) return false;
        pollsHeld.computeIfAbsent(queue, name -> new ArrayDeque<>()).add(poll);
        held++;
        changes++;
        return true;
    }

    private synchronized void change(Runnable what) {
        what.run();
        changes++;
    }

    @Override
    public <Q, R> ClientCall<Q, R> interceptCall(MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
        String name = String.valueOf(method.getBareMethodName());
        ClientCall<Q, R> call = next.newCall(method, options);
        if (name.equals("PollWorkflowTaskQueue")) return delayed(new Poll<>(call, false));
        if (name.startsWith("Poll") && name.endsWith("TaskQueue")) return new Poll<>(call, true);
        // They end only after others have done something; the one who asks looks after them.
        if (name.equals("UpdateWorkflowExecution") || name.equals("QueryWorkflow")) return call;
        return new Counted<>(call, name);
    }

    private <Q, R> ClientCall<Q, R> delayed(ClientCall<Q, R> call) {
        List<DelayedCall<Q, R>> self = new ArrayList<>();
        self.add(new DelayedCall<>(call, request -> {
            String queue =
                    ((PollWorkflowTaskQueueRequest) request).getTaskQueue().getName();
            if (!hold(queue, self.get(0))) self.get(0).release();
        }));
        return self.get(0);
    }

    private final class Poll<Q, R> extends SimpleForwardingClientCall<Q, R> {
        private final boolean counts;

        /** @param counts false if the poll was counted when it was released */
        Poll(ClientCall<Q, R> call, boolean counts) {
            super(call);
            this.counts = counts;
        }

        @Override
        public void start(Listener<R> listener, Metadata headers) {
            if (counts) change(() -> polls++);
            super.start(new Polled<>(listener), headers);
        }
    }

    private final class Polled<R> extends SimpleForwardingClientCallListener<R> {
        private boolean answered;

        Polled(ClientCall.Listener<R> listener) {
            super(listener);
        }

        @Override
        public void onMessage(R message) {
            change(() -> take(message));
            super.onMessage(message);
        }

        private void take(R message) {
            boolean workflow = message instanceof PollWorkflowTaskQueueResponse task
                    && !task.getTaskToken().isEmpty();
            boolean activity = message instanceof PollActivityTaskQueueResponse task
                    && !task.getTaskToken().isEmpty();
            if (workflow) decisions++;
            if (activity) activities++;
            polls--;
            answered = true;
        }

        @Override
        public void onClose(Status status, Metadata trailers) {
            if (!answered) change(() -> polls--);
            super.onClose(status, trailers);
        }
    }

    private final class Counted<Q, R> extends SimpleForwardingClientCall<Q, R> {
        private final String name;

        Counted(ClientCall<Q, R> call, String name) {
            super(call);
            this.name = name;
        }

        @Override
        public void start(Listener<R> listener, Metadata headers) {
            change(() -> calls++);
            super.start(new Answered(listener), headers);
        }

        private final class Answered extends SimpleForwardingClientCallListener<R> {
            private boolean another;

            Answered(ClientCall.Listener<R> listener) {
                super(listener);
            }

            @Override
            public void onMessage(R message) {
                another = message instanceof RespondWorkflowTaskCompletedResponse done && done.hasWorkflowTask();
                super.onMessage(message);
            }

            @Override
            public void onClose(Status status, Metadata trailers) {
                super.onClose(status, trailers);
                change(this::end);
            }

            private void end() {
                calls--;
                if (name.startsWith("RespondActivityTask")) activities--;
                boolean decided = name.startsWith("RespondWorkflowTask") || name.startsWith("RespondQuery");
                if (decided && !another) decisions--;
            }
        }

        @Override
        public void sendMessage(Q message) {
            if (message instanceof RespondWorkflowTaskFailedRequest failed) {
                String why = failed.getCause() + ": " + failed.getFailure().getMessage();
                change(() -> failedTasks.add(why));
            }
            super.sendMessage(message);
        }
    }
}
