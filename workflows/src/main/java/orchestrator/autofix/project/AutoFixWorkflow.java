package orchestrator.autofix.project;

import static orchestrator.work.Now.now;

import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInfo;
import io.temporal.workflow.WorkflowInit;
import java.time.Instant;
import java.util.stream.Stream;
import orchestrator.autofix.AutoFix;
import orchestrator.autofix.AutoFixState;
import orchestrator.autofix.AutoFixState.Status;
import orchestrator.autofix.request.WatchRequests;
import orchestrator.failure.CallFailure;
import orchestrator.json.Json;
import orchestrator.rollover.RollOverLimits;
import orchestrator.signing.Incoming;
import org.jspecify.annotations.Nullable;

/** Watches a project, or looks at it once, and works off its queue until it is cancelled. */
public final class AutoFixWorkflow implements AutoFix {
    private static final String REFUSED = "Refused";
    /** Temporal itself suggests it later; a short history is read faster after a crash. */
    private static final long EVENTS_MAX = 1_000;

    private final LiveProject project;
    private final OpenCalls open = new OpenCalls();
    private final Wakeup wakeup = new Wakeup();
    private final WebUiDetails webUi = new WebUiDetails();
    private final Admissions admissions;
    private final Watching watching;
    private final TaskStarts starts;
    private final Watchdog watchdog;
    private final StopSequence stopping;
    private final StateExport export;
    private final ProjectAuthority authority;
    private final boolean isRestored;
    private @Nullable CancellationScope root;

    /** Handlers are registered here, so that signals sent before the first workflow task find them. */
    @WorkflowInit
    public AutoFixWorkflow(@Nullable Incoming request, @Nullable Carried carried) {
        WorkflowInfo info = Workflow.getInfo();
        String id = info.getWorkflowId();
        String key = AutoFix.project(id);
        authority = new ProjectAuthority(id);
        ProjectMemory memory = carried == null ? null : Json.read(carried.json(), ProjectMemory.class);
        // Anyone can start a workflow with what an earlier queue of the same project has passed on.
        isRestored = memory != null && memory.isOf(info);
        if (memory == null || !isRestored) {
            project = new LiveProject(
                    key, info.getFirstExecutionRunId(), Workflow.newRandom().nextInt(), now());
        } else {
            project = new LiveProject(key, info.getFirstExecutionRunId(), memory);
            authority.restore(memory);
        }
        ProjectCalls calls = new ProjectCalls(project);
        TaskReports reports = new TaskReports(project);
        admissions = new Admissions(project, authority);
        watching = new Watching(project, calls);
        starts = new TaskStarts(project, open, reports);
        watchdog = new Watchdog(project, calls, open, reports);
        TaskSignals signals = new TaskSignals(project, open);
        stopping = new StopSequence(project, watching, signals, calls, open);
        export = new StateExport(project, calls);
        ControlActions actions = new ControlActions(project, admissions, watching, stopping, signals, calls);
        Workflow.registerListener(new ProjectControls(authority, project, actions));
        Workflow.registerListener(reports);
    }

    @Override
    public AutoFixState run(@Nullable Incoming request, @Nullable Carried carried) {
        root = CancellationScope.current();
        AutoFixState[] end = new AutoFixState[1];
        // Cancelling means stop, and the calls that stop the tasks must not be cancelled themselves.
        Workflow.newDetachedCancellationScope(() -> {
                    if (carried == null) admit(Incoming.orNothing(request));
                    else refuseUnlessRestored();
                    end[0] = work();
                })
                .run();
        return end[0];
    }

    private void refuseUnlessRestored() {
        if (!isRestored)
            throw ApplicationFailure.newNonRetryableFailure(
                    "its input was passed on to another execution, so nothing was done with it", REFUSED);
    }

    private void admit(Incoming request) {
        project.setAsked(WatchRequests.parse(request.json()));
        String refusal;
        try {
            refusal = admissions.admit(request);
        } catch (ActivityFailure failure) {
            refusal = CallFailure.words(failure);
        }
        if (!refusal.isEmpty()) throw ApplicationFailure.newNonRetryableFailure(refusal, REFUSED);
        project.history().add(now(), "start", "watching " + project.request().target());
    }

    private AutoFixState work() {
        while (true) {
            project.takeChanged();
            if (isCancelled()) stopping.stopAndEnd("cancelled in Temporal");
            step();
            if (stopping.isOver()) return end();
            export.touch();
            webUi.show(project);
            wakeup.await(this::isNews, nextTime(), now());
            continueAsNewIfDue();
        }
    }

    private boolean isCancelled() {
        return root != null && root.isCancelRequested();
    }

    private boolean isNews() {
        return project.isChanged() || mayRollOver() || (isCancelled() && !stopping.isEnding());
    }

    private void step() {
        if (project.status() == Status.WATCHING) watch();
        watchdog.lookIfDue();
        stopping.step();
        if (!isRollOverDue()) starts.startWhatMay();
    }

    private void watch() {
        if (!project.request().once()) {
            watching.start();
            return;
        }
        watching.giveUpIfItCannotLook();
        giveUpWhatWaitsForLong();
        if (!project.queue().isWorkedOff() || watching.isLooking()) return;
        if (project.isLookedThrough()) stopping.stop("it was to be looked at once");
        else open.run(watching::look);
    }

    /** Whoever looks once does not wait for the end of an hour. */
    private void giveUpWhatWaitsForLong() {
        if (!project.queue().busy().isEmpty()) return;
        starts.giveUpWhatWaitsForATime();
    }

    private @Nullable Instant nextTime() {
        return Stream.of(Stream.ofNullable(watchdog.next()), Stream.ofNullable(stopping.next()), starts.times())
                .flatMap(times -> times)
                .min(Instant::compareTo)
                .orElse(null);
    }

    private AutoFixState end() {
        watching.stop();
        AutoFixState last = project.snapshot(now());
        stopping.endWhatNeedsYou();
        export.close();
        Workflow.await(open::areNone);
        Workflow.await(Workflow::isEveryHandlerFinished);
        webUi.show(project);
        return last;
    }

    private boolean isRollOverDue() {
        WorkflowInfo info = Workflow.getInfo();
        if (info.isContinueAsNewSuggested()) return true;
        RollOverLimits limits = project.admitted().rollOver();
        if (limits == null) return info.getHistoryLength() > EVENTS_MAX;
        return limits.isReached(info.getHistoryLength(), info.getHistorySize());
    }

    /**
     * True if no short call is in flight; tasks in progress report to the next execution, which would not know of a
     * cancellation.
     */
    private boolean mayRollOver() {
        return isRollOverDue()
                && !isCancelled()
                && project.status() != Status.STOPPING
                && open.areNone()
                && !export.isWriting()
                && Workflow.isEveryHandlerFinished();
    }

    private void continueAsNewIfDue() {
        if (!mayRollOver()) return;
        ProjectMemory memory = project.memory(authority.used());
        Workflow.newContinueAsNewStub(AutoFix.class).run(null, new Carried(Json.write(memory)));
    }
}
