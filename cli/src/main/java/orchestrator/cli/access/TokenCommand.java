package orchestrator.cli.access;

import java.util.concurrent.Callable;
import orchestrator.api.access.Token;
import orchestrator.cli.input.Caller;
import orchestrator.cli.input.HelpOption;
import orchestrator.cli.output.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "token",
        description =
                "Print the secret that calls of the API carry, or replace it: then every browser is logged out, and"
                        + " whoever has the old one has nothing. What runs goes on.")
public final class TokenCommand implements Callable<Integer> {
    private final Caller caller;

    @Mixin
    private final HelpOption help = new HelpOption();

    @Option(names = "--rotate", description = "Replace it.")
    private boolean rotate;

    public TokenCommand(Caller caller) {
        this.caller = caller;
    }

    @Override
    public Integer call() {
        if (rotate) {
            Token.rotate(caller.home());
            caller.out().println("The token was replaced, and every browser is logged out.");
            caller.out().println("A new link for the dashboard:  orchestrate up");
        } else {
            caller.out().println(Token.of(caller.home()).value());
        }
        return ExitCode.DONE;
    }
}
