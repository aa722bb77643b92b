package orchestrator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import orchestrator.event.AgentEvent;
import orchestrator.event.EventType;
import orchestrator.harness.ExternalCommand;
import orchestrator.harness.Orchestrator;
import orchestrator.harness.OrchestratorApi.Answer;
import orchestrator.harness.ScratchDirectory;
import orchestrator.json.Json;
import orchestrator.modelserver.ModelServer;
import orchestrator.modelserver.RecordedRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With every adapter, the second run of an agent in a session continues the conversation of the first. */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(300)
class RealConversationsTest {
    private static final Duration SESSION = Duration.ofSeconds(240);

    private final ModelServer model = ModelServer.start(0);
    private final Orchestrator orchestrator = Orchestrator.withAgents(
            ScratchDirectory.directory("conversations"), model.url(), "claude", "codex", "gemini");

    RealConversationsTest() {
        orchestrator.start();
    }

    @AfterAll
    void stop() {
        orchestrator.close();
        model.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude", "codex", "gemini"})
    void a_fix_continues_the_conversation_of_the_work(String agent) throws Exception {
        String session = "fix-" + agent;
        ObjectNode request = request(session, agent, "fix=mend;implementer=break;*=hello");
        request.put("verify", "test ! -e broken.txt").put("plan", "fixed").put("isolation", "worktree");

        orchestrator.client().create(request);
        JsonNode state = orchestrator.client().awaitPhase(session, "done", SESSION);

        JsonNode fix = last(state);
        assertThat(fix.path("kind").asText()).isEqualTo("fix");
        assertThat(fix.path("launches").asInt())
                .as("resumed at once: %s", recoveries(session))
                .isEqualTo(1);
        assertThat(recoveries(session)).isEmpty();
        assertGoesOn(requests(session, "work"), requests(session, "fix"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude", "codex", "gemini"})
    void a_message_to_a_session_that_is_done_continues_its_conversation(String agent) throws Exception {
        String session = "told-" + agent;
        ObjectNode request = request(session, agent, "fix=mend;implementer=break;*=hello");
        request.put("plan", "fixed").put("isolation", "worktree");
        orchestrator.client().create(request);
        orchestrator.client().awaitPhase(session, "done", SESSION);

        Map<String, Object> comment = Map.of("file", "broken.txt", "line", 1, "text", "away with it");
        Answer started =
                orchestrator.client().post("/api/v1/" + session + "/message", Map.of("comments", List.of(comment)));
        assertThat(started.status()).as("%s", started).isEqualTo(201);
        JsonNode state = orchestrator.client().awaitPhase(session, "done", SESSION);

        assertThat(state.path("resumedFrom").asText()).isEqualTo(session);
        assertThat(state.path("assignments"))
                .as("only the message is new work")
                .allSatisfy(one -> assertThat(one.path("launches").asInt())
                        .isEqualTo(one.path("kind").asText().equals("fix") ? 1 : 0));
        assertGoesOn(requests(session, "work"), requests(session, "fix"));
        assertThat(requests(session, "fix").get(0).heard("user", "- at broken.txt:1: away with it"))
                .isTrue();
        assertThat(orchestrator.client().get("/api/v1/" + session + "/diff").body())
                .doesNotContain("broken.txt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"codex", "gemini"})
    void a_second_request_for_a_plan_uses_the_same_conversation(String agent) throws Exception {
        String session = "plan-" + agent;
        ObjectNode request = request(session, agent, "plan=structured-bad;*=hello");
        request.put("plan", "agent").put("isolation", "worktree");

        orchestrator.client().create(request);
        orchestrator.client().awaitPhase(session, "done", SESSION);

        assertThat(recoveries(session)).isEmpty();
        List<RecordedRequest> asked = requests(session, "plan");
        assertThat(asked).hasSizeGreaterThan(1);
        assertThat(asked.get(asked.size() - 1).heard("assistant", "This is text and no JSON."))
                .as("%s", asked.get(asked.size() - 1))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude", "codex", "gemini"})
    void an_agent_that_ends_its_turn_with_work_in_the_background_is_asked_about_it_once(String agent) throws Exception {
        String session = "left-" + agent;
        ObjectNode request = request(session, agent, "architect=left-work;*=hello");
        request.put("plan", "fixed").put("isolation", "worktree");

        orchestrator.client().create(request);
        JsonNode state = orchestrator.client().awaitPhase(session, "done", SESSION);

        assertThat(state.at("/assignments/0/launches").asInt()).isEqualTo(2);
        assertThat(orchestrator.client().events(session))
                .extracting(AgentEvent::text)
                .anyMatch(text -> text.contains("still ran when " + agent + " had ended") && text.contains("sleep 302"))
                .anyMatch(text -> text.contains("tier 2") && text.contains("in the background"));
        assertThat(requests(session, "work"))
                .anyMatch(seen -> seen.heard("user", "You ended your turn while")
                        && seen.heard("assistant", "It runs in the background."));
    }

    /** The first request of the later run contains everything that was said in the earlier one. */
    private static void assertGoesOn(List<RecordedRequest> earlier, List<RecordedRequest> later) {
        assertThat(later).isNotEmpty();
        RecordedRequest first = later.get(0);
        assertThat(first.heard("assistant", "Hello from the scripted model."))
                .as("%s", first)
                .isTrue();
        List<String> before = earlier.get(earlier.size() - 1).said().stream()
                .filter(said -> said.from().equals("user") && said.text().contains("marzipan"))
                .map(RecordedRequest.Said::text)
                .toList();
        assertThat(before).isNotEmpty();
        assertThat(first.said()).extracting(RecordedRequest.Said::text).containsAll(before);
    }

    /** Requests with tools, which excludes those for a title and the like. */
    private List<RecordedRequest> requests(String session, String kind) {
        return model.log().stream()
                .filter(seen -> seen.run().equals(session)
                        && seen.kind().equals(kind)
                        && !seen.tools().isEmpty())
                .toList();
    }

    private List<AgentEvent> recoveries(String session) {
        return orchestrator.client().events(session).stream()
                .filter(event -> event.type() == EventType.RECOVERY)
                .toList();
    }

    private ObjectNode request(String session, String agent, String scenario) throws Exception {
        Path target = orchestrator.target(session, true);
        git(target, "init", "-q", "-b", "main");
        Files.writeString(target.resolve("README.md"), "# Sweets\n");
        git(target, "add", "README.md");
        git(target, "-c", "user.name=Ana", "-c", "user.email=ana@example.org", "commit", "-q", "-m", "first");
        ObjectNode request = Json.MAPPER.createObjectNode();
        request.put("prompt", "Remember marzipan. [[scenario:" + scenario + "]] [[run:" + session + "]]");
        request.put("target", target.toString()).put("session", session).put("reviews", "off");
        request.putArray("agents").add(agent);
        return request;
    }

    private static JsonNode last(JsonNode state) {
        JsonNode assignments = state.path("assignments");
        return assignments.get(assignments.size() - 1);
    }

    private static void git(Path directory, String... arguments) {
        ExternalCommand.run(Path.of("/usr/bin/git"), List.of(arguments), Map.of(), directory);
    }
}
