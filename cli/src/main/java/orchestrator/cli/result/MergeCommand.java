package orchestrator.cli.result;

import java.util.concurrent.Callable;
import orchestrator.cli.input.CommandCaller;
import orchestrator.cli.input.HelpOption;
import orchestrator.cli.live.DisplayText;
import orchestrator.cli.output.CommandException;
import orchestrator.cli.output.ExitCode;
import orchestrator.session.SessionState;
import orchestrator.text.Text;
import orchestrator.workspace.request.MergeRequest;
import orchestrator.workspace.request.Refused;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "merge",
        description =
                "Bring what a session's agents changed into the target, as one commit on its current branch. Your"
                        + " uncommitted changes stay as they are. If that is not possible, nothing is changed and the exit code is 1.")
public final class MergeCommand implements Callable<Integer> {
    private static final int TITLE_CHARACTERS = 72;

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

    @Nullable
    @Option(
            names = {"-m", "--message"},
            paramLabel = "TEXT",
            description = "The commit message (default: the first line of the prompt).")
    private String message;

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
        if (noCommit && (branch != null || keepBranch)) {
            throw CommandException.badInput(
                    "--branch needs a commit, and --no-commit makes none.", "Leave out --no-commit.");
        }
        try (SessionResults results = SessionResults.open(caller)) {
            SessionState state = results.over(id, "merge");
            MergeRequest request = new MergeRequest(state.key(), branch, !noCommit, keepBranch, title(state));
            results.checkouts().merge(request).forEach(line -> caller.out().println(DisplayText.clean(line)));
            return ExitCode.DONE;
        } catch (Refused refused) {
            throw CommandException.failed(String.valueOf(refused.getMessage()));
        }
    }

    private String title(SessionState state) {
        if (message != null && !message.isBlank()) return message.strip();
        String prompt = state.prompt().strip().lines().findFirst().orElse("");
        String line = DisplayText.clean(prompt).strip();
        if (line.isEmpty()) return "Session " + state.session();
        return Text.shorten(line, TITLE_CHARACTERS);
    }
}
