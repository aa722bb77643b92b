package orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import orchestrator.autofix.ProjectKey;
import orchestrator.cli.call.ScriptedApi;
import orchestrator.home.Fingerprint;
import orchestrator.home.Home;
import orchestrator.home.ProjectSecrets;
import orchestrator.home.Trust;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code watch} against an API that answers from a script. */
@Timeout(30)
class WatchTest {
    private static final String WATCHES = "/api/v1/watches";

    private Path target;
    private Path data;
    private String key;
    private ScriptedApi server;
    private Calls orchestrate;

    @BeforeEach
    void start(@TempDir Path directory) throws IOException {
        server = new ScriptedApi();
        orchestrate = new Calls(directory).port(server.port());
        orchestrate.environment.put("HOME", directory.toString());
        target = Files.createDirectories(directory.resolve("shop")).toRealPath();
        Files.createDirectories(target.resolve("src"));
        key = ProjectKey.of(target.toString());
        data = Files.createDirectories(directory.resolve("data"));
        Files.writeString(data.resolve("token"), "secret\n");
        server.json(
                "/health",
                "{\"temporal\": \"ok\", \"worker\": \"ok\", \"instance\": \""
                        + Fingerprint.of(Home.at(data)).text() + "\"}");
        server.json(WATCHES, "{\"watches\": []}");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** @param rest further fields, each with a comma before it */
    private String state(String status, String rest) {
        boolean watching = !status.equals("stopped");
        return ("{\"project\": \"%s\", \"status\": \"%s\", \"open\": true, \"alive\": true, \"watching\": %s,"
                        + " \"host\": \"h\", \"request\": {\"target\": \"%s\", \"test\": {\"command\": \"npm test\"}},"
                        + " \"statistics\": {\"processed\": 3, \"succeeded\": 2, \"failed\": 1, \"escalated\": 1},"
                        + " \"successPercent\": 67%s}")
                .formatted(key, status, watching, target, rest);
    }

    private String started(boolean attached, boolean changed, String state) {
        return "{\"project\": \"%s\", \"workflow\": \"autofix-%s\", \"attached\": %s, \"changed\": %s, \"state\": %s}"
                .formatted(key, key, attached, changed, state);
    }

    /** GET lists what is watched, POST begins. */
    private void watches(String listed, String started) {
        server.on(WATCHES, exchange -> {
            boolean isGet = exchange.getRequestMethod().equals("GET");
            byte[] bytes = (isGet ? "{\"watches\": [" + listed + "]}" : started).getBytes();
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        });
    }

    /** Each call gets the next state, and at the end the last one. */
    private void then(String... states) {
        Deque<String> left = new ArrayDeque<>(List.of(states));
        server.on(WATCHES + "/" + key, exchange -> {
            byte[] bytes = (left.size() > 1 ? left.poll() : left.getFirst()).getBytes();
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        });
    }

    private String sent() {
        return server.requests().stream()
                .filter(request ->
                        request.method().equals("POST") && request.path().equals(WATCHES))
                .reduce((first, second) -> second)
                .orElseThrow()
                .body();
    }

    private static String task(String id, String progress, String result) {
        return "{\"id\": \"%s\", \"description\": \"price.py\", \"filesTotal\": 1, \"files\": [{\"path\": \"price.py\"}]%s%s}"
                .formatted(id, progress, result);
    }

    private static String at(String step, int attempt, String words) {
        return ", \"progress\": {\"step\": \"%s\", \"attempt\": %d, \"words\": \"%s\"}".formatted(step, attempt, words);
    }

    private static String ended(String outcome, String reason) {
        return ", \"status\": \"completed\", \"result\": {\"outcome\": \"%s\", \"reason\": \"%s\"}"
                .formatted(outcome, reason);
    }

    @Test
    void all_options_become_one_request_and_the_directory_is_trusted() {
        watches("", started(false, true, state("stopped", "")));

        int code = orchestrate.call(
                "watch",
                "shop/src",
                "--target",
                "shop",
                "--test",
                "npm test",
                "--map",
                "src/**=test/{name}.js",
                "--setup",
                "npm ci",
                "--test-minutes",
                "5",
                "--debounce",
                "0.5",
                "--priority",
                "src/**=high",
                "--parallel",
                "4",
                "--agent",
                "claude",
                "--fix-agent",
                "codex",
                "--retries",
                "2",
                "--backoff",
                "1.5",
                "--run-minutes",
                "9",
                "--breaker",
                "2",
                "--breaker-window",
                "60",
                "--project-breaker",
                "7",
                "--task-budget",
                "1$",
                "--hour-budget",
                "2M tokens,3$",
                "--day-budget",
                "2 hours",
                "--state-file",
                "state.json",
                "--report-only");

        assertThat(code).as(orchestrate.err()).isZero();
        assertThat(sent())
                .contains("\"target\":\"" + target + "\"")
                .contains("\"paths\":[\"src\"]")
                .contains("\"test\":{\"command\":\"npm test\",\"setup\":\"npm ci\",\"minutesMax\":5,"
                        + "\"map\":[{\"files\":\"src/**\",\"tests\":\"test/{name}.js\"}]}")
                .contains("\"repair\":{\"strategyAgent\":\"claude\",\"fixAgent\":\"codex\",\"retriesMax\":2,"
                        + "\"backoffSeconds\":1.5,\"runMinutes\":9}")
                .contains("\"breaker\":{\"threshold\":2,\"projectThreshold\":7,\"windowSeconds\":60}")
                .contains("\"budget\":{\"task\":{\"dollars\":1.0},\"hour\":{\"tokens\":2000000,\"dollars\":3.0},"
                        + "\"day\":{\"minutes\":120.0}}")
                .contains("\"priorities\":[{\"files\":\"src/**\",\"priority\":\"high\"}]")
                .contains("\"debounceSeconds\":0.5", "\"parallel\":4", "\"enabled\":false")
                .contains("\"stateFile\":\"" + data.getParent().resolve("state.json"));
        assertThat(Trust.of(Home.at(data)).holds(target)).isTrue();
    }

    @Test
    void without_a_path_the_git_repository_around_this_directory_is_watched() throws IOException {
        Files.createDirectories(data.getParent().resolve(".git"));
        watches("", started(false, true, state("stopped", "")));

        orchestrate.call("watch", "shop/src");

        assertThat(sent()).contains("\"target\":\"" + target.getParent() + "\"", "\"paths\":[\"shop/src\"]");
    }

    @Test
    void each_fact_is_one_line_and_the_end_is_the_statistics() {
        String id = "task_0a1b2c3d";
        watches("", started(false, true, state("watching", "")));
        then(
                state("watching", ", \"inProgress\": [" + task(id, at("testing", 0, "tests"), "") + "]"),
                state("watching", ", \"inProgress\": [" + task(id, at("fixing", 1, "codex repairs"), "") + "]"),
                state("watching", ", \"completed\": [" + task(id, "", ended("fixed", "12 tests are green")) + "]"),
                state(
                        "stopped",
                        ", \"reason\": \"stopped by ann\", \"completed\": ["
                                + task(id, "", ended("fixed", "12 tests are green")) + "]"));

        assertThat(orchestrate.call("watch", "shop", "--test", "npm test")).isZero();

        assertThat(orchestrate.out().lines().map(line -> line.replaceFirst("^\\d\\d:\\d\\d:\\d\\d ", "")))
                .containsSubsequence(
                        "watching   " + target,
                        "tests      npm test",
                        "watching",
                        id + "  changed: price.py",
                        id + "  tests",
                        id + "  codex repairs (attempt 1)",
                        id + "  repaired, verified and applied: 12 tests are green",
                        "    Take it back:  orchestrate watch --undo " + id,
                        "stopped: stopped by ann",
                        "3 processed: 2 succeeded, 1 failed, 1 escalated; success rate 67 %");
    }

    @Test
    void what_agents_and_files_are_named_cannot_control_the_terminal() {
        String evil = task("task_1", at("fixing", 1, "a\\u001b[2Jb"), "").replace("price.py", "p\\u001b]0;x\\u0007.py");
        watches("", started(false, true, state("watching", ", \"inProgress\": [" + evil + "]")));
        then(state("stopped", ""));

        orchestrate.call("watch", "shop");

        assertThat(orchestrate.out()).contains("task_1  changed: p ]0;x .py").doesNotContain("\u001b", "\u0007");
    }

    @Test
    void a_second_watch_attaches_without_changing_settings_and_says_so() throws IOException {
        Files.writeString(target.resolve(".env"), "MAX_RETRIES=7\n");
        watches(state("watching", ""), started(true, false, state("watching", "")));
        then(state("stopped", ""));

        assertThat(orchestrate.call("watch", "shop")).isZero();

        assertThat(sent()).isEqualTo("{\"target\":\"" + target + "\"}");
        assertThat(orchestrate.out()).contains("attached, and its settings stay as they are");
        assertThat(orchestrate.err()).contains("differ", "repair.retriesMax", "orchestrate watch --stop");
    }

    @Test
    void a_second_watch_with_options_changes_the_settings_and_says_so() {
        watches(state("watching", ""), started(true, true, state("watching", "")));
        then(state("stopped", ""));

        orchestrate.call("watch", "shop", "--retries", "2");

        assertThat(sent()).contains("\"retriesMax\":2");
        assertThat(orchestrate.out()).contains("goes on with the settings above");
    }

    @Test
    void a_stopped_queue_goes_on_with_the_settings_of_last_time_and_those_of_env() throws IOException {
        Files.writeString(target.resolve(".env"), "MAX_RETRIES=7\n");
        watches(state("stopped", ""), started(true, true, state("stopped", "")));

        orchestrate.call("watch", "shop");

        assertThat(sent()).contains("\"command\":\"npm test\"", "\"retriesMax\":7");
    }

    @Test
    void once_goes_on_with_the_settings_of_last_time_too() {
        watches(state("stopped", ""), started(true, true, state("stopped", "")));

        orchestrate.call("watch", "shop", "--once");

        assertThat(sent()).contains("\"command\":\"npm test\"", "\"once\":true");
    }

    @Test
    void secrets_of_env_are_kept_on_this_machine_and_not_sent() throws IOException {
        Files.writeString(
                target.resolve(".env"),
                "GITHUB_TOKEN=ghp_secret\nGITHUB_REPO=ann/shop\nANTHROPIC_API_KEY=sk-secret\nLOCK_FILE=/tmp/l\n");
        watches("", started(false, true, state("stopped", "")));

        orchestrate.call("watch", "shop");

        assertThat(sent()).contains("\"githubRepo\":\"ann/shop\"").doesNotContain("secret");
        assertThat(orchestrate.out() + orchestrate.err()).contains("LOCK_FILE").doesNotContain("secret");
        Home home = Home.at(data);
        assertThat(ProjectSecrets.of(home.project(key)).githubToken()).isEqualTo("ghp_secret");
        assertThat(home.project(key).secrets())
                .satisfies(
                        file -> assertThat(Files.getPosixFilePermissions(file)).hasSize(2));
    }

    @ParameterizedTest
    @CsvSource({
        "green,       completed, 0",
        "fixed,       completed, 0",
        "kept,        completed, 3",
        "red_before,  completed, 1",
        "escalated,   failed,    1",
        "cannot_test, failed,    1",
        "reported,    failed,    1"
    })
    void once_exits_by_the_worst_end(String outcome, String part, int code) {
        watches("", started(false, true, state("watching", "")));
        String task = task("task_1", "", ended(outcome, "because").replace("completed", part));
        then(state("stopped", ", \"" + part + "\": [" + task + "]"));

        assertThat(orchestrate.call("watch", "shop", "--once")).isEqualTo(code);
    }

    @Test
    void once_exits_with_3_if_only_a_person_can_go_on() {
        watches("", started(false, true, state("watching", "")));
        then(state("watching", ", \"inProgress\": [" + task("task_1", at("needs_you", 1, "look"), "") + "]"));

        assertThat(orchestrate.call("watch", "shop", "--once")).isEqualTo(3);
    }

    @Test
    void a_refused_start_is_bad_input_with_its_reason() {
        watches("", started(false, true, state("starting", "").replace("\"h\"", "\"\"")));
        then(state("stopped", ", \"reason\": \"no such agent\"")
                .replace("\"h\"", "\"\"")
                .replace("\"open\": true", "\"open\": false"));

        assertThat(orchestrate.call("watch", "shop")).isEqualTo(2);
        assertThat(orchestrate.out()).contains("no such agent");
    }

    @Test
    void a_stopped_queue_that_waits_for_a_worker_is_not_taken_for_the_end() {
        String kept = started(true, true, state("stopped", "")).replace("\"changed\"", "\"kept\": true, \"changed\"");
        watches(state("stopped", ""), kept);
        then(state("stopped", ""), state("watching", ""), state("stopped", ", \"reason\": \"stopped by ann\""));

        assertThat(orchestrate.call("watch", "shop")).isZero();

        assertThat(orchestrate.out()).contains(" watching\n", "stopped: stopped by ann");
    }

    @Test
    void detached_it_prints_the_key_and_what_to_type() {
        watches("", started(false, true, state("watching", "")));

        assertThat(orchestrate.call("watch", "shop", "--detach")).isZero();

        assertThat(orchestrate.out()).isEqualTo(key + "\n");
        assertThat(orchestrate.err()).contains("orchestrate watch --stop " + target);
    }

    @ParameterizedTest
    @CsvSource({
        "--pause,            pause,  '{}',                     Paused",
        "--resume,           resume, '{}',                     continues",
        "--drain,            drain,  '{}',                     worked off",
        "--retry task_1,     retry,  '{\"task\":\"task_1\"}',  queued again",
        "--drop task_1,      drop,   '{\"task\":\"task_1\"}',  dropped",
        "--apply task_1,     apply,  '{\"task\":\"task_1\"}',  being applied",
        "--undo task_1,      undo,   '{\"task\":\"task_1\"}',  taken back"
    })
    void controls_go_to_the_only_project_that_is_watched(String typed, String control, String body, String said) {
        watches(state("watching", ""), "");
        String path = WATCHES + "/" + key + "/" + control;
        server.json(path, state("watching", ""));

        assertThat(orchestrate.call(("watch " + typed).split(" "))).isZero();

        assertThat(orchestrate.out()).contains(said);
        assertThat(server.requests().stream().filter(request -> request.path().equals(path)))
                .singleElement()
                .satisfies(request -> assertThat(request.body()).isEqualTo(body));
    }

    @Test
    void stop_waits_for_the_end_and_prints_the_statistics() {
        watches(state("watching", ""), "");
        server.json(WATCHES + "/" + key + "/stop", state("stopping", ""));
        then(state("stopping", ""), state("stopped", ", \"pending\": [" + task("task_1", "", "") + "]"));

        assertThat(orchestrate.call("watch", "--stop", "shop")).isZero();

        assertThat(orchestrate.out()).contains("Stopped", "1 task waits", "goes on with it", "3 processed");
    }

    @Test
    void status_shows_the_queue_the_breaker_the_budget_and_the_health() {
        watches(state("watching", ""), "");
        then(state(
                "watching",
                ", \"failed\": [" + task("task_1", "", ended("escalated", "still red")) + "], \"breakers\":"
                        + " [{\"file\":"
                        + " \"price.py\","
                        + " \"failures\": 3,"
                        + " \"until\":"
                        + " \"2000-01-01T00:00:00Z\"}],"
                        + " \"spent\":"
                        + " [{\"span\":"
                        + " \"hour\","
                        + " \"dollars\": 0.5,"
                        + " \"tokens\": 1200,"
                        + " \"minutes\": 3,"
                        + " \"allowed\":"
                        + " {\"dollars\": 5,"
                        + " \"tokens\":"
                        + " 5000000,"
                        + " \"minutes\":"
                        + " 120}}],"
                        + " \"health\":"
                        + " {\"heartbeatAt\":"
                        + " \"2000-01-01T00:00:00Z\","
                        + " \"mode\":"
                        + " \"inotify\","
                        + " \"files\": 12,"
                        + " \"directories\":"
                        + " 3, \"checks\":"
                        + " [{\"name\":"
                        + " \"agents\","
                        + " \"isGood\": false,"
                        + " \"words\":"
                        + " \"none\"}]}"));

        assertThat(orchestrate.call("watch", "--status")).isZero();

        assertThat(orchestrate.out())
                .contains("status     watching", "12 files in 3 directories by inotify", "agents: NOT OK none")
                .contains("task_1  price.py  escalated: still red", "price.py: 3 failures, open")
                .contains("$0.50 of $5, 1.2k of 5.0M tokens, 3 of 120 minutes");
    }

    @Test
    void a_task_is_shown_with_its_attempts_and_its_repair() {
        watches(state("watching", ""), "");
        String path = WATCHES + "/" + key + "/tasks/task_1";
        server.json(
                path,
                "{\"task\": " + task("task_1", "", ended("escalated", "still red"))
                        + ", \"first\": {\"status\": \"red\","
                        + " \"command\": \"npm test\", \"millis\": 1500, \"tail\": \"expected 3\\nbut was 4\"},"
                        + " \"attempts\": [{\"number\": 1, \"strategist\": \"claude\", \"fixer\": \"codex\","
                        + " \"strategy\": \"round up\", \"outcome\": \"still red\", \"files\": [\"price.py\"]}]}");
        server.answer(path + "/diff", 200, "text/x-diff", "-a\n+b\n");

        assertThat(orchestrate.call("watch", "--show", "task_1")).isZero();

        assertThat(orchestrate.out())
                .contains("red after 1s: npm test", "    but was 4\n", "Attempt 1: claude planned, codex repaired.")
                .contains("    round up\n", "    +b\n");
    }

    @Test
    void the_list_has_one_line_for_each_project() {
        watches(state("watching", ", \"pending\": [" + task("task_1", "", "") + "]"), "");

        assertThat(orchestrate.call("watch", "--list")).isZero();

        assertThat(orchestrate.out()).isEqualTo(target + "  watching · 1 waiting\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--test ''",
                "--map src",
                "--map =x",
                "--priority src=urgent",
                "--debounce 0",
                "--debounce soon",
                "--parallel 0",
                "--parallel 99",
                "--retries -1",
                "--breaker 0",
                "--test-minutes 0",
                "--task-budget much",
                "--task-budget 0$",
                "--task-budget 60m",
                "--hour-budget 1$,2$",
                "--agent Claude!",
                "nowhere",
                "--target nowhere",
                "--target data shop",
                "--stop --pause",
                "--retry x",
                "--status --retries 2",
                "--once --detach",
                "--port 99999"
            })
    void bad_input_is_refused_before_anything_is_asked(String typed) {
        String[] words = ("watch " + typed.replace("''", "\0")).split(" ");
        for (int i = 0; i < words.length; i++) words[i] = words[i].replace("\0", "");

        assertThat(orchestrate.call(words)).isEqualTo(2);

        assertThat(orchestrate.err()).startsWith("orchestrate: ").doesNotContain("Exception");
        assertThat(server.requests()).noneMatch(request -> request.method().equals("POST"));
    }

    @Test
    void a_wrong_setting_is_refused_by_its_line() throws IOException {
        Files.writeString(target.resolve(".env"), "\nMAX_RETRIES=many\n");

        assertThat(orchestrate.call("watch", "shop")).isEqualTo(2);

        assertThat(orchestrate.err()).contains("line 2", "MAX_RETRIES");
    }
}
