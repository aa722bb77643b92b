package orchestrator.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import orchestrator.api.RunningApi.Answer;
import orchestrator.autofix.AutoFix;
import orchestrator.autofix.AutoFixHealth;
import orchestrator.autofix.AutoFixHealth.Check;
import orchestrator.autofix.AutoFixState;
import orchestrator.autofix.ProjectKey;
import orchestrator.home.HostFile;
import orchestrator.home.ProjectHome;
import orchestrator.json.Json;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Users watch projects. */
class WatchesTest {
    private static final String WATCHES = "/api/v1/watches";
    private static final String ME = System.getProperty("user.name");

    @TempDir
    static Path directory;

    static RunningApi api;

    private Path target;

    @BeforeAll
    static void start() {
        api = RunningApi.in(directory.resolve("data"));
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @BeforeEach
    void makeTarget(TestInfo test) throws IOException {
        String name = Integer.toHexString(test.getDisplayName().hashCode());
        target = Files.createDirectories(directory.resolve(name)).toRealPath();
    }

    private String key() {
        return ProjectKey.of(target.toString());
    }

    private Answer watch(String settings) {
        ObjectNode body = Json.read(settings, ObjectNode.class);
        return api.post(WATCHES, Json.write(body.put("target", target.toString())));
    }

    private static String history(JsonNode state) {
        JsonNode line = state.path("history").path(0);
        return line.path("type").asText() + " " + line.path("task").asText()
                + line.path("text").asText();
    }

    @Test
    void a_project_is_watched_by_one_queue_which_a_second_start_attaches_to() {
        Answer first = watch("{\"test\": {\"command\": \"npm test\"}}");
        Answer second = watch("{}");

        assertThat(first.status()).as(first.body()).isEqualTo(201);
        assertThat(first.header("Location")).isEqualTo(WATCHES + "/" + key());
        assertThat(first.json().path("workflow").asText()).isEqualTo(AutoFix.id(key()));
        assertThat(history(first.json().path("state"))).isEqualTo("start  (update) signed as start");
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.json().path("attached").asBoolean()).isTrue();
        assertThat(second.json().path("changed").asBoolean()).isFalse();
        assertThat(second.json().at("/state/request/test/command").asText()).isEqualTo("npm test");
    }

    @Test
    void another_name_of_the_directory_means_the_same_queue() throws IOException {
        watch("{}");
        Path link = Files.createSymbolicLink(directory.resolve("link-" + target.getFileName()), target);

        Answer second = api.post(WATCHES, "{\"target\": \"" + link + "/\"}");

        assertThat(second.status()).isEqualTo(200);
        assertThat(second.json().path("project").asText()).isEqualTo(key());
    }

    @Test
    void an_open_queue_takes_new_settings_signed_as_a_start() {
        watch("{}");

        Answer second = watch("{\"parallel\": 4}");

        assertThat(second.status()).isEqualTo(200);
        assertThat(second.json().path("changed").asBoolean()).isTrue();
        assertThat(second.json().at("/state/request/parallel").asInt()).isEqualTo(4);
        assertThat(history(second.json().path("state"))).isEqualTo("start  by " + ME + " (api) signed as start");
    }

    @Test
    void a_stopped_queue_goes_on_with_its_settings_if_none_are_given() {
        watch("{\"test\": {\"command\": \"npm test\"}}");
        api.post(WATCHES + "/" + key() + "/stop", "");

        Answer again = watch("{}");

        assertThat(again.json().at("/state/status").asText()).isEqualTo("watching");
        assertThat(again.json().at("/state/request/test/command").asText()).isEqualTo("npm test");
    }

    @Test
    void a_queue_that_has_ended_tells_its_result_and_begins_anew() {
        Answer once = watch("{\"once\": true}");
        await().until(() -> !state().path("open").asBoolean());

        assertThat(once.status()).isEqualTo(201);
        assertThat(state().path("status").asText()).isEqualTo("stopped");
        assertThat(state().at("/failed/0/id").asText()).isEqualTo(WatchedTask.ID);
        assertThat(watch("{}").status()).isEqualTo(201);
    }

    private JsonNode state() {
        return api.get(WATCHES + "/" + key()).json();
    }

