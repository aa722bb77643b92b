package orchestrator.run;

import io.temporal.workflow.CancellationScope;
import org.jspecify.annotations.Nullable;

/** Remembers the controls that the session sent to the run. */
final class RunControls {
    private @Nullable Long lastNumber;
    private boolean stopWanted;
    private boolean retryWanted;
    private @Nullable CancellationScope root;

    /** @param lastNumber number of the last control that the run's predecessor carried out */
    RunControls(@Nullable Long lastNumber) {
        this.lastNumber = lastNumber;
    }

    /** A control's signature proves only that one of our processes made it; its name and number must fit too. */
    boolean accept(String name, @Nullable RunControl control) {
        if (lastNumber == null) return true;
        if (control == null || !name.equals(control.name()) || control.number() <= lastNumber) return false;
        lastNumber = control.number();
        return true;
    }

    @Nullable
    Long lastNumber() {
        return lastNumber;
    }

    /** Cancelling this scope means stop. */
    void stopWith(CancellationScope scope) {
        root = scope;
    }

    void stop() {
        stopWanted = true;
    }

    boolean isStopping() {
        return stopWanted || isCancelled();
    }

    boolean isCancelled() {
        return root != null && root.isCancelRequested();
    }

    /** Ends the wait for the end of a usage limit. */
    void retryNow() {
        retryWanted = true;
    }

    void forgetRetry() {
        retryWanted = false;
    }

    boolean isRetryWanted() {
        return retryWanted;
    }
}
