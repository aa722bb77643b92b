package orchestrator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import orchestrator.harness.Orchestrator;
import orchestrator.harness.ScratchDirectory;
import orchestrator.harness.Wait;
import orchestrator.json.Json;
import orchestrator.modelserver.ModelServer;
import orchestrator.modelserver.RecordedRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Sessions of the three real agents that resume stopped ones in the same conversations. */
@TestInstance(Lifecycle.PER_CLASS)
class ResumeTest {

    private static final Duration SESSION = Duration.ofSeconds(180);
    private static final List<String> AGENTS = List.of("claude", "codex", "gemini");

    private final ModelServer model = ModelServer.start(0);
    private final Orchestrator orchestrator =
            Orchestrator.withAgents(ScratchDirectory.directory("resume"), model.url(), AGENTS.toArray(String[]::new));

    @BeforeAll
    void start() {
        orchestrator.start();
    }

    @AfterAll
    void stop() {
        orchestrator.close();
        model.close();
    }

    @Test
    void each_agent_continues_the_conversation_of_a_stopped_session_in_the_next_one() {
        Map<String, String> stopped = new LinkedHashMap<>();
        for (String agent : AGENTS) stopped.put(agent, orchestrator.client().create(request(agent)));
        Wait.until(
                "the long commands run",
                SESSION,
                () -> AGENTS.stream().allMatch(agent -> isInLongCommand(stopped.get(agent))));
        stopped.values().forEach(session -> orchestrator.client().stop(session));
        stopped.values().forEach(session -> orchestrator.client().awaitPhase(session, "stopped", SESSION));

        Map<String, String> resumed = new LinkedHashMap<>();
        stopped.forEach((agent, session) -> resumed.put(
                agent,
                orchestrator.client().create(Json.MAPPER.createObjectNode().put("resumeFrom", session))));

        resumed.forEach((agent, session) -> {
            JsonNode state = orchestrator.client().awaitPhase(session, "done", SESSION);
            assertThat(state.path("resumedFrom").asText()).isEqualTo(stopped.get(agent));
            assertThat(target(agent).resolve("after.txt")).exists();
            assertThat(orchestrator.home().run(session, agent + "-1"))
                    .as("the design")
                    .doesNotExist();
            List<RecordedRequest> requests = implementer(agent);
            RecordedRequest last = requests.get(requests.size() - 1);
            assertThat(last.heard("assistant", "I run a long command."))
                    .as(agent)
                    .isTrue();
            assertThat(last.heard("user", "You were interrupted")).as(agent).isTrue();
        });
    }

    private ObjectNode request(String agent) {
        ObjectNode request = Json.MAPPER.createObjectNode();
        request.put(
                "prompt",
                "[[scenario:architect=hello;implementer=long-tool;reviewer=approve]] [[run:resume-" + agent + "]]");
        request.put("target", orchestrator.target(agent, true).toString());
        request.putArray("agents").add(agent);
        return request;
    }

    private Path target(String agent) {
        return orchestrator.scratch().resolve("targets").resolve(agent);
    }

    private boolean isInLongCommand(String session) {
        return Files.exists(orchestrator.home().session(session))
                && orchestrator.agents().stream()
                        .anyMatch(one -> one.run().startsWith(session + "/")
                                && one.command().contains("sleep 300"));
    }

    private List<RecordedRequest> implementer(String agent) {
        return model.log().stream()
                .filter(request -> request.run().equals("resume-" + agent)
                        && request.role().equals("implementer"))
                .toList();
    }
}
