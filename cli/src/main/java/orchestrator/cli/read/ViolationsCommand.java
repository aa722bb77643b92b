package orchestrator.cli.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.ZoneId;
import orchestrator.cli.call.ApiClient;
import orchestrator.cli.connect.ApiAccess;
import orchestrator.cli.connect.SessionChoice;
import orchestrator.cli.input.CommandCaller;
import orchestrator.cli.input.JsonOption;
import orchestrator.cli.live.ViolationLines;
import orchestrator.cli.output.ExitCode;
import picocli.CommandLine.Command;

@Command(
        name = "violations",
        description = "Print what the guard stopped in a session, and what its agents did without asking the guard.")
public final class ViolationsCommand extends ReadingCommand {
    private static final int PAGE = 1_000;

    public ViolationsCommand(CommandCaller caller) {
        super(caller);
    }

    @Override
    public Integer call() {
        ApiClient api = ApiAccess.to(caller);
        ArrayNode all = all(api, new SessionChoice(api).openOrNewest(session.id));
        if (json.wanted) {
            JsonOption.print(caller.out(), JsonNodeFactory.instance.objectNode().set("violations", all));
        } else if (all.isEmpty()) {
            caller.out().println("There are none.");
        } else {
            for (JsonNode one : all)
                ViolationLines.lines(one, ZoneId.systemDefault()).forEach(caller.out()::println);
        }
        return ExitCode.DONE;
    }

    private static ArrayNode all(ApiClient api, String id) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        String path = "/api/v1/" + ApiClient.segment(id) + "/violations?limit=" + PAGE + "&after=";
        JsonNode page = api.get(path + 0);
        page.path("violations").forEach(all::add);
        while (page.path("more").asBoolean()) {
            page = api.get(path + page.path("next").asText());
            page.path("violations").forEach(all::add);
        }
        return all;
    }
}
