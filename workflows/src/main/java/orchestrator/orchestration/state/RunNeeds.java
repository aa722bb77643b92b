package orchestrator.orchestration.state;

import java.util.List;
import orchestrator.session.AnswerChoice;
import orchestrator.session.AssignmentState;
import orchestrator.session.OpenItem.Choice;

/** The question to the user about a run that has given up. */
public final class RunNeeds {
    static final List<Choice> CHOICES = List.of(
            AnswerChoice.RETRY.meaning("it tries again, in the same conversation, and reads your text"),
            AnswerChoice.ABORT.meaning("its assignment goes to another agent"),
            AnswerChoice.STOP.meaning("stop the session"));

    private RunNeeds() {}

    public static String of(String session, AssignmentState stuck) {
        String why = stuck.note().endsWith(".") ? stuck.note() : stuck.note() + ".";
        return stuck.run() + " gives up: " + why + " To let it try again, type: orchestrate resume " + session
                + " – to give its assignment to another agent: orchestrate abort " + stuck.run()
                + " – or: orchestrate stop "
                + session;
    }
}
