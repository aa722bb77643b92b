package orchestrator.autofix.task;

import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import orchestrator.autofix.EscalationActivities;
import orchestrator.autofix.EscalationActivities.Channel;
import orchestrator.autofix.EscalationActivities.Delivery;
import orchestrator.autofix.FixRequest;
import orchestrator.autofix.request.Receivers;
import orchestrator.event.EventType;
import orchestrator.failure.CallFailure;
import orchestrator.host.HostCalls;
import orchestrator.journal.Journal;
import orchestrator.work.Now;

/** Delivers escalations and notices to each configured receiver, again and again while one is down. */
final class FixEscalation {
    private static final Duration FIRST_WAIT = Duration.ofSeconds(10);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    private static final Duration TRIED_FOR = Duration.ofDays(7);
    private static final Duration TRY_MAX = Duration.ofMinutes(2);
    private static final int TRIES_OF_LOST_WORKERS = 5;

    private final FixRequest request;
    private final Journal journal;
    private final FixCalls calls;
    private final FixTaskState state;

    FixEscalation(FixRequest request, Journal journal, FixCalls calls, FixTaskState state) {
        this.request = request;
        this.journal = journal;
        this.calls = calls;
        this.state = state;
    }

    boolean hasReceivers() {
        return !channels(true).isEmpty();
    }

    /** Tells a person that a decision waits, until that scope is cancelled. No issue is opened for it. */
    CancellationScope notifyPerson(String question) {
        CancellationScope scope = Workflow.newCancellationScope(() -> {
            if (channels(false).isEmpty()) return;
            Async.procedure(() -> {
                String title = "Your decision: the repair of " + subject() + " weakens tests";
                String body = calls.keepLedger(LedgerMarkdown.of(state.snapshot(), title, question));
                awaitAll(begin(channels(false), "decision", title, body, question));
            });
        });
        scope.run();
        return scope;
    }

    /** Returns when each receiver has it, has refused it, or has been down for a week. */
    void deliver(String reason, String ledger) {
        String title = title();
        String summary = reason + " Attempts: " + state.attempts().size() + ".";
        awaitAll(begin(channels(true), "escalation", title, ledger, summary));
    }

    private List<Promise<Void>> begin(List<Channel> to, String what, String title, String body, String summary) {
        List<Promise<Void>> all = new ArrayList<>();
        for (Channel channel : to) {
            Delivery delivery = new Delivery(
                    request.project(),
                    channel,
                    key(channel, what),
                    channel == Channel.GITHUB
                            ? String.valueOf(request.request().escalation().githubRepo())
                            : "",
                    subject(),
                    title,
                    body,
                    summary);
            all.add(Async.procedure(() -> deliver(delivery)));
        }
        return all;
    }

    private static void awaitAll(List<Promise<Void>> all) {
        Promise.allOf(all).get();
    }

    private static String key(Channel channel, String what) {
        var info = Workflow.getInfo();
        return info.getWorkflowId() + "/" + what + "/" + channel.wire() + "/" + info.getFirstExecutionRunId();
    }

    private List<Channel> channels(boolean withIssue) {
        Receivers receivers = request.request().escalation();
        List<Channel> all = new ArrayList<>();
        if (withIssue && receivers.githubRepo() != null) all.add(Channel.GITHUB);
        if (receivers.slack()) all.add(Channel.SLACK);
        if (receivers.email()) all.add(Channel.EMAIL);
        return all;
    }

    private void deliver(Delivery delivery) {
        String to = delivery.channel().wire();
        Instant end = Now.now().plus(TRIED_FOR);
        Duration wait = FIRST_WAIT;
        while (true) {
            try {
                journal.add(EventType.STATUS, "delivered to " + to + ": " + stub(to).deliver(delivery));
                return;
            } catch (ActivityFailure e) {
                if (e.getCause() instanceof CanceledFailure) throw e;
                if (isRefusal(e)) {
                    journal.add(
                            EventType.ERROR, to + " refuses it, so it is not delivered there: " + CallFailure.words(e));
                    return;
                }
                if (Now.now().plus(wait).isAfter(end)) {
                    journal.add(
                            EventType.ERROR,
                            to + " was down for 7 days, so it is not delivered there: " + CallFailure.words(e));
                    return;
                }
                journal.add(
                        EventType.STATUS,
                        to + " cannot be reached: " + CallFailure.words(e) + " Next try at "
                                + Now.now().plus(wait) + ".");
            }
            Workflow.sleep(wait);
            wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait.multipliedBy(2);
        }
    }

    /** What a person can mend, such as a receiver that is down for long, is no refusal. */
    private static boolean isRefusal(ActivityFailure failure) {
        return failure.getCause() instanceof ApplicationFailure cause
                && cause.isNonRetryable()
                && !CallFailure.isForAPerson(failure);
    }

    /**
     * The task waits by itself between tries, so that it can say until when. Only if the worker is lost is it tried again at
     * once.
     */
    private EscalationActivities stub(String to) {
        return Workflow.newActivityStub(
                EscalationActivities.class,
                HostCalls.on(request.host(), "deliver to " + to)
                        .setStartToCloseTimeout(TRY_MAX)
                        .setRetryOptions(RetryOptions.newBuilder()
                                .setMaximumAttempts(TRIES_OF_LOST_WORKERS)
                                .setDoNotRetry(CallFailure.PASSES)
                                .build())
                        .build());
    }

    /** The title of an escalation. */
    String title() {
        return subject() + " could not be repaired";
    }

    private String subject() {
        List<String> paths = request.paths();
        return paths.isEmpty() ? request.project() : paths.get(0);
    }
}
