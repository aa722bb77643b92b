package orchestrator.work;

import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Workflow;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import orchestrator.failure.CallFailure;
import orchestrator.rollover.Rebuilt;
import orchestrator.session.AnswerChoice;
import orchestrator.session.OpenItem.Choice;

/** Asks the user about a call that fails until something is repaired, and repeats the call after the answer. */
public final class FailedCalls {
    private static final List<Choice> CHOICES = List.of(
            AnswerChoice.RETRY.meaning("it is tried again; nothing is lost"),
            AnswerChoice.STOP.meaning("stop the session"));

    private final Questions questions;
    private final BooleanSupplier stopping;

    @Rebuilt
    private boolean isEnding;

    @Rebuilt
    private int underWay;

    /** Asks the user, who may answer at any time. */
    public interface Questions {
        void ask(String item, String question, List<Choice> choices);

        boolean isOpen(String item);
    }

    /** @param stopping true if the workflow ends now, so that the user is not asked */
    public FailedCalls(Questions questions, BooleanSupplier stopping) {
        this.questions = questions;
        this.stopping = stopping;
    }

    /** The workflow ends, so the user is not asked from now on. */
    public void end() {
        isEnding = true;
    }

    /** @param item id of the question; calls that fail at the same time may share it */
    public <R> R call(String item, Supplier<R> call) {
        underWay++;
        try {
            return repeat(item, call);
        } finally {
            underWay--;
        }
    }

    /** True if no call is under way. */
    boolean isQuiet() {
        return underWay == 0;
    }

    private <R> R repeat(String item, Supplier<R> call) {
        while (true) {
            try {
                return call.get();
            } catch (ActivityFailure e) {
                if (isEnding || !CallFailure.isForAPerson(e)) throw e;
                if (!isAnswered(item, CallFailure.words(e))) throw e;
            }
        }
    }

    /** Returns false if the workflow stops instead. */
    private boolean isAnswered(String item, String why) {
        questions.ask(item, why, CHOICES);
        Workflow.await(() -> stopping.getAsBoolean() || !questions.isOpen(item));
        return !stopping.getAsBoolean();
    }
}
