package orchestrator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import orchestrator.cli.call.Health;
import orchestrator.cli.live.EventLine;
import orchestrator.cli.live.Sheet;
import orchestrator.cli.live.Table;
import orchestrator.cli.say.ExitCode;
import orchestrator.cli.say.Refusal;
import picocli.CommandLine.Command;

/** Loads what short commands load, so that Java can keep those classes ready; the launcher calls it after a build. */
@Command(name = "warm-up", hidden = true)
final class WarmUpCommand implements Callable<Integer> {
    private static final String SAMPLE = """
            {"session": "s", "phase": "working", "currentStep": "step", "progressPercent": 1, "startedAt":
             "2026-01-01T00:00:00Z", "hold": {"kind": "none"}, "usage": {"inputTokens": 1500, "costUsd": 0.5},
             "assignments": [{"run": "a-1", "role": "implementer", "status": "running", "title": "t", "usage": {}}]}
            """;

    private final Caller caller;

    WarmUpCommand(Caller caller) {
        this.caller = caller;
    }

    @Override
    public Integer call() throws IOException {
        JsonNode state = new ObjectMapper().readTree(SAMPLE);
        Sheet.lines(state, Instant.now()).forEach(caller.out()::println);
        Table.lines(JsonNodeFactory.instance.arrayNode().add(state), Instant.now())
                .forEach(caller.out()::println);
        caller.out().println(EventLine.of(state, ZoneId.systemDefault()));
        JsonOption.print(caller.out(), state);
        Health.of(Connect.port(caller));
        for (String command : List.of("status", "list")) ask(command);
        return ExitCode.DONE;
    }

    private void ask(String command) {
        try {
            new Invocation(caller).run(command);
        } catch (Refusal nothingIsUp) {
            caller.out().println(nothingIsUp.text());
        }
    }
}
