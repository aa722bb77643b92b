package orchestrator.cli.doctor;

import java.util.List;
import orchestrator.cli.output.Finding;
import orchestrator.home.Home;
import orchestrator.workspace.PendingResults;

/** Results that were neither merged nor discarded: their checkouts and branches fill the disk. */
final class PendingResultsFinding {
    private static final int SHOWN_MAX = 3;

    private PendingResultsFinding() {}

    /** No finding if there are none. */
    static List<Finding> pending(Home home) {
        List<String> keys = PendingResults.of(home);
        if (keys.isEmpty()) return List.of();
        String first = String.join(", ", keys.subList(0, Math.min(SHOWN_MAX, keys.size())));
        String more = keys.size() > SHOWN_MAX ? " and " + (keys.size() - SHOWN_MAX) + " more" : "";
        String words = (keys.size() == 1 ? "one session has" : keys.size() + " sessions have")
                + " a result or checkouts: " + first + more + " (orchestrate merge ID, or discard ID)";
        return List.of(Finding.good("results", words));
    }
}
