package orchestrator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import orchestrator.event.AgentEvent;
import orchestrator.modelserver.RecordedRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The real command lines in the sandbox, without the guard. Takes half a minute. */
@TestInstance(Lifecycle.PER_CLASS)
class SandboxTest {
    private final RealSessions sessions = RealSessions.inSandbox("sandbox");

    @AfterAll
    void stop() {
        sessions.close();
    }

    @Test
    void an_agent_that_is_killed_and_resumed_writes_in_its_workspace_and_nowhere_else() throws IOException {
        Path home = sessions.orchestrator().scratch().resolve("home");
        Files.createDirectories(home.resolve(".ssh"));
        Files.writeString(home.resolve(".ssh/id"), "secret");
        List<RealSession> working = RealSessions.AGENTS.stream()
                .map(agent -> sessions.begin(agent, "escape", "escape"))
                .toList();
        for (RealSession session : working) session.awaitTool().killAgent();

        for (RealSession session : working) {
            JsonNode done = session.awaitDone();
            assertThat(done.at("/assignments/0/launches").asInt())
                    .as(session.id())
                    .isEqualTo(2);
            assertThat(session.recoveries())
                    .as(session.id())
                    .extracting(AgentEvent::data)
                    .extracting(data -> data.path("tier").asInt())
                    .containsExactly(2);
            List<RecordedRequest> requests = session.requests();
            assertThat(requests.get(requests.size() - 1).heard("user", "marzipan"))
                    .as(session.id())
                    .isTrue();
            assertThat(session.target().resolve("after.txt")).as(session.id()).hasContent("after the command");
            assertThat(session.target().resolve("seen.txt")).as(session.id()).isEmptyFile();
            assertThat(session.launch(2).hasSandbox()).as(session.id()).isTrue();
            assertThat(session.launch(2).path().resolve("home"))
                    .as(session.id())
                    .doesNotExist();
            session.assertEveryLineIsLoggedOnce();
        }
        assertThat(List.of(
                        working.get(0).target().resolveSibling("escaped"),
                        Path.of("/var/escaped"),
                        home.resolve(".bashrc"),
                        home.resolve(".claude/settings.json"),
                        home.resolve(".codex/rules/mine.rules")))
                .allSatisfy(path -> assertThat(path).doesNotExist());
    }
}
