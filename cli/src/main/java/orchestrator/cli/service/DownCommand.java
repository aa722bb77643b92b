package orchestrator.cli.service;

import java.util.List;
import java.util.concurrent.Callable;
import orchestrator.cli.connect.ApiAccess;
import orchestrator.cli.connect.RunningServices;
import orchestrator.cli.connect.SessionChoice;
import orchestrator.cli.input.CommandCaller;
import orchestrator.cli.input.HelpOption;
import orchestrator.cli.output.CommandException;
import orchestrator.cli.output.ConsoleProgress;
import orchestrator.cli.output.ExitCode;
import orchestrator.cli.start.Down;
import orchestrator.cli.watch.WatchedProjects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "down",
        description =
                "Stop the Temporal, worker and API that `up` started, and nothing else. Sessions survive this: agents"
                        + " keep working, and the next `up` follows them again. Projects are watched again from then on.")
public final class DownCommand implements Callable<Integer> {
    private final CommandCaller caller;

    @Mixin
    private final HelpOption help = new HelpOption();

    public DownCommand(CommandCaller caller) {
        this.caller = caller;
    }

    @Override
    public Integer call() {
        int open = countOpen();
        int watched = WatchedProjects.count(ApiAccess.to(caller));
        ConsoleProgress progress = RunningServices.progress(caller);
        List<String> stopped = new Down(caller.home(), progress).run();
        progress.clear();
        if (stopped.isEmpty()) {
            caller.out().println("Nothing was up.");
        } else {
            caller.out().println("Stopped " + String.join(", ", stopped) + ".");
            if (open > 0) caller.out().println(openSessionsNote(open));
            if (watched > 0) caller.out().println(watchedNote(watched));
        }
        return ExitCode.DONE;
    }

    private static String openSessionsNote(int open) {
        String sessions = open == 1 ? "1 session is" : open + " sessions are";
        return sessions + " still open: their agents keep working, and `orchestrate up` follows them again.";
    }

    private static String watchedNote(int watched) {
        String projects = watched == 1 ? "1 project is" : watched + " projects are";
        return projects + " not watched any more; `orchestrate up` goes on, and finds what was changed meanwhile.";
    }

    /** Only for the message: services that do not answer are stopped all the same. */
    private int countOpen() {
        try {
            return new SessionChoice(ApiAccess.to(caller)).countOpen();
        } catch (CommandException e) {
            return 0;
        }
    }
}
