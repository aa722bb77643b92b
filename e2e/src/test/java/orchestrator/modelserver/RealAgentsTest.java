package orchestrator.modelserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import orchestrator.harness.ScratchDirectory;
import orchestrator.harness.ScriptedAgentHome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The real command lines work with the scripted model as with a real one. */
class RealAgentsTest {

    private final Path scratch = ScratchDirectory.directory("agents");
    private final ModelServer model = ModelServer.start(0);
    private final ScriptedAgentHome environment = ScriptedAgentHome.in(scratch.resolve("home"), model.url());
    private Path workspace = scratch;

    @BeforeEach
    void makeWorkspace() throws Exception {
        workspace = Files.createDirectories(scratch.resolve("workspace"));
    }

    @AfterEach
    void stopModel() {
        model.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude", "codex", "gemini"})
    void it_says_hello(String agent) throws Exception {
        AgentLine.Ended ended = line(agent).run("[[scenario:hello]]");

        assertThat(ended.good()).as("%s", ended).isTrue();
        assertThat(said(ended)).contains("Hello from the scripted model.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude", "codex", "gemini"})
    void it_writes_a_file_into_its_working_directory(String agent) throws Exception {
        AgentLine.Ended ended = line(agent).run("Role: implementer\n[[scenario:write-file]]");

        assertThat(ended.good()).as("%s", ended).isTrue();
        assertThat(workspace.resolve("implementer.txt")).hasContent("written by " + agent + " as implementer\n");
        assertThat(last().heard("tool", "written by " + agent)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude", "codex", "gemini"})
    void a_failing_command_does_not_fail_the_run(String agent) throws Exception {
        AgentLine.Ended ended = line(agent).run("[[scenario:failing-tool]]");

        assertThat(ended.good()).as("%s", ended).isTrue();
        assertThat(last().heard("tool", "oops")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude", "codex"})
    void an_answer_by_schema_arrives(String agent) throws Exception {
        String schema =
                "{\"type\":\"object\",\"properties\":{\"answer\":{\"type\":\"number\"},\"ok\":{\"type\":\"boolean\"}},"
                        + "\"required\":[\"answer\",\"ok\"],\"additionalProperties\":false}";
        Path file = Files.writeString(scratch.resolve("schema.json"), schema);

        AgentLine.Ended ended = agent.equals("claude")
                ? line(agent).run("[[scenario:structured-bad-once]]", "--json-schema", schema)
                : line(agent).run("[[scenario:structured]]", "--output-schema", file.toString());

        assertThat(ended.good()).as("%s", ended).isTrue();
        assertThat(said(ended).replace(" ", "")).contains("\"answer\":42");
    }

    @ParameterizedTest
    @CsvSource({"codex, 1", "gemini, 145"})
    void a_refused_key_fails_the_run(String agent, int exitCode) throws Exception {
        AgentLine.Ended ended = line(agent).run("[[scenario:401]]");

        assertThat(ended.good()).isFalse();
        assertThat(ended.exitCode()).isEqualTo(exitCode);
        assertThat(model.log()).isNotEmpty().allMatch(seen -> seen.outcome().equals("401"));
    }

    /** Claude Code tries eleven times within three minutes; two are enough to see that it got the error. */
    @Test
    void a_refused_key_is_retried_by_claude() throws Exception {
        AgentLine claude = line("claude");

        Process process = claude.start("[[scenario:401]]");
        await().atMost(Duration.ofSeconds(30)).until(() -> model.log().size() >= 2);
        AgentLine.killAll(process);

        assertThat(Files.readString(claude.out())).contains("api_retry").contains("401");
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude", "codex", "gemini"})
    void two_rate_limit_errors_are_overcome(String agent) throws Exception {
        AgentLine.Ended ended = line(agent).run("[[scenario:429-twice]]");

        assertThat(ended.good()).as("%s", ended).isTrue();
        assertThat(model.log()).extracting(RecordedRequest::outcome).containsExactly("429", "429", "answered");
    }

    /** Gemini CLI only retries if the end of the connection could be the end of the answer. */
    @ParameterizedTest
    @CsvSource({"claude, false", "codex, true", "gemini, false"})
    void a_broken_connection_is_noticed(String agent, boolean retries) throws Exception {
        AgentLine.Ended ended = line(agent).run("[[scenario:cut-once]]");

        assertThat(ended.good()).as("%s", ended).isEqualTo(retries);
        assertThat(model.log().get(0).outcome()).isEqualTo("broken off");
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude", "codex", "gemini"})
    void a_killed_conversation_is_resumed(String agent) throws Exception {
        AgentLine line = line(agent);
        Process process = line.start("Remember the word marzipan. [[scenario:long-tool]]");
        await().atMost(Duration.ofSeconds(30)).until(() -> line.toolIsRunning(process) && line.hasNotedTheTool());
        String conversation = line.conversation();

        AgentLine.killAll(process);
        AgentLine.Ended ended = line.resume(conversation, "You were interrupted. Go on.");

        assertThat(ended.good()).as("%s", ended).isTrue();
        assertThat(last().heard("user", "marzipan")).isTrue();
        assertThat(last().heard("user", "You were interrupted")).isTrue();
        assertThat(workspace.resolve("after.txt")).exists();
    }

    private AgentLine line(String agent) {
        return new AgentLine(agent, environment, workspace);
    }

    private RecordedRequest last() {
        List<RecordedRequest> log = model.log();
        return log.get(log.size() - 1);
    }

    /** The agent's whole message; Gemini CLI prints it in pieces. */
    private static String said(AgentLine.Ended ended) {
        StringBuilder text = new StringBuilder();
        ended.events()
                .forEach(event -> text.append(event.path("content").asText())
                        .append(event.path("item").path("text").asText())
                        .append(event.path("result").asText()));
        return text.toString();
    }
}
