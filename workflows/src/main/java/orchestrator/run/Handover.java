package orchestrator.run;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import orchestrator.launch.Remedy;

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
        return sentence(cause) + " Recovered by " + how(resumes) + "; lost: " + lost(resumes) + ".";
    }

    /** @param hadBegun false if the launch ended before its conversation began */
    static String inWords(boolean resumes, String cause, Remedy remedy, boolean hadBegun) {
        boolean saysHow = remedy != Remedy.NEW_CONVERSATION;
        String change = saysHow ? "From now on " + remedy.inWords() + ". " : "";
        String how = hadBegun ? how(resumes) : "the launch is repeated";
        return sentence(cause) + " " + change + "Recovered by " + how + "; lost: "
                + (hadBegun ? lost(resumes) : "nothing") + ".";
    }

    /** The recovery as fields. */
    static ObjectNode data(boolean resumes, String cause) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("tier", resumes ? 2 : 3)
                .put("cause", cause)
                .put("lost", lost(resumes));
    }

    private static String how(boolean resumes) {
        return resumes
                ? "tier 2: the same conversation is resumed in a new process"
                : "tier 3: a new conversation takes over with a hand-over";
    }

    private static String lost(boolean resumes) {
        return resumes ? "what it had not printed yet" : "its memory of the conversation";
    }

    private static String sentence(String text) {
        return text.endsWith(".") ? text : text + ".";
    }
}
