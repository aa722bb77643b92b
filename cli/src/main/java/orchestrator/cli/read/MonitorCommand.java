package orchestrator.cli.read;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import orchestrator.cli.call.ApiClient;
import orchestrator.cli.connect.ApiAccess;
import orchestrator.cli.connect.SessionChoice;
import orchestrator.cli.input.CommandCaller;
import orchestrator.cli.input.WholeNumber;
import orchestrator.cli.json.JsonTree;
import orchestrator.cli.monitor.Monitor;
import orchestrator.cli.output.CommandException;
import orchestrator.cli.output.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "monitor",
        description = "Show a session live, as `attach` does. With --json: its current state as one JSON object, for"
                + " programs that drive it; the exit code is then 0 in every state.")
public final class MonitorCommand extends ReadingCommand {
    private static final long EVENT_MAX = 999_999_999_999_999L;
    private static final long WAIT_SECONDS_MAX = 600;

    @Nullable
    @Option(
            names = "--after",
            paramLabel = "EVENT",
            description = "With --json: only events after this one; pass the `next` of the last answer.")
    private String after;

    @Nullable
    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            description = "With --json: wait at most this long for something significant to happen.")
    private String wait;

    @Option(names = "--verbose", description = "Without --json: show every event, not only the important ones.")
    private boolean verbose;

    public MonitorCommand(CommandCaller caller) {
        super(caller);
    }

    @Override
    public Integer call() throws InterruptedException {
        if (!json.wanted && (after != null || wait != null)) {
            throw CommandException.badInput(
                    "--after and --wait only work with --json.",
                    "Write it like this:  orchestrate monitor --json --wait 10");
        }
        long from = after == null ? 0 : WholeNumber.parse("--after", after, 0, EVENT_MAX);
        long seconds = wait == null ? 0 : WholeNumber.parse("--wait", wait, 0, WAIT_SECONDS_MAX);
        ApiClient api = ApiAccess.to(caller);
        String id = new SessionChoice(api).openOrNewest(session.id);
        if (!json.wanted) return new SessionWatch(caller, api).run(id, verbose, false);
        ObjectNode snapshot = new Monitor(api, id).look(from, Duration.ofSeconds(seconds));
        caller.out().println(JsonTree.line(snapshot));
        return ExitCode.DONE;
    }
}
