package orchestrator.autofix.project;

import io.temporal.activity.ActivityInterface;
import orchestrator.autofix.FixRequest;
import orchestrator.autofix.FixResult.Outcome;

/** Tells scripted tasks what becomes of them. */
@ActivityInterface
public interface FixScripts {

    Script script(FixRequest request);

    /**
     * @param seconds how long it takes; a stop interrupts it meanwhile
     * @param dollars what its agents cost
     * @param needsYou true if it waits for a decision, and ends as told
     * @param isMute true if it sends no signal
     */
    record Script(Outcome outcome, long seconds, double dollars, boolean needsYou, boolean isMute) {
        static final Script GREEN = ends(Outcome.GREEN);
        static final Script ESCALATED = ends(Outcome.ESCALATED);

        static Script ends(Outcome outcome) {
            return new Script(outcome, 0, 0, false, false);
        }

        Script after(long time) {
            return new Script(outcome, time, dollars, needsYou, isMute);
        }

        Script costing(double cost) {
            return new Script(outcome, seconds, cost, needsYou, isMute);
        }

        Script asking() {
            return new Script(outcome, seconds, dollars, true, isMute);
        }

        Script mute() {
            return new Script(outcome, seconds, dollars, needsYou, true);
        }
    }
}
