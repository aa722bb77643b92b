package orchestrator.cli.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.ZoneId;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import orchestrator.cli.call.ApiClient;
import orchestrator.cli.call.EventFollower;
import orchestrator.cli.call.SessionUpdate;
import orchestrator.cli.connect.ApiAccess;
import orchestrator.cli.connect.SessionChoice;
import orchestrator.cli.input.CommandCaller;
import orchestrator.cli.json.JsonTree;
import orchestrator.cli.live.EventLine;
import orchestrator.cli.output.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "logs", description = "Print everything that a session's agents said and did, one line per event.")
public final class LogsCommand extends ReadingCommand {
    private static final int PAGE = 1_000;
    private static final int QUEUE_MAX = 10_000;

    @Option(
            names = {"-f", "--follow"},
            description = "Keep printing new events until the session ends.")
    private boolean follow;

    @Nullable
    @Option(names = "--agent", paramLabel = "NAME", description = "Only this agent or run, such as claude or claude-1.")
    private String agent;

    public LogsCommand(CommandCaller caller) {
        super(caller);
    }

    @Override
    public Integer call() throws InterruptedException {
        ApiClient api = ApiAccess.to(caller);
        String id = new SessionChoice(api).openOrNewest(session.id);
        long last = printAll(api, id);
        if (follow) printNew(api, id, last);
        return ExitCode.DONE;
    }

    /** Returns the id of the last event. */
    private long printAll(ApiClient api, String id) {
        long after = 0;
        boolean more = true;
        while (more) {
            String query = "/events?format=json&limit=" + PAGE + "&after=" + after;
            JsonNode page = api.get("/api/v1/" + ApiClient.segment(id) + query);
            page.path("events").forEach(this::print);
            if (caller.out().checkError()) return after; // the reader is gone, as after `| head`
            after = page.path("next").asLong(after);
            more = page.path("more").asBoolean();
        }
        return after;
    }

    private void printNew(ApiClient api, String id, long after) throws InterruptedException {
        BlockingQueue<SessionUpdate> queue = new LinkedBlockingQueue<>(QUEUE_MAX);
        EventFollower.start(api, id, after == 0 ? "" : Long.toString(after), news -> put(queue, news));
        for (SessionUpdate news = queue.take(); !(news instanceof SessionUpdate.End); news = queue.take()) {
            if (news instanceof SessionUpdate.Event event) print(event.json());
            if (caller.out().checkError()) return;
            if (news instanceof SessionUpdate.Lost lost)
                caller.err().println("the API does not answer (" + lost.why() + "); trying again …");
            if (news instanceof SessionUpdate.Refused refused) throw refused.why();
        }
    }

    private static void put(BlockingQueue<SessionUpdate> queue, SessionUpdate news) {
        try {
            queue.put(news);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void print(JsonNode event) {
        boolean wanted = agent == null
                || event.path("agent").asText().equals(agent)
                || event.path("run").asText().equals(agent);
        if (wanted)
            caller.out().println(json.wanted ? JsonTree.line(event) : EventLine.of(event, ZoneId.systemDefault()));
    }
}
