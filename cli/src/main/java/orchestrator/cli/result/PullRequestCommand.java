package orchestrator.cli.result;

import java.util.concurrent.Callable;
import orchestrator.cli.input.CommandCaller;
import orchestrator.cli.input.HelpOption;
import orchestrator.cli.output.ExitCode;
import orchestrator.session.SessionState;
import orchestrator.settlement.PublishOptions;
import orchestrator.settlement.SettlementRequest.Kind;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "pull-request",
        description =
                "Push what a session's agents changed as a branch to the target's remote, and open a pull request with GitHub's"
                        + " program `gh`. The target stays as it is.")
public final class PullRequestCommand implements Callable<Integer> {
    private final CommandCaller caller;

    @Mixin
    private final HelpOption help = new HelpOption();

    @Mixin
    private final CommitOptions commit = new CommitOptions();

    @Option(
            names = "--remote",
            paramLabel = "NAME",
            description = "The remote to push to (default: origin, or the only one).")
    private String remote = "";

    @Option(
            names = "--base",
            paramLabel = "BRANCH",
            description = "The branch that it is for (default: the target's current one).")
    private String base = "";

    @Option(names = "--push-only", description = "Only push the branch; this needs no `gh`.")
    private boolean pushOnly;

    @Nullable
    @Parameters(
            arity = "0..1",
            paramLabel = "ID",
            description = "Session id; may be left out if exactly one session has a result.")
    private String id;

    public PullRequestCommand(CommandCaller caller) {
        this.caller = caller;
    }

    @Override
    public Integer call() {
        try (SessionResults results = SessionResults.open(caller)) {
            SessionState state = results.over(id, "publish");
            results.settle(SessionResults.request(
                    Kind.PULL_REQUEST,
                    state,
                    commit.with(null, false, false),
                    new PublishOptions(remote, base, pushOnly)));
            return ExitCode.DONE;
        }
    }
}
