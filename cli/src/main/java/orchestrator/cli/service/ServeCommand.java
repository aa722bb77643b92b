package orchestrator.cli.service;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import orchestrator.cli.connect.RunningServices;
import orchestrator.cli.input.CommandCaller;
import orchestrator.cli.input.HelpOption;
import orchestrator.cli.input.UpOptions;
import orchestrator.cli.output.ExitCode;
import orchestrator.cli.start.Down;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "serve", description = "Like `up`, but stay in the foreground; Ctrl-C stops everything.")
public final class ServeCommand implements Callable<Integer> {
    private final CommandCaller caller;

    @Mixin
    private final HelpOption help = new HelpOption();

    @Mixin
    private final UpOptions options = new UpOptions();

    public ServeCommand(CommandCaller caller) {
        this.caller = caller;
    }

    @Override
    public Integer call() throws InterruptedException {
        RunningServices start = RunningServices.start(caller, options.request(caller));
        caller.out().println("Up until Ctrl-C. Dashboard:  " + start.dashboard());
        caller.out().println("                 Temporal:   " + start.temporalUi());
        Down down = new Down(caller.home(), RunningServices.progress(caller));
        Runtime.getRuntime().addShutdownHook(new Thread(down::run, "down"));
        new CountDownLatch(1).await();
        return ExitCode.DONE;
    }
}
