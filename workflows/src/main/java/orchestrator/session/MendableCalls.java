package orchestrator.session;

import static orchestrator.session.Now.now;

import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Workflow;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import orchestrator.event.EventType;
import orchestrator.failure.CallFailure;
import orchestrator.session.OpenItem.Choice;

/** Asks a person about a call that fails until somebody puts something right, and calls again after the answer. */
final class MendableCalls {
    private static final List<Choice> CHOICES =
            List.of(new Choice("retry", "it is tried again; nothing is lost"), new Choice("stop", "stop the session"));

    private final SessionBoard board;
    private final BiConsumer<EventType, String> tell;
    private final BooleanSupplier stopping;
    private boolean isOver;

    /** @param tell writes a line for people */
    MendableCalls(SessionBoard board, BiConsumer<EventType, String> tell, BooleanSupplier stopping) {
        this.board = board;
        this.tell = tell;
        this.stopping = stopping;
    }

    /** From now on nobody is asked: the session has its ending. */
    void end() {
        isOver = true;
    }

    /** @param item id under which a person is asked; calls that fail at the same time may share it */
    <R> R call(String item, Supplier<R> call) {
        while (true) {
            try {
                return call.get();
            } catch (ActivityFailure e) {
                if (isOver || !CallFailure.isForAPerson(e)) throw e;
                // A session that an earlier version has begun fails as that version did.
                if (Workflow.getVersion("asks about failed calls", Workflow.DEFAULT_VERSION, 1) != 1) throw e;
                if (!isAnswered(item, CallFailure.words(e))) throw e;
            }
        }
    }

    /** False where the session is to stop instead. */
    private boolean isAnswered(String item, String why) {
        String question = why + " Then type: orchestrate resume " + board.session();
        board.need(item, question, CHOICES, now());
        tell.accept(EventType.BLOCKER, "needs you: " + question);
        Workflow.await(() -> stopping.getAsBoolean() || !board.items().isOpen(item));
        return !stopping.getAsBoolean();
    }
}
