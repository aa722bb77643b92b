package orchestrator.cli.start;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import orchestrator.cli.background.RunningProcess;
import orchestrator.cli.background.Service;
import orchestrator.cli.background.Setup;
import orchestrator.cli.output.Progress;
import orchestrator.environment.EnvironmentChange;
import orchestrator.environment.Shell;
import orchestrator.home.Home;
import orchestrator.home.TemporalTarget;

/**
 * Gives a worker that is running what the caller's shell has and it lacks: programs on the PATH, keys of agents. For that
 * it is started again; agents are processes of their own, and go on.
 */
public final class WorkerRefresh {
    /** Between the name of the supervisor's script and the command that it keeps running. */
    private static final int SUPERVISORS_ARGUMENTS = 5;

    private final Home home;
    private final Shell shell;
    private final Progress progress;

    public WorkerRefresh(Home home, Shell shell, Progress progress) {
        this.home = home;
        this.shell = shell;
        this.progress = progress;
    }

    /** What the worker lacks; empty where it lacks nothing, is not ours, or tells nothing. */
    public Optional<EnvironmentChange> change() {
        return worker().flatMap(RunningProcess::environment).flatMap(has -> shell.brings(home, has));
    }

    /** Its supervisor has the same environment, and has it for as long as it runs. */
    private Optional<RunningProcess> worker() {
        return Service.worker(home).supervisor().map(supervisor -> RunningProcess.of(supervisor.pid()));
    }

    /** To be called under the lock of {@code up}. True where the worker was started again. */
    boolean bring(EnvironmentChange change, Setup setup) {
        RunningProcess worker = worker().orElseThrow();
        Optional<String> unit =
                worker.unit().filter(name -> !RunningProcess.ours().unit().equals(Optional.of(name)));
        Optional<List<String>> arguments = worker.arguments().filter(all -> all.size() > SUPERVISORS_ARGUMENTS);
        if (unit.isPresent() || arguments.isEmpty()) {
            progress.say("The worker has another environment than this shell, which brings " + change.inWords()
                    + ". It is run by " + unit.orElse("another program")
                    + ": put that into its environment and start it again"
                    + unit.map(name -> ":  systemctl --user restart " + name).orElse("."));
            return false;
        }
        startAgain(worker, arguments.get(), setup);
        progress.say("The worker was started again, since this shell brings " + change.inWords() + "; agents go on");
        return true;
    }

    /** By the same build, since the API is of that one. */
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