    @Test
    void a_refused_start_tells_the_reason() {
        watch("{\"test\": {\"command\": \"refused\"}}");
        await().until(() -> !state().path("open").asBoolean());

        assertThat(state().path("reason").asText()).contains("the directory is not trusted");
        Answer stop = api.post(WATCHES + "/" + key() + "/stop", "");
        assertThat(stop.status()).isEqualTo(409);
        assertThat(stop.detail()).contains("Watching was not stopped", "the directory is not trusted");
    }

    @ParameterizedTest
    @CsvSource({
        "pause, paused, ''",
        "resume, watching, ''",
        "drain, watching, ''",
        "stop, stopped, ''",
        "retry, watching, task_0a1b2c3d",
        "drop, watching, task_0a1b2c3d",
        "apply, watching, task_0a1b2c3d",
        "undo, watching, task_0a1b2c3d"
    })
    void controls_are_signed_and_tell_the_real_sender(String control, String status, String task) {
        watch("{}");

        Answer answer = api.post(
                WATCHES + "/" + key() + "/" + control,
                "{\"by\": \"ana\", \"via\": \"page\", \"reason\": \"lunch\", \"task\": \"" + task + "\"}");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().path("status").asText()).isEqualTo(status);
        assertThat(history(answer.json()))
                .isEqualTo(control + " " + task + " by " + ME + " (api): lunch signed as " + control);
    }

    @Test
    void a_control_that_makes_no_sense_is_refused_with_the_reason() {
        watch("{}");
        api.post(WATCHES + "/" + key() + "/pause", "");

        Answer again = api.post(WATCHES + "/" + key() + "/pause", "");
        Answer unknown = api.post(WATCHES + "/" + key() + "/retry", "{\"task\": \"task_none\"}");

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.detail()).isEqualTo("The queue was not paused: it is paused already.");
        assertThat(unknown.status()).isEqualTo(409);
        assertThat(unknown.detail()).contains("there is no task `task_none`");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"target\": \"relative\"}                                     | absolute path",
                "{}                                                             | `target`",
                "[]                                                             | object",
                "{\"target\": \"/tmp\", \"parallel\": 99}                         | parallel",
                "{\"target\": \"/tmp\", \"parallel\": \"two\"}                    | parallel",
                "{\"target\": \"/tmp\", \"debounceSeconds\": -1}                  | debounce",
                "{\"target\": \"/tmp\", \"budget\": {\"hour\": {\"dollars\": -2}}} | hour",
                "{\"target\": \"/tmp\", \"breaker\": {\"threshold\": 0}}          | threshold",
                "{\"target\": \"/tmp\", \"repair\": {\"retriesMax\": 1000}}       | retriesMax",
                "{\"target\": \"/tmp\", \"stateFile\": \"state.json\"}            | absolute path"
            })
    void bad_input_is_refused_by_name(String body, String named) {
        Answer answer = api.post(WATCHES, body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.detail()).containsPattern(named);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/watches/none-00000000", "/api/v1/watches/..%2F..", "/api/v1/watches/none/tasks/t"})
    void an_unknown_project_is_not_found(String path) {
        assertThat(api.get(path).status()).isEqualTo(404);
        assertThat(api.post(path + "/pause", "").status()).isIn(404, 405);
    }

    @Test
    void a_control_of_a_task_needs_one_and_an_unknown_control_is_not_found() {
        watch("{}");

        assertThat(api.post(WATCHES + "/" + key() + "/retry", "").status()).isEqualTo(400);
        assertThat(api.post(WATCHES + "/" + key() + "/start", "").status()).isEqualTo(404);
        assertThat(api.post(WATCHES + "/" + key() + "/explode", "").detail()).contains("stop, pause, resume");
    }

    @Test
    void the_list_and_the_metrics_have_the_health_that_the_watcher_writes() {
        watch("{}");
        ProjectHome files = api.home.project(key());
        Check check = new Check("test command", false, "npm is not there");
        files.write(
                files.health(),
                new AutoFixHealth(
                        Instant.ofEpochSecond(1_700_000_000), 7, "inotify", 3, 40, "", null, null, 0, List.of(check)));

        JsonNode watch = listed();
        String metrics = api.get("/metrics").body();

        assertThat(watch.path("alive").asBoolean()).isTrue();
        assertThat(watch.path("successPercent").asInt()).isEqualTo(75);
        assertThat(watch.at("/health/checks/0/words").asText()).isEqualTo("npm is not there");
        String project = "{project=\"" + key() + "\"";
        assertThat(metrics)
                .contains("# TYPE orchestrator_watch_heartbeat_timestamp_seconds gauge\n")
                .contains("orchestrator_watch_heartbeat_timestamp_seconds" + project + "} 1700000000\n")
                .contains("orchestrator_watch_tasks" + project + ",status=\"failed\"} 1\n")
                .contains("orchestrator_watch_tasks_ended_total" + project + ",outcome=\"escalated\"} 1\n")
                .contains("orchestrator_watch_check" + project + ",check=\"test command\"} 0\n");
    }

    private JsonNode listed() {
        for (JsonNode watch : api.get(WATCHES).json().path("watches"))
            if (watch.path("project").asText().equals(key())) return watch;
        throw new AssertionError(key() + " is not listed: " + api.get(WATCHES).body());
    }

    @Test
    void metrics_need_the_token() {
        assertThat(api.send(api.bare("/metrics")).status()).isEqualTo(401);
    }

    @Test
    void a_task_has_its_repair_its_ledger_and_its_events() {
        watch("{}");
        api.store.artifacts().put(WatchedTask.DIFF);
        api.store.artifacts().put(WatchedTask.LEDGER);
        String task = WATCHES + "/" + key() + "/tasks/" + WatchedTask.ID;

        assertThat(api.get(task).json().at("/task/result/outcome").asText()).isEqualTo("escalated");
        assertThat(api.get(task + "/diff").body()).isEqualTo(WatchedTask.DIFF);
        assertThat(api.get(task + "/ledger").body()).isEqualTo(WatchedTask.LEDGER);
        assertThat(api.get(task + "/output").status()).isEqualTo(404);
        assertThat(api.get(task + "/output?attempt=x").status()).isEqualTo(400);
        assertThat(api.get(task + "/events?format=json").json().path("events")).isEmpty();
        assertThat(api.get(WATCHES + "/" + key() + "/tasks/task_none").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nowhere | [] | as the project: it does not exist. Create it:  mkdir -p",
                "file | [] | it is not a directory",
                "shop | [\"src\"] | to watch. Name files or directories of",
                "shop | [\"/etc\"] | is not in",
            })
    void a_project_that_the_worker_would_refuse_is_refused_before_anything_begins(
            String name, String paths, String detail) throws IOException {
        HostFile.of(api.home).keep("here");
        Files.writeString(directory.resolve("file"), "");
        Files.createDirectories(directory.resolve("shop"));
        String project = directory.resolve(name).toString();

        Answer answer = api.post(WATCHES, "{\"target\": \"" + project + "\", \"paths\": " + paths + "}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.detail()).contains(detail);
        assertThat(api.get(WATCHES + "/" + ProjectKey.of(project)).status()).isEqualTo(404);
    }

    @Test
    void without_temporal_the_last_state_is_shown_and_said_to_be_that(@TempDir Path data) {
        try (RunningApi alone = RunningApi.withoutTemporal(data)) {
            ProjectHome files = alone.home.project("shop-00000000");
            AutoFixState state = Json.convert(
                    Json.read(
                            "{\"project\": \"shop-00000000\", \"execution\": \"e\", \"status\": \"watching\","
                                    + " \"reason\": \"\", \"request\": {\"target\": \"/shop\"}, \"host\": \"h\","
                                    + " \"pending\": [], \"inProgress\": [], \"completed\": [], \"failed\": [], \"history\": [],"
                                    + " \"breakers\": [], \"spent\": [], \"notes\": [],"
                                    + " \"statistics\": {\"since\": \"2026-01-01T00:00:00Z\", \"processed\": 0}}",
                            JsonNode.class),
                    AutoFixState.class);
            files.write(files.state(), state);

            JsonNode watch = alone.get(WATCHES).json().path("watches").path(0);

            assertThat(watch.path("project").asText()).isEqualTo("shop-00000000");
            assertThat(watch.path("alive").asBoolean()).isFalse();
            assertThat(watch.path("note").asText()).contains("Temporal does not answer");
            assertThat(alone.get(WATCHES + "/shop-00000000").status()).isEqualTo(200);
            assertThat(alone.post(WATCHES, "{\"target\": \"/tmp\"}").status()).isEqualTo(503);
        }
    }
}
