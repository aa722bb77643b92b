package orchestrator.cli.doctor;

import java.util.List;
import java.util.Optional;
import orchestrator.cli.output.Finding;
import orchestrator.cli.output.Progress;
import orchestrator.cli.start.UpRequest;
import orchestrator.cli.start.WorkerRefresh;
import orchestrator.environment.Shell;
import orchestrator.home.Home;

/** Whether the worker that is up lacks something of this shell's environment. */
final class RefreshFinding {
    private RefreshFinding() {}

    static Optional<Finding> of(Home home, UpRequest request, Progress progress) {
        return new WorkerRefresh(home, Shell.of(request.environment()), progress)
                .change()
                .map(change -> Finding.lacking(
                        "worker",
                        "does not have what this shell brings: " + change.inWords(),
                        List.of("orchestrate up, or the next session started here, starts it again with that")));
    }
}
