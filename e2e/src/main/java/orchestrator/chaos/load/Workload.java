package orchestrator.chaos.load;

import com.fasterxml.jackson.databind.node.ObjectNode;
import orchestrator.chaos.finding.Findings;
import orchestrator.eventlog.EventLog;

/** What is going on in the sessions of a kill test. */
public interface Workload {

    /** What to ask for, beside the session's id. */
    ObjectNode request(String session);

    /** How often one run may be killed and go on all the same. */
    int killsOfOneRunMax();

    /** The longest time without a kill. */
    int pauseMillisMax();

    /** Looks at a session that is over, for more than that it is done and its lines are all there. */
    void judge(String session, EventLog log, Findings findings);
}
