package orchestrator.autofix.task;

import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.CompletablePromise;
import io.temporal.workflow.Functions.Func;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import orchestrator.autofix.FixResult.Outcome;
import org.jspecify.annotations.Nullable;

/** The wish to end a task early: stopped by its queue, dropped by a person, or cancelled in Temporal. */
final class FixStop {
    private @Nullable CancellationScope root;
    private @Nullable FixEnd wish;

    /** Cancelling this scope means stop. */
    void stopWith(CancellationScope scope) {
        root = scope;
    }

    void stop() {
        if (wish == null) wish = FixEnd.of(Outcome.INTERRUPTED, "Stopped by its queue, and to be tried again later.");
    }

    void drop(String by) {
        wish = FixEnd.of(Outcome.DROPPED, "Dropped by " + by + ".");
    }

    boolean isWanted() {
        return wish != null || isCancelled();
    }

    boolean isCancelled() {
        return root != null && root.isCancelRequested();
    }

    FixEnd end() {
        return wish != null ? wish : FixEnd.of(Outcome.INTERRUPTED, "Its workflow was cancelled in Temporal.");
    }

    void check() {
        if (isWanted()) throw end().thrown();
    }

    /** Waits that long, or until the task has to end. */
    void sleep(Duration time) {
        CancellationScope waiting = Workflow.newCancellationScope(() -> {
            var over = Workflow.newTimer(time);
            Workflow.await(() -> over.isCompleted() || isWanted());
        });
        waiting.run();
        waiting.cancel();
        check();
    }

    /** Makes a long call, which is cancelled if the task has to end; then it returns only after the host has stopped it. */
    <R> R call(Func<R> what) {
        check();
        CompletablePromise<R> answer = Workflow.newPromise();
        CancellationScope calling = Workflow.newCancellationScope(() -> answer.completeFrom(Async.function(what)));
        calling.run();
        Workflow.await(() -> answer.isCompleted() || isWanted());
        if (!answer.isCompleted()) calling.cancel();
        Workflow.await(answer::isCompleted);
        check();
        return answer.get();
    }
}
