package orchestrator.launch;

import java.util.List;

/**
 * What the guard has recorded since the last follow.
 *
 * @param seen number of the last record, for the next request
 * @param records at most 20, the oldest first
 * @param violations of the launch so far
 */
public record GuardNews(int seen, List<GuardRecord> records, int violations) {
    public GuardNews {
        records = List.copyOf(records);
    }

    /** The records that ask a question or settle one. */
    public List<GuardRecord> questions() {
        return records.stream().filter(GuardRecord::isAboutQuestion).toList();
    }
}
