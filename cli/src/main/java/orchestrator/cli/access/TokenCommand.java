package orchestrator.cli.access;

import java.util.concurrent.Callable;
import orchestrator.api.access.Token;
import orchestrator.cli.input.CommandCaller;
import orchestrator.cli.input.HelpOption;
import orchestrator.cli.output.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "token",
        description =
                "Print the token that calls to the API need, or replace it. Replacing it logs out every browser and"
                        + " makes the old token useless; running sessions continue.")
public final class TokenCommand implements Callable<Integer> {
    private final CommandCaller caller;

    @Mixin
    private final HelpOption help = new HelpOption();

    @Option(names = "--rotate", description = "Replace the token.")
    private boolean rotate;

    public TokenCommand(CommandCaller caller) {
        this.caller = caller;
    }

    @Override
    public Integer call() {
        if (rotate) {
            Token.rotate(caller.home());
            caller.out().println("The token was replaced, and every browser is logged out.");
            caller.out().println("For a new link to the dashboard:  orchestrate up");
        } else {
            caller.out().println(Token.of(caller.home()).value());
        }
        return ExitCode.DONE;
    }
}
