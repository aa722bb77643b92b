package orchestrator.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import orchestrator.api.RunningApi.Answer;
import orchestrator.json.Json;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers that need a code. */
class ConfirmationTest {
    @TempDir
    static Path directory;

    static RunningApi api;
    static String cookie;

    @BeforeAll
    static void start() {
        api = RunningApi.in(directory);
        String code = api.post("/api/v1/login-codes", "{}").json().path("code").asText();
        cookie = api.send(api.bare("/login?code=" + code)).header("Set-Cookie").split(";")[0];
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void the_page_shows_the_code_and_the_answer_counts_with_it() {
        begin("by-page");

        Answer asked = page("/api/v1/by-page/answer", Map.of("choice", "accept"));
        String code = asked.json().path("code").asText();
        Answer answered = page("/api/v1/by-page/answer", Map.of("choice", "accept", "code", code));

        assertThat(asked.status()).isEqualTo(409);
        assertThat(asked.json().path("needs").asText()).isEqualTo("code");
        assertThat(code).matches("[0-9]{6}");
        assertThat(answered.status()).isEqualTo(200);
        assertThat(answered.json().at("/teamwork/items/0/answer/via").asText()).isEqualTo("page");
    }

    @ParameterizedTest
    @CsvSource({"answer,choose `accept`", "resume,choose `go on`"})
    void the_token_alone_shows_no_code(String control, String what) {
        begin("bare-" + control);

        Answer asked =
                api.post("/api/v1/bare-" + control + "/" + control, "{\"choice\": \"accept\", \"via\": \"page\"}");

        assertThat(asked.status()).isEqualTo(409);
        assertThat(asked.json().has("code")).isFalse();
        assertThat(asked.body()).doesNotContainPattern("[0-9]{6}");
        assertThat(asked.json().path("needs").asText()).isEqualTo("terminal");
        assertThat(asked.detail()).contains("no terminal", "on the page");
        assertThat(open("bare-" + control)).isTrue();
    }

    @Test
    void a_code_is_good_for_one_answer_only() {
        begin("bound");
        String code = code(page("/api/v1/bound/answer", Map.of("choice", "accept")));

        assertThat(page("/api/v1/bound/answer", Map.of("choice", "fix", "code", code))
                        .status())
                .isEqualTo(409);
        assertThat(page("/api/v1/bound/answer", Map.of("choice", "accept", "code", code, "text", "more"))
                        .status())
                .isEqualTo(409);
        assertThat(open("bound")).isTrue();
    }

    @Test
    void a_code_is_good_for_one_edited_plan_only() {
        begin("code-of-plan");
        String code = code(page("/api/v1/code-of-plan/answer", Map.of("plan", plan("write it"))));

        assertThat(page("/api/v1/code-of-plan/answer", Map.of("plan", plan("delete it"), "code", code))
                        .status())
                .isEqualTo(409);
        assertThat(open("code-of-plan")).isTrue();
        assertThat(page("/api/v1/code-of-plan/answer", Map.of("plan", plan("write it"), "code", code))
                        .status())
                .isEqualTo(200);
    }

    private static Map<String, Object> plan(String prompt) {
        return Map.of(
                "assignments",
                List.of(Map.of(
                        "id",
                        "code",
                        "role",
                        "implementer",
                        "agent",
                        "scripted",
                        "title",
                        "Code",
                        "prompt",
                        prompt,
                        "weight",
                        1)));
    }

    @Test
    void three_wrong_tries_make_a_code_void() {
        begin("guessed");
        String code = code(page("/api/v1/guessed/answer", Map.of("choice", "accept")));
        String wrong = code.equals("000000") ? "000001" : "000000";

        for (int i = 0; i < 3; i++) page("/api/v1/guessed/answer", Map.of("choice", "accept", "code", wrong));

        assertThat(page("/api/v1/guessed/answer", Map.of("choice", "accept", "code", code))
                        .status())
                .isEqualTo(409);
        assertThat(open("guessed")).isTrue();
    }

    @Test
    void the_code_goes_to_the_callers_terminal_and_not_into_the_answer() throws Exception {
        begin("by-terminal");
        Path answer = directory.resolve("terminal.answer");
        String command = String.join(
                " ",
                System.getProperty("java.home") + "/bin/java",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                "\"$CP\"",
                LonePost.class.getName(),
                Integer.toString(api.port()),
                api.token(),
                "/api/v1/by-terminal/answer",
                "'{\"choice\":\"accept\"}'",
                answer.toString());
        ProcessBuilder terminal = new ProcessBuilder("script", "-qec", command, "/dev/null");
        terminal.environment().put("CP", System.getProperty("java.class.path"));
        Path screen = directory.resolve("screen");
        Process process = terminal.redirectErrorStream(true)
                .redirectOutput(screen.toFile())
                .start();
        await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(answer));
        process.waitFor();

        Matcher shown = Pattern.compile("Type ([0-9]{6}) to choose `accept` for review-1 of by-terminal")
                .matcher(Files.readString(screen));
        assertThat(shown.find()).as(Files.readString(screen)).isTrue();
        assertThat(Files.readString(answer)).startsWith("HTTP/1.1 409").doesNotContain(shown.group(1));
        Answer answered = api.post(
                "/api/v1/by-terminal/answer", "{\"choice\": \"accept\", \"code\": \"" + shown.group(1) + "\"}");
        assertThat(answered.status()).isEqualTo(200);
    }

    private static void begin(String session) {
        String body = Json.write(Map.of("prompt", "asks for a code", "target", "/tmp", "session", session));
        assertThat(api.post("/api/v1/sessions", body).status()).isEqualTo(201);
    }

    private static boolean open(String session) {
        return api.get("/api/v1/" + session + "/state")
                        .json()
                        .at("/teamwork/items/0/answer")
                        .isMissingNode()
                || api.get("/api/v1/" + session + "/state")
                        .json()
                        .at("/teamwork/items/0/answer")
                        .isNull();
    }

    private static String code(Answer asked) {
        return asked.json().path("code").asText();
    }

    private static Answer page(String path, Map<String, ?> body) {
        return api.send(api.bare(path)
                .header("Cookie", cookie)
                .header("Origin", "http://127.0.0.1:" + api.port())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Json.write(body))));
    }
}
