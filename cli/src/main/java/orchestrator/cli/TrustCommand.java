package orchestrator.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import orchestrator.cli.say.ExitCode;
import orchestrator.home.Trust;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "trust",
        description = "Allow agents to work in a directory and all below it. Sessions started elsewhere (dashboard,"
                + " API, tctl) wait for this; `orchestrate \"…\"` does it for its target.")
final class TrustCommand implements Callable<Integer> {
    private final Caller caller;

    @Mixin
    private final HelpOption help = new HelpOption();

    @Parameters(paramLabel = "DIR", description = "The directory.")
    private String directory = "";

    TrustCommand(Caller caller) {
        this.caller = caller;
    }

    @Override
    public Integer call() {
        Path target = Target.check(caller, directory, "the directory to trust");
        Trust.of(caller.home()).add(target);
        caller.out().println("Trusted: " + target);
        return ExitCode.DONE;
    }
}
