package orchestrator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import orchestrator.event.AgentEvent;
import orchestrator.event.EventType;
import orchestrator.harness.Orchestrator;
import orchestrator.harness.PrintedLines;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Successes and failures of the three real agents are recognised. */
@TestInstance(Lifecycle.PER_CLASS)
class AgentsTest {

    private static final Duration SESSION = Duration.ofSeconds(180);
    private static final List<String> AGENTS = List.of("claude", "codex", "gemini");

    private final ModelServer model = ModelServer.start(0);
    private final Orchestrator orchestrator =
            Orchestrator.withAgents(ScratchDirectory.directory("agents"), model.url(), AGENTS.toArray(String[]::new));

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
    void all_three_agents_complete_a_session_and_write_their_files() {
        Path target = orchestrator.target("side-by-side", true);

        String session = orchestrator.client().create("[[scenario:write-file]]", target);
        JsonNode state = orchestrator.client().awaitPhase(session, "done", SESSION);

        assertThat(state.path("assignments").findValuesAsText("agent")).containsExactlyInAnyOrderElementsOf(AGENTS);
        for (JsonNode assignment : state.path("assignments")) {
            String role = assignment.path("role").asText();
            String agent = assignment.path("agent").asText();
            assertThat(target.resolve(role + ".txt")).hasContent("written by " + agent + " as " + role + "\n");
            boolean priced = agent.equals("claude");
            assertThat(assignment.path("usage").path("costUsd").isNumber())
                    .as("only Claude Code reports its cost")
                    .isEqualTo(priced);
            assertThat(assignment.path("usage").path("inputTokens").asLong()).isPositive();
        }
        assertEveryLineIsLoggedOnce(session);
        List<AgentEvent> events = orchestrator.client().events(session);
        for (String agent : AGENTS) {
            assertThat(events)
                    .filteredOn(event -> event.agent().equals(agent))
                    .extracting(AgentEvent::type)
                    .contains(EventType.MILESTONE, EventType.TOOL_CALL, EventType.TOOL_RESULT, EventType.FILE_CHANGE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"failing-tool", "silent-tool", "429-twice", "cut-once", "background-child"})
    void temporary_errors_are_overcome(String scenario) {
        for (Map.Entry<String, String> session : sessions(scenario).entrySet()) {
            orchestrator.client().awaitPhase(session.getValue(), "done", SESSION);
            assertEveryLineIsLoggedOnce(session.getValue());
        }

        Wait.until(
                "no process is left: " + orchestrator.agents(),
                Duration.ofSeconds(30),
                () -> orchestrator.agents().isEmpty());
    }

    @Test
    void a_refused_key_leads_to_a_question_if_there_is_no_other_agent() {
        Map<String, String> sessions = sessions("401");

        for (String agent : List.of("codex", "gemini")) {
            JsonNode state = awaitNeed(sessions.get(agent));
            assertThat(state.at("/hold/reason").asText()).contains("401");
            assertThat(state.path("assignments").get(0).path("launches").asInt())
                    .as("asking again would not help")
                    .isEqualTo(1);
            orchestrator.client().stop(sessions.get(agent));
        }
        // Claude Code retries for three minutes; the event log reports it at once.
        String claude = sessions.get("claude");
        Wait.until(
                "the retry is told",
                SESSION,
                () -> orchestrator.client().events(claude).stream()
                        .anyMatch(event ->
                                event.run().equals("claude-1") && (event.text() + event.data()).contains("401")));
        orchestrator.client().stop(claude);
        orchestrator.client().awaitPhase(claude, "stopped", SESSION);
    }

    @Test
    void a_prompt_that_is_too_long_for_codex_is_refused_before_launch() {
        ObjectNode request = request("codex", "x".repeat(1_100_000), orchestrator.target("long", true));

        String session = orchestrator.client().create(request);
        JsonNode state = awaitNeed(session);

        assertThat(state.at("/hold/reason").asText()).contains("1048576").contains("claude or gemini");
        assertThat(PrintedLines.lines(
                        orchestrator.home().session(state.path("key").asText())))
                .isEmpty();
        orchestrator.client().stop(session);
    }

    private JsonNode awaitNeed(String session) {
        return Wait.until("it needs somebody", SESSION, () -> {
            JsonNode state = orchestrator.client().state(session);
            return state.at("/hold/kind").asText().equals("needs_you")
                    ? java.util.Optional.of(state)
                    : java.util.Optional.empty();
        });
    }

    @Test
    void a_long_prompt_reaches_the_agents_that_accept_it_complete() {
        for (String agent : List.of("claude", "gemini")) {
            String prompt = "[[scenario:hello]] [[run:long-" + agent + "]] " + "x".repeat(1_000_000);

            String session = orchestrator.client().create(request(agent, prompt, orchestrator.target(agent, true)));
            orchestrator.client().awaitPhase(session, "done", SESSION);

            assertThat(model.log())
                    .filteredOn(seen -> seen.run().equals("long-" + agent))
                    .flatExtracting(RecordedRequest::said)
                    .anyMatch(said -> said.from().equals("user") && said.length() > 1_000_000);
        }
    }

    /** One session per agent, which has all roles; the architect plays the scenario. */
    private Map<String, String> sessions(String scenario) {
        Map<String, String> sessions = new LinkedHashMap<>();
        for (String agent : AGENTS) {
            String prompt = "[[scenario:architect=" + scenario + ";*=hello]]";
            Path target = orchestrator.target(scenario + "-" + agent, true);
            sessions.put(agent, orchestrator.client().create(request(agent, prompt, target)));
        }
        return sessions;
    }

    private static ObjectNode request(String agent, String prompt, Path target) {
        ObjectNode request = Json.MAPPER.createObjectNode();
        request.put("prompt", prompt)
                .put("target", target.toString())
                .putArray("agents")
                .add(agent);
        return request;
    }

    private void assertEveryLineIsLoggedOnce(String session) {
        String key = orchestrator.client().state(session).path("key").asText();

        assertThat(PrintedLines.logged(orchestrator.client().events(session)))
                .as(session)
                .isEqualTo(PrintedLines.lines(orchestrator.home().session(key)));
    }
}
