package orchestrator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import orchestrator.harness.FakeClaude;
import orchestrator.harness.Orchestrator;
import orchestrator.harness.ScratchDirectory;
import orchestrator.harness.Wait;
import orchestrator.json.Json;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** A call that needs a person waits for the answer, and a forbidden one is counted. Takes about 25 seconds. */
@TestInstance(Lifecycle.PER_CLASS)
class PermissionsTest {
    private static final Duration SESSION = Duration.ofSeconds(90);

    private static final String ASKS = """
            if [ "$ROLE" = implementer ]; then
              while [ ! -e enough ]; do
                curl -s -o /dev/null -w '%{http_code}\\n' -H "Authorization: Bearer $(cat '@TOKEN@')" \\
                  -H 'Content-Type: application/json' -d '{"item":"permission-1","choice":"allow"}' \\
                  "@URL@/api/v1/${ORCHESTRATOR_RUN%%/*}/answer" >> tried.txt
                sleep 0.2
              done &
              if guard Bash '{"command":"git push origin main"}'; then say "it may push"; else say "it may not push"; fi
              if guard Bash '{"command":"git push origin main"}'; then say "it may push again"; fi
              if guard Bash '{"command":"sudo id"}'; then say "it may be root"; else say "it may not be root"; fi
            fi
            finish
            """;

    private final Orchestrator orchestrator = Orchestrator.prepare(ScratchDirectory.directory("permissions"), Map.of());

    @BeforeAll
    void start() {
        orchestrator.script("claude", FakeClaude.script("finish"));
        orchestrator.start();
        String token = orchestrator.home().file("token").toString();
        String script = ASKS.replace("@URL@", orchestrator.client().url()).replace("@TOKEN@", token);
        orchestrator.script("claude", FakeClaude.script(script));
    }

    @AfterAll
    void stop() {
        orchestrator.close();
    }

    @Test
    void an_agent_cannot_allow_its_own_call_which_a_person_can_and_a_forbidden_one_is_reported() throws Exception {
        Path target = orchestrator.target("asks", true);
        ObjectNode request = Json.MAPPER
                .createObjectNode()
                .put("prompt", "Release it.")
                .put("target", target.toString())
                .put("plan", "fixed")
                .put("reviews", "off")
                .put("isolation", "none")
                .put("verify", "true")
                // The sandbox would hide the token.
                .put("sandbox", "off");
        request.putArray("agents").add("claude");
        String session = orchestrator.client().create(request);

        JsonNode item = awaitQuestion(session);
        assertThat(item.path("id").asText()).isEqualTo("permission-1");
        assertThat(item.path("call").path("subject").asText()).isEqualTo("git push origin main");
        assertThat(item.path("call").path("until").asText()).isNotEmpty();
        Path tried = target.resolve("tried.txt");
        long before = size(tried);
        Wait.until("it tries to allow itself", SESSION, () -> size(tried) > before + 8);
        assertThat(Files.readAllLines(tried)).containsOnly("403");
        Files.createFile(target.resolve("enough"));
        assertThat(orchestrator
                        .client()
                        .state(session)
                        .path("teamwork")
                        .path("items")
                        .path(0)
                        .has("answer"))
                .isFalse();
        assertThat(orchestrator
                        .client()
                        .post("/api/v1/" + session + "/answer", Map.of("item", "permission-1", "choice", "allow"))
                        .status())
                .isEqualTo(200);

        JsonNode state = orchestrator.client().awaitPhase(session, "done", SESSION);
        assertThat(orchestrator.client().events(session))
                .extracting(event -> event.text())
                .contains("it may push", "it may push again", "it may not be root");
        assertThat(state.path("violations").asInt()).isEqualTo(1);
        JsonNode violations = orchestrator
                .client()
                .get("/api/v1/" + session + "/violations")
                .json()
                .path("violations");
        assertThat(violations).hasSize(1);
        assertThat(violations.path(0).path("subject").asText()).isEqualTo("sudo id");
        assertThat(violations.path(0).path("reason").asText()).isNotEmpty();
        assertThat(orchestrator.client().get("/api/v1/" + session + "/report").body())
                .contains("## What the guard stopped", "`sudo id`");
    }

    private static long size(Path file) {
        return file.toFile().length();
    }

    private JsonNode awaitQuestion(String session) {
        Wait.until(
                "it asks",
                SESSION,
                () -> orchestrator
                        .client()
                        .state(session)
                        .path("hold")
                        .path("kind")
                        .asText()
                        .equals("needs_you"));
        return orchestrator
                .client()
                .state(session)
                .path("teamwork")
                .path("items")
                .path(0);
    }
}
