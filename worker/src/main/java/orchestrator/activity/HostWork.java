package orchestrator.activity;

import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.failure.ApplicationFailure;
import orchestrator.approval.NotApproved;
import orchestrator.workspace.request.Refused;

/** Work of an activity that may take long, such as git, a setup or tests. */
interface HostWork<T> {
    T run() throws Refused, NotApproved, InterruptedException;

    /** Sends heartbeats meanwhile. A refusal is final: a retry would be refused too. */
    static <T> T beating(HostWork<T> work) {
        ActivityExecutionContext context = Activity.getExecutionContext();
        ActivityHeartbeat pulse = ActivityHeartbeat.of(() -> context.heartbeat(null));
        try {
            return work.run();
        } catch (Refused refused) {
            throw ApplicationFailure.newNonRetryableFailure(refused.getMessage(), "CheckoutRefused");
        } catch (NotApproved notApproved) {
            throw ApplicationFailure.newNonRetryableFailure(notApproved.getMessage(), "NotApproved");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Activity.wrap(e);
        } finally {
            pulse.close();
        }
    }
}
