package orchestrator.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import orchestrator.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each way of the workflows that a later change could break is in a recorded history. */
class RecordedHistoriesTest {
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern VERSION = Pattern.compile("\\bgetVersion\\(\\s*(\"[^\"]+\"|[A-Z_]+)?");

    private static final List<JsonNode> HISTORIES = histories();

    private static List<JsonNode> histories() {
        try {
            return HistoriesReplayTest.histories().stream()
                    .map(file -> read(file))
                    .map(RecordedHistoriesTest::tree)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode tree(String json) {
        return Json.read(json, JsonNode.class).path("events");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<JsonNode> events(String attributes) {
        return HISTORIES.stream()
                .flatMap(events -> StreamSupport.stream(events.spliterator(), false))
                .map(event -> event.path(attributes))
                .filter(found -> !found.isMissingNode());
    }

    /** The markers of this name, as their details of this name. */
    private static Stream<String> markers(String name, String detail) {
        return events("markerRecordedEventAttributes")
                .filter(marker -> marker.path("markerName").asText().equals(name))
                .map(marker ->
                        marker.at("/details/" + detail + "/payloads/0/data").asText())
                .map(data -> new String(Base64.getDecoder().decode(data), StandardCharsets.UTF_8));
    }

    /** The changes that the workflows ask for by {@code Workflow.getVersion}. */
    private static Set<String> changesInTheCode() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(RecordedHistoriesTest::read)
                    .flatMap(RecordedHistoriesTest::changesIn)
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Stream<String> changesIn(String source) {
        return VERSION.matcher(source).results().map(call -> nameOf(call, source));
    }

    private static String nameOf(MatchResult call, String source) {
        String argument = call.group(1);
        assertThat(argument)
                .as("getVersion takes a text or a constant of its class, so that this test finds its name: "
                        + source.substring(call.start(), Math.min(source.length(), call.end() + 40)))
                .isNotNull();
        if (argument.startsWith("\"")) return argument.substring(1, argument.length() - 1);
        return Pattern.compile("static final String " + argument + " = \"([^\"]+)\";")
                .matcher(source)
                .results()
                .map(constant -> constant.group(1))
                .findFirst()
                .orElseThrow(() -> new AssertionError(argument + " is no constant of the class that asks for it"));
    }

    @Test
    void every_version_marker_of_the_code_is_in_a_history() throws IOException {
        Set<String> recorded =
                markers("Version", "changeId").map(id -> id.replace("\"", "")).collect(Collectors.toSet());

        assertThat(changesInTheCode())
                .hasSizeGreaterThanOrEqualTo(4)
                .allSatisfy(change -> assertThat(recorded)
                        .as("record a history with this marker by e2e/record-histories")
                        .contains(change));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Orchestration", "AutoFix"})
    void an_execution_that_continued_as_new_is_recorded_and_the_one_that_went_on(String workflow) {
        assertThat(events("workflowExecutionContinuedAsNewEventAttributes"))
                .anySatisfy(event ->
                        assertThat(event.at("/workflowType/name").asText()).isEqualTo(workflow));
        assertThat(events("workflowExecutionStartedEventAttributes")).anySatisfy(event -> {
            assertThat(event.at("/workflowType/name").asText()).isEqualTo(workflow);
            assertThat(event.path("continuedExecutionRunId").asText()).isNotEmpty();
        });
    }

    @Test
    void a_settlement_is_recorded() {
        assertThat(events("workflowExecutionStartedEventAttributes")
                        .map(event -> event.at("/workflowType/name").asText()))
                .contains("Settlement");
    }

    @Test
    void an_early_launch_and_an_admission_in_the_first_task_are_recorded() {
        assertThat(events("activityTaskScheduledEventAttributes")
                        .map(event -> event.at("/activityType/name").asText()))
                .contains("LaunchEarly");
        assertThat(markers("LocalActivity", "type")).contains("\"Admit\"");
    }
}
