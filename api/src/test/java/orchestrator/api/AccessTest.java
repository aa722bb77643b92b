package orchestrator.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import orchestrator.api.RunningApi.Answer;
import orchestrator.api.access.Token;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {
    @TempDir
    static Path directory;

    static RunningApi api;

    @BeforeAll
    static void start() {
        api = RunningApi.in(directory);
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void without_the_token_nothing_is_told() {
        Answer answer = api.send(api.bare("/api/v1/sessions"));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.detail()).contains("Authorization: Bearer").contains("orchestrate up");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer wrong", "Bearer ", "Basic abc", "Bearer"})
    void a_wrong_token_is_refused(String header) {
        assertThat(api.send(api.bare("/api/v1/sessions").header("Authorization", header))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void health_is_open() {
        Answer answer = api.send(api.bare("/health"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("status").asText()).isEqualTo("ok");
        assertThat(answer.json().path("home").asText())
                .isEqualTo(api.home.directory().toString());
        assertThat(answer.json().path("disk").asText()).isIn("ok", "full");
        assertThat(answer.json().path("version").asText()).matches("\\d+\\.\\d+.*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:8000", "127.0.0.1.evil.example", "localhost.evil.example:1"})
    void a_foreign_host_name_reaches_nothing(String host) {
        Answer answer = api.send(api.request("/api/v1/sessions").setHeader("Host", host));

        assertThat(answer.status()).isEqualTo(421);
        assertThat(answer.detail()).contains(host).contains("ORCHESTRATOR_BIND");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:8000", "127.0.0.1", "[::1]:8000"})
    void every_loopback_name_is_ours(String host) {
        assertThat(api.send(api.bare("/health").setHeader("Host", host)).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "http://127.0.0.1:1", "https://127.0.0.1", "null"})
    void a_foreign_origin_is_refused_even_with_the_token(String origin) {
        Answer answer = api.send(api.request("/api/v1/sessions").header("Origin", origin));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void the_origin_that_was_named_at_the_start_may_call(@TempDir Path other) {
        try (RunningApi open = RunningApi.forOrigin(other, "https://board.example")) {
            Answer preflight = open.send(open.bare("/api/v1/sessions")
                    .header("Origin", "https://board.example")
                    .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
            Answer call = open.send(open.request("/api/v1/sessions").header("Origin", "https://board.example"));

            assertThat(preflight.status()).isEqualTo(204);
            assertThat(preflight.header("Access-Control-Allow-Headers")).contains("Authorization");
            assertThat(call.status()).isEqualTo(200);
            assertThat(call.header("Access-Control-Allow-Origin")).isEqualTo("https://board.example");
        }
    }

    @Test
    void the_link_with_the_token_logs_the_browser_in_and_leaves_no_token_in_the_url() {
        Answer answer = api.send(api.bare("/?token=" + api.token()));

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location")).isEqualTo("/");
        assertThat(answer.header("Set-Cookie"))
                .contains("HttpOnly")
                .contains("SameSite=Strict")
                .doesNotContain(api.token());
    }

    @Test
    void the_cookie_reads_and_posts_from_our_own_page_only() {
        String cookie = cookie();

        assertThat(api.send(api.bare("/api/v1/sessions").header("Cookie", cookie))
                        .status())
                .isEqualTo(200);
        assertThat(api.send(post(cookie)).status()).isEqualTo(401);
        assertThat(api.send(post(cookie).header("Origin", "http://127.0.0.1:" + api.port()))
                        .status())
                .isEqualTo(400);
        assertThat(api.send(api.bare("/").header("Cookie", cookie)).body()).contains("app.js");
    }

    private static HttpRequest.Builder post(String cookie) {
        return api.bare("/api/v1/sessions")
                .header("Cookie", cookie)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}"));
    }

    private static String cookie() {
        return api.send(api.bare("/?token=" + api.token())).header("Set-Cookie").split(";")[0];
    }

    @Test
    void without_a_login_the_page_asks_for_the_token() {
        Answer asked = api.send(api.bare("/"));
        Answer wrong = api.send(api.bare("/?token=wrong"));

        assertThat(asked.status()).isEqualTo(401);
        assertThat(asked.body()).contains("orchestrate up").doesNotContain("app.js");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.body()).contains("not this server");
    }

    @Test
    void the_page_runs_no_script_but_its_own() {
        Answer page = api.send(api.bare("/").header("Cookie", cookie()));

        assertThat(page.header("Content-Security-Policy")).contains("default-src 'self'");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(page.body())
                .doesNotContain("<style")
                .doesNotContain(" style=")
                .doesNotContain(" onclick=");
        assertThat(page.body()).doesNotContainPattern("<script[^>]*>[^<]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/app.js", "/base.css", "/icon.svg"})
    void the_page_has_its_files(String file) {
        Answer answer = api.send(api.bare(file));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).containsAnyOf("text/javascript", "text/css", "image/svg+xml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/index.html", "/token", "/..%2ftoken", "/nothing.js"})
    void nothing_but_the_page_is_served(String path) {
        assertThat(api.send(api.bare(path)).status()).isIn(400, 404);
    }

    @Test
    void whoever_comes_second_finds_the_same_token() throws Exception {
        String first = Token.of(api.home).value();

        assertThat(Token.of(api.home).value()).isEqualTo(first).hasSizeGreaterThan(40);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(api.home.token())))
                .isEqualTo("rw-------");
        assertThat(Files.list(api.home.directory()).map(Path::toString)).noneMatch(name -> name.endsWith(".new"));
    }
}
