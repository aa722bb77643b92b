package orchestrator.run;

import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.CompletablePromise;
import io.temporal.workflow.Functions.Func1;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.List;
import java.util.function.BooleanSupplier;
import orchestrator.event.AgentEvent;
import orchestrator.failure.CallFailure;
import orchestrator.host.Host;
import orchestrator.host.HostCalls;
import orchestrator.host.HostSilence;
import orchestrator.host.Span;
import orchestrator.journal.EventActivities.Events;
import orchestrator.launch.LaunchActivities;
import orchestrator.launch.LaunchActivities.AdoptRequest;
import orchestrator.launch.LaunchActivities.Adoption;
import orchestrator.launch.LaunchActivities.FollowRequest;
import orchestrator.launch.LaunchActivities.Followed;
import org.jspecify.annotations.Nullable;

/**
 * The host of a run, called until it answers. One that stays silent may still have a living agent, so it is left only
 * where another host has a directory of its own in that place, or where a person says so.
 */
final class RunHost {
    private final RunRequest request;
    private final BooleanSupplier stopping;
    private final ParentSession session;
    private final WorkClock clock;
    private Host host;
    private Host logHost;
    private boolean silent;
    private boolean leaveWanted;
    private boolean retryWanted;

    RunHost(RunRequest request, ParentSession session, WorkClock clock, BooleanSupplier stopping) {
        this.request = request;
        this.session = session;
        this.clock = clock;
        this.stopping = stopping;
        this.host = request.host();
        this.logHost = host;
    }

    /** The host was given up; {@code next} takes over, or nobody where the run is being stopped. */
    static final class Left extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient @Nullable Host next;

        Left(@Nullable Host next) {
            this(next, "");
        }

        /** @param why what its host cannot do; empty where it is silent */
        Left(@Nullable Host next, String why) {
            super(why, null, false, false);
            this.next = next;
        }

