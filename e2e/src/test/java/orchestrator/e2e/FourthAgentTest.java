package orchestrator.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import orchestrator.event.AgentEvent;
import orchestrator.event.EventType;
import orchestrator.harness.ExternalCommand;
import orchestrator.harness.Orchestrator;
import orchestrator.harness.PrintedLines;
import orchestrator.harness.ScratchDirectory;
import orchestrator.harness.ScriptedAgentHome;
import orchestrator.harness.Tools;
import orchestrator.harness.Wait;
import orchestrator.json.Json;
import orchestrator.modelserver.ModelServer;
import orchestrator.modelserver.RecordedRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

/** A fourth real agent, opencode, which the program knows only from one file in the data directory. */
@TestInstance(Lifecycle.PER_CLASS)
class FourthAgentTest {

    private static final Duration SESSION = Duration.ofSeconds(300);
    private static final Path DEFINITION = Path.of("worker/src/test/resources/agents/opencode/opencode.yaml");

    /** Two models, one of them with a price per million tokens. */
    private static final String SETTINGS = """
            {
              "autoupdate": false,
              "share": "disabled",
              "model": "scripted/priced",
              "provider": {
                "scripted": {
                  "npm": "@ai-sdk/openai-compatible",
                  "name": "scripted",
                  "options": {"baseURL": "%s/v1", "apiKey": "no-real-key", "setCacheKey": true},
                  "models": {"priced": {"cost": {"input": 3, "output": 15}}, "unpriced": {}}
                }
              }
            }
            """;

    private final ModelServer model = ModelServer.start(0);
    private final Orchestrator orchestrator = prepare(ScratchDirectory.directory("fourth"), model.url());

    private static Orchestrator prepare(Path scratch, String modelUrl) {
        Path settings = scratch.resolve("opencode.json");
        Map<String, String> environment = new TreeMap<>(
                ScriptedAgentHome.in(scratch.resolve("home"), modelUrl).variables());
        environment.put("OPENCODE_CONFIG", settings.toString());
        environment.put("OPENCODE_DISABLE_AUTOUPDATE", "1");
        environment.put("OPENCODE_DISABLE_MODELS_FETCH", "1");
        environment.put("OPENCODE_DISABLE_LSP_DOWNLOAD", "1");
        write(settings, SETTINGS.formatted(modelUrl));
        return Orchestrator.prepare(scratch, environment);
    }

    @BeforeAll
    void start() throws IOException {
        orchestrator.link("opencode", Tools.agents().resolve("opencode"));
        Path agents = Files.createDirectories(orchestrator.home().file("agents"));
        Files.copy(Tools.checkout().resolve(DEFINITION), agents.resolve("opencode.yaml"));
        orchestrator.start();
    }

    @AfterAll
    void stop() {
        orchestrator.close();
        model.close();
    }

    @Test
    void opencode_completes_a_session_and_writes_its_files() {
        Path target = orchestrator.target("work", true);

        String session = create("[[scenario:write-file]] [[run:work]]", target);
        JsonNode state = orchestrator.client().awaitPhase(session, "done", SESSION);

        List<AgentEvent> events = orchestrator.client().events(session);
        for (JsonNode assignment : state.path("assignments")) {
            String role = assignment.path("role").asText();
            assertThat(assignment.path("agent").asText()).isEqualTo("opencode");
            assertThat(target.resolve(role + ".txt")).hasContent("written by opencode as " + role + "\n");
            assertThat(assignment.path("usage").path("costUsd").asDouble())
                    .isPositive()
                    .isCloseTo(printedCost(events, assignment.path("run").asText()), within(1e-9));
        }
        assertThat(state.path("assignments")).hasSize(3);
        assertThat(events)
                .extracting(AgentEvent::type)
                .contains(EventType.REASONING, EventType.MILESTONE, EventType.TOOL_CALL, EventType.TOOL_RESULT)
                .contains(EventType.FILE_CHANGE, EventType.USAGE, EventType.RESULT)
                .doesNotContain(EventType.UNKNOWN);
        assertThat(seen("work"))
                .as("its own tool wrote the file")
                .anyMatch(request -> request.heard("assistant", "write {"));
        assertEveryLineIsLoggedOnce(session);
    }

