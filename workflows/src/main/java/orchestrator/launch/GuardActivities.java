package orchestrator.launch;

import io.temporal.activity.ActivityInterface;
import orchestrator.identity.LaunchId;
import orchestrator.json.WireName;

/** Answers of a person for calls that wait in the guard. Runs on the host's queue and may be repeated safely. */
@ActivityInterface
public interface GuardActivities {

    /** Returns what became of it, in one sentence: the call runs, is denied, or had no more time. */
    String answerCall(CallAnswer answer);

    /**
     * @param number of the {@link GuardRecord} that asked
     * @param by who answered, as the server knows it
     */
    record CallAnswer(LaunchId id, int number, Choice choice, String by) {}

    enum Choice implements WireName {
        /** This call, and the same command in this run. */
        ALLOW,
        /** From now on everywhere: kept as a rule in the user's policy. */
        ALWAYS,
        DENY
    }
}
