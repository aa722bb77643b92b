package orchestrator.activity;

import orchestrator.guard.server.Questions;
import orchestrator.launch.GuardActivities;

/** Passes people's answers on to calls that wait on this host. */
public final class GuardActivitiesOnHost implements GuardActivities {
    private final Questions questions;

    public GuardActivitiesOnHost(Questions questions) {
        this.questions = questions;
    }

    @Override
    public String answerCall(CallAnswer answer) {
        return questions.take(answer);
    }
}
