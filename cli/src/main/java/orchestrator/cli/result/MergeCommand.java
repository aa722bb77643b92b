package orchestrator.cli.result;

import java.util.concurrent.Callable;
import orchestrator.cli.input.CommandCaller;
import orchestrator.cli.input.HelpOption;
import orchestrator.cli.output.CommandException;
import orchestrator.cli.output.ExitCode;
import orchestrator.session.SessionState;
import orchestrator.settlement.MergeOptions;
import orchestrator.settlement.PublishOptions;
import orchestrator.settlement.SettlementRequest.Kind;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "merge",
        description =
                "Bring what a session's agents changed into the target, on its current branch. Your"
                        + " uncommitted changes stay as they are. If that is not possible, nothing is changed and the exit code is 1.")
public final class MergeCommand implements Callable<Integer> {
    private final CommandCaller caller;

    @Mixin
    private final HelpOption help = new HelpOption();

    @Nullable
    @Option(
            names = "--branch",
            paramLabel = "NAME",
            description = "Only create this branch; the target's files stay as they are.")
    private String branch;

    @Option(names = "--no-commit", description = "Only change the files, without a commit.")
    private boolean noCommit;

    @Option(names = "--keep-branch", description = "Keep the branch orchestrate/ID/result, moved to the commit.")
    private boolean keepBranch;

    @Mixin
    private final CommitOptions commit = new CommitOptions();

    @Nullable
    @Parameters(
            arity = "0..1",
            paramLabel = "ID",
            description = "Session id; may be left out if exactly one session has a result.")
    private String id;

    public MergeCommand(CommandCaller caller) {
        this.caller = caller;
    }

    @Override
    public Integer call() {
        MergeOptions options = commit.with(branch, noCommit, keepBranch);
        if (!options.contradiction().isEmpty())
            throw CommandException.badInput(options.contradiction(), "Leave out --no-commit.");
        try (SessionResults results = SessionResults.open(caller)) {
            SessionState state = results.over(id, "merge");
            results.settle(SessionResults.request(Kind.MERGE, state, options, PublishOptions.USUAL));
            return ExitCode.DONE;
        }
    }
}
