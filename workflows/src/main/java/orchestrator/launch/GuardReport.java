package orchestrator.launch;

import java.util.List;
import orchestrator.identity.LaunchId;

/**
 * What the guard has recorded of a run, as the run reports it.
 *
 * @param records only those that ask a question or settle one
 * @param violations of all launches of the run so far
 */
public record GuardReport(LaunchId id, List<GuardRecord> records, int violations) {
    public GuardReport {
        records = List.copyOf(records);
    }
}
