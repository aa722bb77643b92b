package orchestrator.cli;

import java.util.concurrent.Callable;
import orchestrator.cli.live.Words;
import orchestrator.cli.say.ExitCode;
import orchestrator.cli.say.Refusal;
import orchestrator.session.SessionState;
import orchestrator.workspace.Refused;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "discard",
        description =
                "Throw away what a session's agents have changed: their checkouts and branches go, the target stays.")
final class DiscardCommand implements Callable<Integer> {
    private final Caller caller;

    @Mixin
    private final HelpOption help = new HelpOption();

    @Nullable
    @Parameters(
            arity = "0..1",
            paramLabel = "ID",
            description = "Session id; may be left out where exactly one session has a result.")
    private String id;

    DiscardCommand(Caller caller) {
        this.caller = caller;
    }

    @Override
    public Integer call() {
        try (Results results = Results.open(caller)) {
            SessionState state = results.over(id, "discard");
            results.checkouts()
                    .discard(state.key())
                    .forEach(line -> caller.out().println(Words.clean(line)));
            return ExitCode.DONE;
        } catch (Refused refused) {
            throw Refusal.failed(String.valueOf(refused.getMessage()));
        }
    }
}
