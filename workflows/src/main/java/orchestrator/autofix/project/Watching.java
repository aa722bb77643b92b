package orchestrator.autofix.project;

import static orchestrator.work.Now.now;

import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import orchestrator.autofix.FixResult.Outcome;
import orchestrator.autofix.WatchActivities.Batch;
import orchestrator.autofix.WatchActivities.WatchOrder;
import orchestrator.autofix.queue.NewTask;
import orchestrator.autofix.queue.Priorities;
import orchestrator.autofix.queue.QueueEntry;
import orchestrator.autofix.queue.StartDelay;
import orchestrator.autofix.request.WatchRequest;
import orchestrator.failure.CallFailure;
import orchestrator.host.HostSilence;
import org.jspecify.annotations.Nullable;

/** Waits for changes on the host, and queues tasks for them. */
final class Watching {
    private static final Duration TRIED_AGAIN_AFTER = Duration.ofMinutes(5);

    private final LiveProject project;
    private final ProjectCalls calls;
    private @Nullable CancellationScope scope;
    private boolean isWanted;
    private boolean isLooking;

    Watching(LiveProject project, ProjectCalls calls) {
        this.project = project;
        this.calls = calls;
    }

    /** Does nothing if it watches already. */
    void start() {
        if (scope != null) return;
        CancellationScope[] own = new CancellationScope[1];
        own[0] = Workflow.newCancellationScope(() -> Async.procedure(() -> watch(own[0])));
        scope = own[0];
        scope.run();
    }

    void stop() {
        if (scope != null) scope.cancel();
        scope = null;
        if (project.trouble() != null) project.setTrouble(null);
    }

    /** Watches with the newest settings. */
    void restart() {
        stop();
        start();
    }

    /** Tries again at once what waits after a failure. */
    void retryNow() {
        isWanted = true;
    }

    private void watch(CancellationScope own) {
        while (!own.isCancelRequested()) {
            try {
                Batch batch = calls.watch().watch(order());
                if (own.isCancelRequested()) return;
                take(batch);
            } catch (CanceledFailure stopped) {
                return;
            } catch (ActivityFailure failure) {
                if (failure.getCause() instanceof CanceledFailure) return;
                awaitBetterTimes(failure);
            }
        }
    }

    /** Looks once for what has changed, without waiting for it. */
    void look() {
        isLooking = true;
        try {
            Batch batch = calls.watch().watch(order());
            boolean isFirstLook = project.looks() == 0;
            if (isFirstLook && batch.total() == 0) {
                project.acknowledge(batch.number());
                queueWholeProject(false);
            } else {
                take(batch);
            }
            project.countLook(batch.total() == 0 && !isFirstLook);
        } catch (ActivityFailure failure) {
            if (HostSilence.isCauseOf(failure)) awaitHost();
            else project.setTrouble(new StartDelay(CallFailure.words(failure), null));
        } finally {
            isLooking = false;
            project.touch();
        }
    }

    boolean isLooking() {
        return isLooking;
    }

    /** Whoever looks once gets a failed task instead of a wait. */
    void giveUpIfItCannotLook() {
        StartDelay trouble = project.trouble();
        if (trouble == null || isLooking) return;
        QueueEntry task = project.queue().add(NewTask.wholeProject("the whole project", true), now());
        project.queue().endUnstarted(task, Outcome.FAILED, trouble.why(), now());
        project.history().add(now(), "task_failed", task, "not looked at: " + trouble.why());
        project.setTrouble(null);
        project.countLook(true);
    }

    private WatchOrder order() {
        WatchRequest request = project.request();
        return new WatchOrder(
                project.project(),
                request.target(),
                request.paths(),
                request.debounce().toMillis(),
                project.acknowledged(),
                !request.once());
    }

    private void take(Batch batch) {
        Instant now = now();
        if (!batch.note().isEmpty()) project.note(batch.note());
        boolean isTaken = !batch.isFirst() && batch.number() == project.acknowledged();
        project.acknowledge(batch.number());
        if (batch.isFirst()) queueWholeProject(true);
        else if (!isTaken && batch.total() > 0) queue(batch, now);
        project.touch();
    }

    /** @param reportsOnly true to find the last green state, without repairing what is red already */
    private void queueWholeProject(boolean reportsOnly) {
        String description = reportsOnly ? "first look at the whole project" : "the whole project";
        QueueEntry task = project.queue().add(NewTask.wholeProject(description, reportsOnly), now());
        project.history().add(now(), "first_look", task, description);
    }

    private void queue(Batch batch, Instant now) {
        List<QueueEntry> tasks = project.queue()
                .add(
                        batch.changes(),
                        batch.total(),
                        new Priorities(project.request().priorities()),
                        now);
        tasks.forEach(task -> project.history().add(now, "file_change", task, task.description()));
    }

    private void awaitBetterTimes(ActivityFailure failure) {
        if (HostSilence.isCauseOf(failure)) {
            awaitHost();
            return;
        }
        isWanted = false;
        StartDelay wait = new StartDelay(
                CallFailure.words(failure) + " It is watched again in five minutes, or when you resume.",
                now().plus(TRIED_AGAIN_AFTER));
        project.setTrouble(wait);
        Workflow.await(TRIED_AGAIN_AFTER, () -> isWanted);
        project.setTrouble(null);
    }

    private void awaitHost() {
        project.setTrouble(new StartDelay(
                "Host " + project.host().id()
                        + " does not answer, and the files are there. Start its worker again: orchestrate up",
                null));
        while (true) {
            try {
                calls.shortly("see if the host answers").closed(List.of());
                project.setTrouble(null);
                return;
            } catch (ActivityFailure failure) {
                if (!HostSilence.isCauseOf(failure)) throw failure;
            }
        }
    }
}
