package orchestrator.cli.result;

import java.util.concurrent.Callable;
import orchestrator.cli.input.CommandCaller;
import orchestrator.cli.input.HelpOption;
import orchestrator.cli.output.ExitCode;
import orchestrator.session.SessionState;
import orchestrator.settlement.MergeOptions;
import orchestrator.settlement.PublishOptions;
import orchestrator.settlement.SettlementRequest.Kind;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "discard",
        description =
                "Throw away what a session's agents changed: removes their checkouts and branches, keeps the target as it is.")
public final class DiscardCommand implements Callable<Integer> {
    private final CommandCaller caller;

    @Mixin
    private final HelpOption help = new HelpOption();

    @Nullable
    @Parameters(
            arity = "0..1",
            paramLabel = "ID",
            description = "Session id; may be left out if exactly one session has a result.")
    private String id;

    public DiscardCommand(CommandCaller caller) {
        this.caller = caller;
    }

    @Override
    public Integer call() {
        try (SessionResults results = SessionResults.open(caller)) {
            SessionState state = results.over(id, "discard");
            results.settle(SessionResults.request(Kind.DISCARD, state, MergeOptions.USUAL, PublishOptions.USUAL));
            return ExitCode.DONE;
        }
    }
}
