package orchestrator.cli.access;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import orchestrator.cli.input.CommandCaller;
import orchestrator.cli.input.HelpOption;
import orchestrator.cli.input.TargetDirectory;
import orchestrator.cli.output.ExitCode;
import orchestrator.home.Trust;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "trust",
        description =
                "Allow agents to work in a directory and everything below it. Sessions started from the dashboard,"
                        + " the API or tctl wait for this; `orchestrate \"…\"` trusts its own target.")
public final class TrustCommand implements Callable<Integer> {
    private final CommandCaller caller;

    @Mixin
    private final HelpOption help = new HelpOption();

    @Parameters(paramLabel = "DIR", description = "The directory.")
    private String directory = "";

    public TrustCommand(CommandCaller caller) {
        this.caller = caller;
    }

    @Override
    public Integer call() {
        Path target = TargetDirectory.check(caller, directory, "the directory to trust");
        Trust.of(caller.home()).add(target);
        caller.out().println("Trusted: " + target);
        return ExitCode.DONE;
    }
}
