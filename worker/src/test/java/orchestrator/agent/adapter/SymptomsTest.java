package orchestrator.agent.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import orchestrator.agent.Agent;
import orchestrator.agent.LaunchExit;
import orchestrator.agent.Transcript;
import orchestrator.agent.registry.AgentRegistry;
import orchestrator.agent.stream.Transcriber;
import orchestrator.launch.Cause;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** What the tested versions print, the system's and Node's words, and words of models and tools, which mean nothing. */
class SymptomsTest {
    private static final String OUTSIDE = "{\"type\":\"tool_result\",\"tool_id\":\"a\",\"status\":\"error\",\"error\":"
            + "{\"type\":\"invalid_tool_params\",\"message\":\"Path not in workspace: Attempted path\"}}";

    @TempDir
    static Path data;

    @ParameterizedTest
    @CsvFileSource(resources = "/symptoms.csv", numLinesToSkip = 1, delimiter = '|', quoteCharacter = '`')
    void an_ending_has_its_cause(
            String name, int code, @Nullable String printed, @Nullable String stderr, @Nullable Cause cause) {
        assertThat(cause(name, code, printed == null ? "" : printed, stderr == null ? "" : stderr))
                .isEqualTo(cause);
    }

    @Test
    void a_refused_path_counts_if_it_was_the_last_thing_that_happened() {
        String message = "{\"type\":\"message\",\"role\":\"assistant\",\"content\":\"Then not.\"}";

        assertThat(cause("gemini", 1, OUTSIDE, "")).isEqualTo(Cause.OUTSIDE_WORKSPACE);
        assertThat(cause("gemini", 1, OUTSIDE + "\n" + message, "")).isNull();
    }

    private static @Nullable Cause cause(String name, int code, String printed, String stderr) {
        Agent agent = AgentRegistry.open(data, Map.of()).byName(name).orElseThrow();
        Transcriber transcriber = new Transcriber(agent);
        Transcript transcript = Transcript.EMPTY;
        for (String line : printed.lines().toList())
            transcript = transcriber.read(line, 0, transcript).after();
        return agent.judge(transcript, new LaunchExit(code, false, stderr)).cause();
    }
}
