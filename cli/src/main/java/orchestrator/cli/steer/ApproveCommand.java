package orchestrator.cli.steer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import orchestrator.cli.call.ApiClient;
import orchestrator.cli.connect.ApiAccess;
import orchestrator.cli.connect.SessionChoice;
import orchestrator.cli.input.CommandCaller;
import orchestrator.cli.input.SessionArgument;
import orchestrator.cli.live.DisplayText;
import orchestrator.cli.output.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "approve",
        description = "Show what a session asks for if its request is unsigned or its directory is not"
                + " trusted, and let it start. On a terminal it asks first.")
public final class ApproveCommand extends SteeringCommand {
    /** Fields that decide what is executed come first: a long prompt must not hide them. */
    private static final List<String> EXECUTED = List.of("target", "workspace", "setup", "verify", "agents", "roles");

    private static final Set<String> NOTHING = Set.of("", "[]", "{}", "null", "false");

    @Mixin
    private final SessionArgument session = new SessionArgument();

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    public ApproveCommand(CommandCaller caller) {
        super(caller);
    }

    @Override
    public Integer call() {
        ApiClient api = ApiAccess.to(caller);
        String id = new SessionChoice(api).needingYou(session.id);
        JsonNode shown = api.get("/api/v1/" + ApiClient.segment(id) + "/request");
        if (!json.wanted) show(id, shown.path("asked"));
        if (!yes && caller.terminal() && !agrees()) {
            caller.out().println("Not approved; the session keeps waiting. To end it:  orchestrate stop " + id);
            return ExitCode.NEEDS_YOU;
        }
        JsonNode answer = ask(
                api,
                id,
                "approve",
                JsonNodeFactory.instance
                        .objectNode()
                        .put("request", shown.path("request").asText()));
        printOutcome(answer, "Approved. Watch it:  orchestrate attach " + id);
        return ExitCode.DONE;
    }

    private void show(String id, JsonNode asked) {
        caller.out().println("Session " + id + " asks for this:");
        EXECUTED.stream().filter(asked::has).forEach(field -> show(asked, field));
        asked.properties().stream()
                .map(Map.Entry::getKey)
                .filter(field -> !EXECUTED.contains(field))
                .forEach(field -> show(asked, field));
    }

    private void show(JsonNode asked, String field) {
        JsonNode value = asked.path(field);
        String text = value.isTextual() ? value.asText() : value.toString();
        if (NOTHING.contains(text)) return;
        caller.out().println("  " + field + ": " + DisplayText.cleanLines(text).replace("\n", "\n      "));
    }

    private boolean agrees() {
        caller.out().print("Agents will do this with your permissions. Approve it? [y/N] ");
        caller.out().flush();
        try {
            byte[] line = new byte[64];
            int length = caller.in().read(line);
            String said = length <= 0 ? "" : new String(line, 0, length, StandardCharsets.UTF_8).strip();
            return Set.of("y", "yes").contains(said.toLowerCase(Locale.ROOT));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the answer", e);
        }
    }
}
