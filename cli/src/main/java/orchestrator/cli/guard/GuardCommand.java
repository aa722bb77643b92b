package orchestrator.cli.guard;

import java.util.concurrent.Callable;
import orchestrator.cli.input.CommandCaller;
import orchestrator.cli.input.HelpOption;
import orchestrator.cli.output.CommandException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "guard",
        description =
                "The guard decides about each tool call of an agent before it runs. `orchestrate guard check` tries"
                        + " commands on it, `orchestrate guard policy` shows its rules.")
public final class GuardCommand implements Callable<Integer> {
    @Mixin
    private final HelpOption help = new HelpOption();

    /** @param caller as for every command; there is nothing to say to them here */
    public GuardCommand(CommandCaller caller) {
        assert caller != null;
    }

    @Override
    public Integer call() {
        throw CommandException.badInput(
                "`orchestrate guard` needs one more word.",
                "Try commands on it:  echo 'rm -rf /' | orchestrate guard check",
                "See its rules:       orchestrate guard policy");
    }
}
