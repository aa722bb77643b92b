package orchestrator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import orchestrator.cli.call.ServiceHealth;
import orchestrator.cli.connect.ApiAccess;
import orchestrator.cli.input.CommandCaller;
import orchestrator.cli.input.JsonOption;
import orchestrator.cli.live.EventLine;
import orchestrator.cli.live.SessionListLines;
import orchestrator.cli.live.StatusPage;
import orchestrator.cli.output.CommandException;
import orchestrator.cli.output.ExitCode;
import picocli.CommandLine.Command;

/** Loads the classes that short commands use, so that Java can archive them. The launcher calls it after a build. */
@Command(name = "warm-up", hidden = true)
final class WarmUpCommand implements Callable<Integer> {
    private static final String SAMPLE = """
            {"session": "s", "phase": "working", "currentStep": "step", "progressPercent": 1, "startedAt":
             "2026-01-01T00:00:00Z", "hold": {"kind": "none"}, "usage": {"inputTokens": 1500, "costUsd": 0.5},
             "assignments": [{"run": "a-1", "role": "implementer", "status": "running", "title": "t", "usage": {}}]}
            """;

    private final CommandCaller caller;

    WarmUpCommand(CommandCaller caller) {
        this.caller = caller;
    }

    @Override
    public Integer call() throws IOException {
        JsonNode state = new ObjectMapper().readTree(SAMPLE);
        StatusPage.lines(state, Instant.now()).forEach(caller.out()::println);
        SessionListLines.lines(JsonNodeFactory.instance.arrayNode().add(state), Instant.now())
                .forEach(caller.out()::println);
        caller.out().println(EventLine.of(state, ZoneId.systemDefault()));
        JsonOption.print(caller.out(), state);
        ServiceHealth.of(ApiAccess.port(caller));
        for (String command : List.of("status", "list")) ask(command);
        return ExitCode.DONE;
    }

    private void ask(String command) {
        try {
            new Invocation(caller).run(command);
        } catch (CommandException nothingIsUp) {
            caller.out().println(nothingIsUp.text());
        }
    }
}
