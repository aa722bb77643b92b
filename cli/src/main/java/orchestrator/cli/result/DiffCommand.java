package orchestrator.cli.result;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.concurrent.Callable;
import orchestrator.checkout.CheckoutActivities.Diff;
import orchestrator.cli.input.CommandCaller;
import orchestrator.cli.input.HelpOption;
import orchestrator.cli.input.JsonOption;
import orchestrator.cli.live.DisplayText;
import orchestrator.cli.output.CommandException;
import orchestrator.cli.output.ExitCode;
import orchestrator.session.SessionState;
import orchestrator.workspace.request.Refused;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "diff", description = "Print what a session's agents changed, even after a merge or discard.")
public final class DiffCommand implements Callable<Integer> {
    private final CommandCaller caller;

    @Mixin
    private final HelpOption help = new HelpOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    @Option(names = "--stat", description = "Only the names of files and the number of lines.")
    private boolean stat;

    @Nullable
    @Parameters(arity = "0..1", paramLabel = "ID", description = "Session id (default: the newest that has a result).")
    private String id;

    public DiffCommand(CommandCaller caller) {
        this.caller = caller;
    }

    @Override
    public Integer call() {
        try (SessionResults results = SessionResults.open(caller)) {
            SessionState state = results.newest(id);
            Diff diff = results.checkouts().diff(state.key());
            String text = results.store().artifacts().get(diff.artifact()).orElse("");
            if (json.wanted) printJson(state, diff, text);
            else if (stat)
                caller.out().println(summary(diff, results.checkouts().stat(state.key())));
            else print(state, text);
            return ExitCode.DONE;
        } catch (Refused refused) {
            throw CommandException.failed(String.valueOf(refused.getMessage()));
        }
    }

    /** Unchanged for a pipe, such as to {@code git apply}; without control characters for a terminal. */
    private void print(SessionState state, String text) {
        if (text.isEmpty()) caller.err().println("Session " + state.session() + " changed no files.");
        caller.out().print(caller.terminal() ? DisplayText.cleanLines(text.replace("\t", "        ")) : text);
    }

    private static String summary(Diff diff, String stat) {
        if (!stat.isEmpty()) return DisplayText.cleanLines(stat);
        return diff.files() + " files changed, " + diff.insertions() + " insertions(+), " + diff.deletions()
                + " deletions(-)";
    }

    private void printJson(SessionState state, Diff diff, String text) {
        JsonOption.print(
                caller.out(),
                JsonNodeFactory.instance
                        .objectNode()
                        .put("session", state.session())
                        .put("files", diff.files())
                        .put("insertions", diff.insertions())
                        .put("deletions", diff.deletions())
                        .put("artifact", diff.artifact())
                        .put("diff", text));
    }
}
