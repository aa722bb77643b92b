package orchestrator.cli.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.concurrent.Callable;
import orchestrator.cli.call.ApiClient;
import orchestrator.cli.connect.ApiAccess;
import orchestrator.cli.connect.SessionChoice;
import orchestrator.cli.input.CommandCaller;
import orchestrator.cli.input.HelpOption;
import orchestrator.cli.input.JsonOption;
import orchestrator.cli.input.PlainWords;
import orchestrator.cli.live.AgentTable;
import orchestrator.cli.live.SessionListLines;
import orchestrator.cli.live.TroubleLines;
import orchestrator.cli.output.ExitCode;
import orchestrator.cli.watch.WatchedProjects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "list", description = "List sessions, newest first, or the agents that work in them.")
public final class ListCommand implements Callable<Integer>, PlainWords.Command {
    private final CommandCaller caller;

    @Mixin
    private final HelpOption help = new HelpOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many sessions, beside those that are open (default 20).")
    private int limit = 20;

    @Option(
            names = "--state",
            paramLabel = "STATES",
            defaultValue = "",
            description =
                    "Only in one of these states, such as needs_you,failed or open; archived for those that left the list.")
    private String state = "";

    @Option(names = "--search", paramLabel = "WORDS", defaultValue = "", description = "Only with these words.")
    private String search = "";

    @Option(
            names = "--target",
            paramLabel = "DIR",
            defaultValue = "",
            description = "Only in this directory or below it.")
    private String target = "";

    @Option(names = "--agents", description = "List the agents of open sessions, with process and host.")
    private boolean agents;

    public ListCommand(CommandCaller caller) {
        this.caller = caller;
    }

    @Override
    public boolean take(PlainWords words) {
        if (words.id() != null) return false;
        json.wanted = words.json();
        return true;
    }

    @Override
    public Integer call() {
        ApiClient api = ApiAccess.to(caller);
        JsonNode answer = new SessionChoice(api).list(limit, filter());
        if (agents) {
            printAgents(AgentList.of(api, answer.path("sessions")));
            return ExitCode.DONE;
        }
        if (json.wanted) {
            JsonOption.print(caller.out(), answer);
        } else if (answer.path("sessions").isEmpty()) {
            caller.out()
                    .println(
                            filter().isEmpty()
                                    ? "There are no sessions yet. Start one:  orchestrate \"what to do\""
                                    : "No session matches. See all:  orchestrate list");
        } else {
            SessionListLines.lines(answer.path("sessions"), Instant.now()).forEach(caller.out()::println);
            int older = answer.path("older").asInt();
            if (older > 0)
                caller.out()
                        .println(SessionListLines.older(
                                older, answer.path("sessions").size()));
            TroubleLines.ofAll(answer.path("sessions")).forEach(caller.out()::println);
        }
        if (!json.wanted) WatchedProjects.lines(api, Instant.now()).forEach(caller.out()::println);
        return ExitCode.DONE;
    }

    /** As the API's query takes it. */
    private String filter() {
        String directory = target.isEmpty() ? "" : caller.resolve(target).toString();
        return parameter("state", state) + parameter("search", search) + parameter("target", directory);
    }

    private static String parameter(String name, String value) {
        return value.isBlank() ? "" : "&" + name + "=" + ApiClient.segment(value);
    }

    private void printAgents(JsonNode working) {
        if (json.wanted) {
            JsonOption.print(caller.out(), working);
        } else if (working.path("agents").isEmpty()) {
            caller.out().println("No agent is working. See the sessions:  orchestrate list");
        } else {
            AgentTable.lines(working.path("agents")).forEach(caller.out()::println);
        }
    }
}
