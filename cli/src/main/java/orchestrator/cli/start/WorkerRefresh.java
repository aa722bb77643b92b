package orchestrator.cli.start;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import orchestrator.cli.background.RunningProcess;
import orchestrator.cli.background.Service;
import orchestrator.cli.background.Setup;
import orchestrator.cli.output.ProgressOutput;
import orchestrator.home.Home;
import orchestrator.home.TemporalTarget;
import orchestrator.shell.EnvironmentChange;
import orchestrator.shell.UserShell;

/**
 * Restarts a running worker with variables that it lacks and the caller's shell has: entries of the PATH, keys of
 * agents. Agents are separate processes and continue.
 */
public final class WorkerRefresh {
    /** Arguments before the command that the supervisor keeps running. */
    private static final int SUPERVISORS_ARGUMENTS = 5;

    private final Home home;
    private final UserShell shell;
    private final ProgressOutput progress;

    public WorkerRefresh(Home home, UserShell shell, ProgressOutput progress) {
        this.home = home;
        this.shell = shell;
        this.progress = progress;
    }

    /** The variables that the worker lacks; empty if none, if it is not ours, or if its environment is unknown. */
    public Optional<EnvironmentChange> change() {
        return worker().flatMap(RunningProcess::environment).flatMap(has -> shell.brings(home, has));
    }

    /** The worker's supervisor, which has the same environment and outlives the worker's restarts. */
    private Optional<RunningProcess> worker() {
        return Service.worker(home).supervisor().map(supervisor -> RunningProcess.of(supervisor.pid()));
    }

    /** Must be called under the lock of {@code up}. Returns true if the worker was restarted. */
    boolean restartWith(EnvironmentChange change, Setup setup) {
        RunningProcess worker = worker().orElseThrow();
        Optional<String> unit =
                worker.unit().filter(name -> !RunningProcess.ours().unit().equals(Optional.of(name)));
        Optional<List<String>> arguments = worker.arguments().filter(all -> all.size() > SUPERVISORS_ARGUMENTS);
        if (unit.isPresent() || arguments.isEmpty()) {
            progress.say("The environment of the worker differs from this shell, which has " + change.inWords()
                    + ". The worker is run by " + unit.orElse("another program")
                    + ": add that to its environment and restart it"
                    + unit.map(name -> ":  systemctl --user restart " + name).orElse("."));
            return false;
        }
        startAgain(worker, arguments.get(), setup);
        progress.say("The worker was restarted, because this shell has " + change.inWords() + "; agents continue");
        return true;
    }

    /** Uses the build of the running worker, which is also the API's. */
    private void startAgain(RunningProcess worker, List<String> arguments, Setup setup) {
        Map<String, String> had = worker.environment().orElseThrow();
        Map<String, String> both = shell.over(had);
        both.put("ORCHESTRATOR_HOME", home.directory().toString());
        both.put(TemporalTarget.ADDRESS, setup.temporal());
        both.put(TemporalTarget.NAMESPACE, setup.namespace());
        both.put("TEMPORAL_UI", setup.temporalUi());
        both.put("ORCHESTRATOR_PORT", Integer.toString(setup.port()));
        String archive = arguments.get(SUPERVISORS_ARGUMENTS - 1);
        List<String> command = arguments.subList(SUPERVISORS_ARGUMENTS, arguments.size());
        Down.stop(Service.worker(home));
        Service.worker(home).start(archive, command, both);
    }
}