        @Nullable
        Host next() {
            return next;
        }
    }

    Host host() {
        return host;
    }

    /** Returns the reason, for the user. */
    String moveTo(Host other) {
        String cause = "Host " + host.id() + " has not answered for " + LaunchPause.inWords(host.silentSeconds())
                + "; host " + other.id() + " takes over.";
        host = other;
        logHost = other;
        leaveWanted = false;
        if (silent) answers();
        return cause;
    }

    /** A person has confirmed that this host will not come back, or has mended what it could not do. */
    void leave() {
        leaveWanted = silent;
        retryWanted = true;
    }

    /** Why a run that is being stopped left its host without ending the agent. */
    String whyLeft(RunHost.Left left) {
        String why = String.valueOf(left.getMessage());
        if (!why.isEmpty()) return "stopped; the worker ends what is left of its agent. " + why;
        return "stopped; host " + host.id()
                + " does not answer, so its agent is ended when a worker is started there again";
    }

    /** What fails for good is thrown; what a person can mend is asked about, and tried again. */
    <R> R call(String summary, Func1<LaunchActivities, R> what) {
        while (true) {
            try {
                return callUntilAnswered(summary, what);
            } catch (ActivityFailure e) {
                if (!CallFailure.isForAPerson(e)) throw e;
                askAbout(e);
            }
        }
    }

    /** For what must not be left undone: whatever fails is asked about, and tried again. */
    <R> R insist(String summary, Func1<LaunchActivities, R> what) {
        while (true) {
            try {
                return callUntilAnswered(summary, what);
            } catch (ActivityFailure e) {
                askAbout(e);
            }
        }
    }

    /** Waits until a person says that it is mended; a run that is to stop is left, and its worker ends the agent. */
    private void askAbout(ActivityFailure failure) {
        String why = CallFailure.words(failure);
        if (!stopping.getAsBoolean()) awaitRetry(why);
        if (stopping.getAsBoolean()) throw new Left(null, why);
    }

    /** The time that this takes is not the agent's. */
    private void awaitRetry(String why) {
        boolean wasGoing = clock.isGoing();
        clock.stand();
        retryWanted = false;
        session.reportNeed(why + " Then type: orchestrate resume " + request.session());
        Workflow.await(() -> retryWanted || stopping.getAsBoolean());
        session.reportNeed("");
        if (wasGoing) clock.go();
    }

    private <R> R callUntilAnswered(String summary, Func1<LaunchActivities, R> what) {
        while (true) {
            LaunchActivities stub = RunCalls.shortly(host, summary);
            try {
                R result = silent ? awaitAnswerOrLeave(stub, what).get() : what.apply(stub);
                if (silent) answers();
                return result;
            } catch (ActivityFailure e) {
                lookForAnother(e);
            }
        }
    }

    /** Holds no thread of the workflow while it lasts, which is nearly all the time. */
    Promise<Followed> follow(FollowRequest from) {
        return Async.function(RunCalls.follower(host, request.agent())::follow, from);
    }

    /** What {@link #follow} has led to; null where the host was silent and has to be asked again. */
    @Nullable
    Followed answerOf(Promise<Followed> following) {
        if (isGivenUp()) throw left();
        try {
            Followed followed = following.get();
            if (silent) answers();
            return followed;
        } catch (ActivityFailure e) {
            if (HostSilence.isCauseOf(e)) lookForAnother(e);
            else askAbout(e);
            return null;
        }
    }

    /** Events go to the log of whoever answers. */
    void record(List<AgentEvent> events) {
        Events batch = new Events(events);
        while (true) {
            try {
                RunCalls.eventLog(logHost).record(batch);
                return;
            } catch (ActivityFailure e) {
                if (!HostSilence.isCauseOf(e)) throw e;
                logHost = HostCalls.place();
            }
        }
    }

    /** A host that stays silent is asked again: its run cannot be ended meanwhile either. */
    long gapMillis(List<Span> spans) {
        while (true) {
            try {
                return RunCalls.host(host).gapMillis(spans);
            } catch (ActivityFailure e) {
                if (!HostSilence.isCauseOf(e)) throw e;
            }
        }
    }

    private <R> Promise<R> awaitAnswerOrLeave(LaunchActivities stub, Func1<LaunchActivities, R> what) {
        CompletablePromise<R> answer = Workflow.newPromise();
        CancellationScope calling =
                Workflow.newCancellationScope(() -> answer.completeFrom(Async.function(what::apply, stub)));
        calling.run();
        Workflow.await(() -> answer.isCompleted() || isGivenUp());
        if (answer.isCompleted()) return answer;
        calling.cancel();
        throw left();
    }

    private Left left() {
        return new Left(stopping.getAsBoolean() ? null : HostCalls.place());
    }

    /** Whether waiting for a silent host is over: a person has said so, or the run is to stop. */
    boolean isGivenUp() {
        return silent && (leaveWanted || stopping.getAsBoolean());
    }

    /** Waits until some worker is there. Mostly it is this host's own, started again. */
    private void lookForAnother(ActivityFailure failure) {
        if (!HostSilence.isCauseOf(failure)) throw failure;
        Host other = HostCalls.place();
        if (other.id().equals(host.id())) return;
        Adoption adoption = RunCalls.shortly(other, "look at " + request.workspace())
                .adopt(new AdoptRequest(request.workspace(), request.directoryId()));
        if (adoption.isThere() && !adoption.isShared()) throw new Left(other);
        if (silent) return;
        silent = true;
        session.reportNeed("host " + host.id() + " has not answered for " + LaunchPause.inWords(host.silentSeconds())
                + "; its agent may still be at work in " + request.workspace()
                + (adoption.isThere()
                        ? ". It goes on by itself when a worker is started there again. Where that host is gone for good,"
                                + " let host " + other.id() + " take over: orchestrate resume " + request.session()
                        : ", which host " + other.id() + " does not have. Start its worker again: orchestrate up"));
    }

    private void answers() {
        silent = false;
        session.reportNeed("");
    }
}