    @Test
    void a_model_without_a_price_has_no_cost() throws IOException {
        Path target = orchestrator.target("unpriced", true);
        Files.writeString(target.resolve("opencode.json"), "{\"model\": \"scripted/unpriced\"}");

        String session = create("[[scenario:hello]]", target);
        JsonNode state = orchestrator.client().awaitPhase(session, "done", SESSION);

        for (JsonNode assignment : state.path("assignments")) {
            JsonNode usage = assignment.path("usage");
            assertThat(usage.path("inputTokens").asLong()).isPositive();
            assertThat(usage.path("costUsd").isNumber())
                    .as("unavailable, and not 0: %s", usage)
                    .isFalse();
        }
        assertEveryLineIsLoggedOnce(session);
    }

    @Test
    void a_killed_opencode_continues_the_same_conversation() {
        Path target = orchestrator.target("killed", true);
        String session =
                create("[[scenario:architect=hello;implementer=long-tool;reviewer=approve]] [[run:killed]]", target);
        Wait.until(
                "the long command runs",
                SESSION,
                () -> orchestrator.agents().stream()
                        .anyMatch(agent -> agent.command().contains("sleep 300")));

        orchestrator.agents().stream()
                .filter(agent -> agent.command().contains("opencode run"))
                .filter(agent -> agent.run().startsWith(session))
                .forEach(agent -> ProcessHandle.of(agent.pid()).ifPresent(ProcessHandle::destroyForcibly));
        orchestrator.client().awaitPhase(session, "done", SESSION);

        assertThat(target.resolve("after.txt")).exists();
        List<RecordedRequest> implementer = seen("killed").stream()
                .filter(request -> request.role().equals("implementer"))
                .toList();
        assertThat(implementer)
                .extracting(RecordedRequest::conversation)
                .doesNotContain("")
                .containsOnly(implementer.get(0).conversation());
        assertThat(implementer.get(implementer.size() - 1).heard("user", "You were interrupted"))
                .isTrue();
        assertThat(orchestrator.client().events(session))
                .anyMatch(event ->
                        event.type().wire().equals("recovery") && event.text().contains("tier 2"));
        assertEveryLineIsLoggedOnce(session);
        assertThat(orchestrator.agents()).isEmpty();
    }

    @Test
    @Timeout(300)
    void the_second_run_of_opencode_continues_the_conversation_of_the_first() throws IOException {
        Path target = orchestrator.target("second", true);
        ObjectNode request =
                request("Remember marzipan. [[scenario:fix=mend;implementer=break;*=hello]] [[run:second]]", target);
        request.put("verify", "test ! -e broken.txt").put("plan", "fixed").put("reviews", "off");
        request.put("isolation", "worktree");
        Files.writeString(target.resolve("README.md"), "# Sweets\n");
        for (String command :
                List.of("init -q -b main", "add README.md", "-c user.name=A -c user.email=a@b commit -qm first"))
            ExternalCommand.run(Path.of("/usr/bin/git"), List.of(command.split(" ")), Map.of(), target);

        String session = orchestrator.client().create(request);
        orchestrator.client().awaitPhase(session, "done", SESSION);

        List<RecordedRequest> fix =
                seen("second").stream().filter(one -> one.kind().equals("fix")).toList();
        assertThat(fix).isNotEmpty();
        assertThat(fix.get(0).heard("assistant", "Hello from the scripted model."))
                .isTrue();
        assertThat(fix.get(0).conversation())
                .isIn(seen("second").stream()
                        .filter(one -> one.kind().equals("work"))
                        .map(RecordedRequest::conversation)
                        .toList());
    }

    private String create(String prompt, Path target) {
        return orchestrator.client().create(request(prompt, target));
    }

    private static ObjectNode request(String prompt, Path target) {
        ObjectNode request = Json.MAPPER.createObjectNode();
        request.put("prompt", prompt).put("target", target.toString());
        request.putArray("agents").add("opencode");
        return request;
    }

    /** Requests for the work itself. For a conversation's title opencode sends requests without tools. */
    private List<RecordedRequest> seen(String run) {
        return model.log().stream()
                .filter(request -> request.run().equals(run) && !request.tools().isEmpty())
                .toList();
    }

    /** The sum over its own output. */
    private static double printedCost(List<AgentEvent> events, String run) {
        return events.stream()
                .filter(event -> event.run().equals(run) && event.index() == 0)
                .mapToDouble(event -> event.data().path("part").path("cost").asDouble())
                .sum();
    }

    private void assertEveryLineIsLoggedOnce(String session) {
        String key = orchestrator.client().state(session).path("key").asText();
        Map<String, List<Long>> printed = PrintedLines.lines(orchestrator.home().session(key));

        assertThat(printed).isNotEmpty();
        assertThat(PrintedLines.logged(orchestrator.client().events(session))).isEqualTo(printed);
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
