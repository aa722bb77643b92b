package orchestrator.run;

import orchestrator.launch.Ending;
import orchestrator.recovery.Next;
import orchestrator.recovery.Next.Kind;

/**
 * An agent that ends its turn while its own work runs in the background loses that work. The run asks it about this
 * once, in the same conversation.
 */
final class LeftWork {
    private LeftWork() {}

    /** An answer with a schema is complete, and an agent that only reads has nothing to finish. */
    static boolean needsQuestion(Ending ending, RunRequest request, RunProgress progress) {
        return ending.succeeded()
                && ending.leftWork() != null
                && ending.conversation() != null
                && progress.answerBefore() == null
                && !request.readOnly()
                && request.schema() == null;
    }

    /** True if the agent cannot answer the question, so that its earlier answer counts. */
    static boolean isQuestionUnanswered(Next next, RunProgress progress) {
        return progress.answerBefore() != null && (next.kind() == Kind.FRESH || next.kind() == Kind.FAIL);
    }

    static String cause(Ending ending) {
        return "It ended its turn while its own work still ran in the background, which was ended: "
                + ending.leftWork();
    }

    /** The question to the agent. */
    static String note(Ending ending) {
        return "You ended your turn while commands that you had started still ran in the background: "
                + ending.leftWork() + ". They were ended with your process, so what they had not done yet is not done. "
                + "If the task needs it, run it again in the foreground and wait until it has ended before you end your "
                + "turn. A server or a watcher that you had only started for a check is not needed any more. Then give "
                + "your whole final answer again.";
    }

    static String unansweredQuestion(Next next) {
        return "it could not be asked about its work in the background, so its answer from before counts: "
                + next.reason();
    }
}
