package orchestrator.api.temporal;

import io.temporal.client.UpdateOptions;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowServiceException;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.client.WorkflowUpdateHandle;
import io.temporal.client.WorkflowUpdateStage;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import orchestrator.failure.CallFailure;

/** Controls a workflow by an update, which has an answer; or, if no worker takes it, by a signal, which Temporal keeps. */
final class ControlCalls {
    private static final Duration TAKEN_WITHIN = Duration.ofSeconds(3);
    private static final Duration SIGNALLED_WITHIN = Duration.ofSeconds(2);
    private static final long DONE_WITHIN_SECONDS = 5;

    private final Deadlines deadlines;

    ControlCalls(Deadlines deadlines) {
        this.deadlines = deadlines;
    }

    /** @param name of the update, and of the signal that does the same */
    <S> ControlAnswer<S> ask(WorkflowStub stub, String name, Object argument, Class<S> state) {
        return ask(stub, name, argument, state, () -> stub.signal(name, argument));
    }

    /** @param signal does the same if no worker takes the update */
    <S> ControlAnswer<S> ask(WorkflowStub stub, String update, Object argument, Class<S> state, Runnable signal) {
        try {
            return outcome(deadlines.within(TAKEN_WITHIN, () -> stub.startUpdate(options(update, state), argument)));
        } catch (WorkflowUpdateException e) {
            return new ControlAnswer.Refused<>(CallFailure.words(e));
        } catch (WorkflowNotFoundException e) {
            return ControlAnswer.over();
        } catch (WorkflowServiceException noAnswer) {
            return deadlines.within(SIGNALLED_WITHIN, () -> {
                signal.run();
                return new ControlAnswer.Kept<>();
            });
        }
    }

    private static <S> ControlAnswer<S> outcome(WorkflowUpdateHandle<S> handle) {
        try {
            return new ControlAnswer.Taken<>(Optional.of(handle.getResult(DONE_WITHIN_SECONDS, TimeUnit.SECONDS)));
        } catch (WorkflowUpdateException e) {
            return new ControlAnswer.Refused<>(CallFailure.words(e));
        } catch (WorkflowServiceException stillAtIt) {
            return new ControlAnswer.Taken<>(Optional.empty());
        }
    }

    private static <S> UpdateOptions<S> options(String name, Class<S> state) {
        return UpdateOptions.newBuilder(state)
                .setUpdateName(name)
                .setWaitForStage(WorkflowUpdateStage.ACCEPTED)
                .build();
    }
}
