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
import orchestrator.host.WorkClock;
import orchestrator.identity.LaunchId;
import orchestrator.journal.EventActivities.Events;
import orchestrator.launch.LaunchActivities;
import orchestrator.launch.LaunchActivities.AdoptRequest;
import orchestrator.launch.LaunchActivities.Adoption;
import orchestrator.launch.LaunchActivities.FollowRequest;
import orchestrator.launch.LaunchActivities.Followed;
import org.jspecify.annotations.Nullable;

/**
 * The host of a run, called until it answers. A silent host may still have a living agent, so the run leaves it only if
 * another host has the same workspace in a directory of its own, or if the user says so.
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

    /** The run gave up its host; {@code next} takes over, and is null if the run is being stopped. */
    static final class Left extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient @Nullable Host next;

        Left(@Nullable Host next) {
            this(next, "");
        }

        /** @param why what the host cannot do; empty if it is silent */
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
        if (silent) endSilence();
        return cause;
    }

    /** The user has confirmed that this host will not come back, or has repaired what it could not do. */
    void leave() {
        leaveWanted = silent;
        retryWanted = true;
    }

    /** The reason why a stopped run left its host without ending the agent. */
    String whyLeft(RunHost.Left left) {
        String why = String.valueOf(left.getMessage());
        if (!why.isEmpty()) return "stopped; the worker ends what is left of its agent. " + why;
        return "stopped; host " + host.id()
                + " does not answer, so its agent is ended when a worker is started there again";
    }

    /** Asks the user about a failure that can be repaired and calls again; throws any other failure. */
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

    /** Calls until it succeeds, and asks the user about every failure. */
    <R> R callUntilDone(String summary, Func1<LaunchActivities, R> what) {
        while (true) {
            try {
                return callUntilAnswered(summary, what);
            } catch (ActivityFailure e) {
                askAbout(e);
            }
        }
    }

    /** Waits for the user's repair. If the run stops meanwhile, it leaves the host, whose worker ends the agent. */
    private void askAbout(ActivityFailure failure) {
        String why = CallFailure.words(failure);
        if (!stopping.getAsBoolean()) awaitRetry(why);
        if (stopping.getAsBoolean()) throw new Left(null, why);
    }

    /** This wait does not count as the agent's time. */
    private void awaitRetry(String why) {
        boolean wasRunning = clock.isRunning();
        clock.stop();
        retryWanted = false;
        session.reportNeed(why + " Then type: orchestrate resume " + request.session());
        Workflow.await(() -> retryWanted || stopping.getAsBoolean());
        session.reportNeed("");
        if (wasRunning) clock.start();
    }

    private <R> R callUntilAnswered(String summary, Func1<LaunchActivities, R> what) {
        while (true) {
            LaunchActivities stub = RunCalls.shortly(host, summary);
            try {
                R result = silent ? awaitAnswerOrLeave(stub, what).get() : what.apply(stub);
                if (silent) endSilence();
                return result;
            } catch (ActivityFailure e) {
                findOtherHost(e);
            }
        }
    }

    /** Waits in the host's queue until the launch may begin, or until something else is to be done. */
    void awaitTurn(LaunchId launch, BooleanSupplier otherwise) {
        CompletablePromise<Void> turn = Workflow.newPromise();
        CancellationScope waiting = Workflow.newCancellationScope(
                () -> turn.completeFrom(Async.procedure(RunCalls.inQueue(host, launch.launch())::awaitTurn, launch)));
        waiting.run();
        Workflow.await(() -> turn.isCompleted() || otherwise.getAsBoolean());
        if (!turn.isCompleted()) {
            waiting.cancel();
            return;
        }
        try {
            turn.get();
        } catch (ActivityFailure e) {
            // The call that launches finds the host silent too, and knows what to do.
            if (!HostSilence.isCauseOf(e)) throw e;
        }
    }

    /** Starts to follow the launch without blocking the workflow's thread. */
    Promise<Followed> follow(FollowRequest from) {
        return Async.function(RunCalls.follower(host, request.agent())::follow, from);
    }

    /** The result of {@link #follow}; null if the host was silent and has to be asked again. */
    @Nullable
    Followed resultOf(Promise<Followed> following) {
        if (isGivenUp()) throw givenUp();
        try {
            Followed followed = following.get();
            if (silent) endSilence();
            return followed;
        } catch (ActivityFailure e) {
            if (HostSilence.isCauseOf(e)) findOtherHost(e);
            else askAbout(e);
            return null;
        }
    }

    /** Writes to the log of the first host that answers. */
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

    /** Asks a silent host again, since the run could not be ended meanwhile either. */
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
        throw givenUp();
    }

    private Left givenUp() {
        return new Left(stopping.getAsBoolean() ? null : HostCalls.place());
    }

    /** True if the wait for a silent host is over, by the user's word or because the run stops. */
    boolean isGivenUp() {
        return silent && (leaveWanted || stopping.getAsBoolean());
    }

    /** Waits for any worker, which is mostly this host's own after a restart. */
    private void findOtherHost(ActivityFailure failure) {
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
                        ? ". It continues by itself when a worker starts there again. If that host is gone for good,"
                                + " let host " + other.id() + " take over: orchestrate resume " + request.session()
                        : ", which host " + other.id() + " does not have. Start its worker again: orchestrate up"));
    }

    private void endSilence() {
        silent = false;
        session.reportNeed("");
    }
}
