package orchestrator.api.temporal;

import io.temporal.client.UpdateOptions;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowServiceException;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.client.WorkflowUpdateHandle;
import io.temporal.client.WorkflowUpdateStage;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import orchestrator.session.ControlRequest;
import orchestrator.session.SessionState;

/** Stops a session by update, for the answer; by signal where no worker takes the update, for a signal is kept. */
final class Stops {
    private static final Duration TAKEN_WITHIN = Duration.ofSeconds(3);
    private static final Duration SIGNALLED_WITHIN = Duration.ofSeconds(2);
    private static final long DONE_WITHIN_SECONDS = 5;

    private final Deadlines deadlines;

    Stops(Deadlines deadlines) {
        this.deadlines = deadlines;
    }

    StopAnswer stop(WorkflowStub stub, ControlRequest control) {
        try {
            return outcome(deadlines.within(TAKEN_WITHIN, () -> stub.startUpdate(options(), control)));
        } catch (WorkflowUpdateException e) {
            return new StopAnswer.Refused(rootMessage(e));
        } catch (WorkflowNotFoundException e) {
            return StopAnswer.OVER;
        } catch (WorkflowServiceException noAnswer) {
            return signal(stub, control);
        }
    }

    private static StopAnswer outcome(WorkflowUpdateHandle<SessionState> handle) {
        try {
            return new StopAnswer.Taken(Optional.of(handle.getResult(DONE_WITHIN_SECONDS, TimeUnit.SECONDS)));
        } catch (WorkflowUpdateException e) {
            return new StopAnswer.Refused(rootMessage(e));
        } catch (WorkflowServiceException stillAtIt) {
            return new StopAnswer.Taken(Optional.empty());
        }
    }

    private StopAnswer signal(WorkflowStub stub, ControlRequest control) {
        return deadlines.within(SIGNALLED_WITHIN, () -> {
            stub.signal("stop", control);
            return new StopAnswer.Kept();
        });
    }

    private static UpdateOptions<SessionState> options() {
        return UpdateOptions.newBuilder(SessionState.class)
                .setUpdateName("stop")
                .setWaitForStage(WorkflowUpdateStage.ACCEPTED)
                .build();
    }

    private static String rootMessage(Throwable e) {
        Throwable root = e;
        for (int i = 0; i < 20 && root.getCause() != null; i++) root = root.getCause();
        return root instanceof ApplicationFailure failure
                ? failure.getOriginalMessage()
                : String.valueOf(root.getMessage());
    }
}
