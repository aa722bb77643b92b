package orchestrator.run;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The texts of a recovery: the note to the agent that continues interrupted work, and the message to the user. */
public final class Handover {
    private Handover() {}

    public static String note(boolean resumes, String cause) {
        return resumes
                ? "You were interrupted (" + cause
                        + "). Your last command may have run, or not, or only in part: check "
                        + "what it did before you go on. Then finish the task."
                : "Another agent worked on this before you and was interrupted (" + cause + "). What it did is in the "
                        + "current directory: look at it first, keep what is good, then finish the task.";
    }

    /** The recovery in one sentence: its cause, its tier, and the loss. */
    static String inWords(boolean resumes, String cause) {
        String how = resumes
                ? "tier 2: the same conversation is resumed in a new process"
                : "tier 3: a new conversation takes over with a hand-over";
        return sentence(cause) + " Recovered by " + how + "; lost: " + lost(resumes) + ".";
    }

    /** The recovery as fields. */
    static ObjectNode data(boolean resumes, String cause) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("tier", resumes ? 2 : 3)
                .put("cause", cause)
                .put("lost", lost(resumes));
    }

    private static String lost(boolean resumes) {
        return resumes ? "what it had not printed yet" : "its memory of the conversation";
    }

    private static String sentence(String text) {
        return text.endsWith(".") ? text : text + ".";
    }
}
