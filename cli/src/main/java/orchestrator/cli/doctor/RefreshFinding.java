package orchestrator.cli.doctor;

import java.util.List;
import java.util.Optional;
import orchestrator.cli.output.Finding;
import orchestrator.cli.output.ProgressOutput;
import orchestrator.cli.start.UpRequest;
import orchestrator.cli.start.WorkerRefresh;
import orchestrator.home.Home;
import orchestrator.shell.UserShell;

/** A finding if the running worker lacks something of this shell's environment. */
final class RefreshFinding {
    private RefreshFinding() {}

    static Optional<Finding> of(Home home, UpRequest request, ProgressOutput progress) {
        return new WorkerRefresh(home, UserShell.of(request.environment()), progress)
                .change()
                .map(change -> Finding.lacking(
                        "worker",
                        "lacks what this shell has: " + change.inWords(),
                        List.of("orchestrate up, or the next session started here, restarts it with that")));
    }
}
