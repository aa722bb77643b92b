package orchestrator.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.common.WorkflowExecutionHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import orchestrator.json.Json;
import orchestrator.orchestration.TestTemporal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sessions outlive an update: the workflows replay histories that earlier builds recorded. */
class HistoriesReplayTest {
    private static final Path HISTORIES = Path.of("src/test/resources/histories");

    private static final TestTemporal TEMPORAL = new TestTemporal();

    @AfterAll
    static void close() {
        TEMPORAL.close();
    }

    private static void replay(String history) throws Exception {
        TEMPORAL.replay(history(history));
    }

    static List<Path> histories() throws IOException {
        try (Stream<Path> files = Files.walk(HISTORIES)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void there_are_histories_to_replay() throws IOException {
        assertThat(histories()).hasSizeGreaterThanOrEqualTo(15);
    }

    @ParameterizedTest
    @MethodSource("histories")
    void a_recorded_history_replays(Path file) throws Exception {
        replay(Files.readString(file));
    }

    @Test
    void a_history_that_does_not_match_the_workflow_fails() throws Exception {
        Path file = histories().stream()
                .filter(path -> path.toString().contains("session"))
                .findFirst()
                .orElseThrow();
        String other = Files.readString(file).replace("\"Admit\"", "\"SomethingElse\"");

        assertThatThrownBy(() -> replay(other)).hasStackTraceContaining("TMPRL1100");
    }

    /** Keeps the recorded id, which is part of the ids of its runs. */
    private static WorkflowExecutionHistory history(String json) throws IOException {
        String id = Json.MAPPER
                .readTree(json)
                .path("events")
                .path(0)
                .path("workflowExecutionStartedEventAttributes")
                .path("workflowId")
                .asText();
        return WorkflowExecutionHistory.fromJson(json, id);
    }
}
