package orchestrator.chaos.load;

import com.fasterxml.jackson.databind.node.ObjectNode;
import orchestrator.chaos.finding.Findings;
import orchestrator.eventlog.Archive;

/** The kind of sessions that a kill test runs. */
public interface Workload {

    /** The request, without the session's id. */
    ObjectNode request(String session);

    /** The number of kills that one run survives. */
    int killsOfOneRunMax();

    /** The longest time between two kills. */
    int pauseMillisMax();

    /** Checks a session that is over, beyond being done with all its lines logged. */
    void judge(String session, Archive archive, Findings findings);
}
