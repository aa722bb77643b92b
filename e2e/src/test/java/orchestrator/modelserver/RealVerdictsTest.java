package orchestrator.modelserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import orchestrator.agent.Agent;
import orchestrator.agent.LaunchExit;
import orchestrator.agent.LaunchVerdict;
import orchestrator.agent.Transcript;
import orchestrator.agent.registry.AgentRegistry;
import orchestrator.agent.stream.Transcriber;
import orchestrator.harness.ScratchDirectory;
import orchestrator.harness.ScriptedAgentHome;
import orchestrator.json.Json;
import orchestrator.json.JsonText;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Our adapters judge the real command lines' last output in cases where the exit code alone would mislead. */
class RealVerdictsTest {
    private static final List<String> AGENTS = List.of("claude", "codex", "gemini");
    private static final String SCHEMA =
            "{\"type\":\"object\",\"properties\":{\"answer\":{\"type\":\"number\"},\"ok\":{\"type\":\"boolean\"}},"
                    + "\"required\":[\"answer\",\"ok\"],\"additionalProperties\":false}";
    private static final long GIVES_UP_SECONDS_MAX = 120;

    private final Path scratch = ScratchDirectory.directory("verdicts");
    private final ModelServer model = ModelServer.start(0);
    private final ScriptedAgentHome environment = ScriptedAgentHome.in(scratch.resolve("home"), model.url());
    private final AgentRegistry ours = AgentRegistry.open(scratch.resolve("data"), Map.of("PATH", "/usr/bin:/bin"));
    private Path workspace = scratch;

    @BeforeEach
    void makeWorkspace() throws Exception {
        workspace = Files.createDirectories(scratch.resolve("workspace"));
    }

    @AfterEach
    void stopModel() {
        model.close();
    }

    @Test
    @Timeout(value = 6, unit = TimeUnit.MINUTES)
    void a_model_that_always_answers_500_fails_the_launch_as_retryable() throws Exception {
        retryTwice();
        Map<String, Process> running = new LinkedHashMap<>();
        for (String agent : AGENTS) {
            running.put(agent, line(agent).start("[[scenario:500-for-ever]] [[run:" + agent + "]]"));
        }
        for (String agent : AGENTS) {
            AgentLine line = line(agent);
            AgentLine.Ended ended = line.end(running.get(agent), GIVES_UP_SECONDS_MAX);

            LaunchVerdict verdict = judged(agent, line, ended).verdict();

            assertThat(verdict.succeeded()).as("%s", ended).isFalse();
            assertThat(verdict.retryable()).as("%s: %s", agent, verdict).isTrue();
            assertThat(verdict.reason()).as(agent).isNotBlank();
        }
    }

    /** By themselves Claude Code and Gemini CLI retry for more than three minutes before they give up. */
    private void retryTwice() throws IOException {
        Path claude = environment.home().resolve(".claude/settings.json");
        Files.createDirectories(claude.getParent());
        Files.writeString(claude, "{\"env\": {\"CLAUDE_CODE_MAX_RETRIES\": \"2\"}}");
        Path gemini = environment.home().resolve(".gemini/settings.json");
        ObjectNode settings = Json.read(Files.readString(gemini), ObjectNode.class);
        settings.withObject("/general").put("maxAttempts", 3);
        Files.writeString(gemini, Json.write(settings));
    }

    @ParameterizedTest
    @CsvSource({
        "claude, structured, true", "claude, structured-bad, false",
        "codex,  structured, true", "codex,  structured-bad, false",
        "gemini, structured, true", "gemini, structured-bad, false",
    })
    void an_answer_with_a_schema_arrives_as_JSON_and_one_without_unchanged(String agent, String scenario, boolean good)
            throws Exception {
        AgentLine line = line(agent);

        AgentLine.Ended ended = line.run("[[scenario:" + scenario + "]]", schemaFlags(agent));

        Judged judged = judged(agent, line, ended);
        Optional<Integer> answer = JsonText.object(judged.transcript().answer())
                .map(json -> json.path("answer").asInt());
        assertThat(answer).as("%s", ended).isEqualTo(good ? Optional.of(42) : Optional.empty());
        assertThat(judged.verdict().succeeded()).as("%s", ended).isTrue();
    }

    private String[] schemaFlags(String agent) throws Exception {
        return switch (agent) {
            case "claude" -> new String[] {"--json-schema", SCHEMA};
            case "codex" -> {
                Path file = Files.writeString(scratch.resolve("schema.json"), SCHEMA);
                yield new String[] {"--output-schema", file.toString()};
            }
            default -> new String[0];
        };
    }

    private record Judged(LaunchVerdict verdict, Transcript transcript) {}

    private Judged judged(String name, AgentLine line, AgentLine.Ended ended) throws Exception {
        Agent agent = ours.byName(name).orElseThrow();
        Transcriber transcriber = new Transcriber(agent);
        Transcript transcript = Transcript.EMPTY;
        for (String text : Files.readAllLines(line.out())) {
            transcript = transcriber.read(text, 0, transcript).after();
        }
        return new Judged(agent.judge(transcript, new LaunchExit(ended.exitCode(), false, ended.stderr())), transcript);
    }

    private AgentLine line(String agent) {
        return new AgentLine(agent, environment, workspace);
    }
}
