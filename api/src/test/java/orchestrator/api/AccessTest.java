package orchestrator.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import orchestrator.api.RunningApi.Answer;
import orchestrator.api.access.Token;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
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
    void without_the_token_every_request_is_refused() {
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
        assertThat(answer.json().path("disk").asText()).isIn("ok", "full");
        assertThat(answer.json().path("version").asText()).matches("\\d+\\.\\d+.*");
    }

    @Test
    void health_names_a_path_only_to_those_who_have_a_secret() {
        String directory = api.home.directory().toString();

        assertThat(api.send(api.bare("/health")).body()).doesNotContain("/");
        assertThat(api.send(api.bare("/health").header("Authorization", "Bearer wrong"))
                        .body())
                .doesNotContain("/");
        assertThat(api.get("/health").json().path("home").asText()).isEqualTo(directory);
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:8000", "127.0.0.1.evil.example", "localhost.evil.example:1"})
    void a_foreign_host_name_is_refused(String host) {
        Answer answer = api.send(api.request("/api/v1/sessions").setHeader("Host", host));

        assertThat(answer.status()).isEqualTo(421);
        assertThat(answer.detail())
                .contains(host)
                .contains("--public-url https://" + host)
                .contains("ORCHESTRATOR_BIND");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:8000", "127.0.0.1", "[::1]:8000"})
    void every_loopback_name_is_accepted(String host) {
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
    void the_configured_origin_may_call(@TempDir Path other) {
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
    void the_link_logs_one_browser_in_once() {
        String code = code();

        Answer first = api.send(api.bare("/login?code=" + code));
        Answer second = api.send(api.bare("/login?code=" + code));

        assertThat(first.status()).isEqualTo(303);
        assertThat(first.header("Location")).isEqualTo("./");
        assertThat(first.header("Set-Cookie"))
                .contains("HttpOnly")
                .contains("SameSite=Strict")
                .contains("Max-Age=2592000")
                .doesNotContain(api.token());
        assertThat(second.status()).isEqualTo(401);
        assertThat(second.header("Set-Cookie")).isEmpty();
        assertThat(second.body()).contains("used already").contains("orchestrate up");
    }

    @Test
    void a_head_request_does_not_use_up_the_link() {
        String code = code();

        Answer head = api.send(api.bare("/login?code=" + code).method("HEAD", HttpRequest.BodyPublishers.noBody()));

        assertThat(head.header("Set-Cookie")).isEmpty();
        assertThat(api.send(api.bare("/login?code=" + code)).status()).isEqualTo(303);
    }

    @Test
    void a_token_in_the_url_is_ignored() {
        Answer answer = api.send(api.bare("/?token=" + api.token()));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("Set-Cookie")).isEmpty();
    }

    @Test
    void the_form_takes_the_token_by_post_from_our_own_page() {
        Answer in = api.send(form("token=" + api.token()).header("Origin", "http://127.0.0.1:" + api.port()));
        Answer wrong = api.send(form("token=wrong"));
        Answer foreign = api.send(form("token=" + api.token()).header("Origin", "null"));
        Answer json = api.send(form("{}").setHeader("Content-Type", "text/plain"));

        assertThat(in.status()).isEqualTo(303);
        assertThat(in.header("Set-Cookie")).contains("HttpOnly");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.body()).contains("not this server");
        assertThat(foreign.status()).isEqualTo(403);
        assertThat(json.status()).isEqualTo(415);
        assertThat(in.header("Referrer-Policy")).isEqualTo("same-origin");
    }

    @Test
    void a_logout_ends_one_login_only() {
        String one = cookie();
        String other = cookie();

        Answer out = api.send(api.bare("/logout")
                .header("Cookie", one)
                .header("Origin", "http://127.0.0.1:" + api.port())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}")));

        assertThat(out.status()).isEqualTo(204);
        assertThat(status(one)).isEqualTo(401);
        assertThat(status(other)).isEqualTo(200);
    }

    @Test
    void the_data_directory_has_no_browsers_secret() throws Exception {
        String cookie = cookie();

        Path file = api.home.file("logins");
        assertThat(Files.readString(file)).doesNotContain(cookie.split("=")[1]);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void a_new_token_is_valid_at_once_and_ends_every_login() {
        String cookie = cookie();
        String old = api.token();

        Token.rotate(api.home);

        assertThat(api.token()).isNotEqualTo(old);
        assertThat(status(cookie)).isEqualTo(401);
        assertThat(api.get("/api/v1/sessions").status()).isEqualTo(200);
        assertThat(api.send(api.bare("/api/v1/sessions").header("Authorization", "Bearer " + old))
                        .status())
                .isEqualTo(401);
    }

    private static int status(String cookie) {
        return api.send(api.bare("/api/v1/sessions").header("Cookie", cookie)).status();
    }

    private static String code() {
        return api.post("/api/v1/login-codes", "{}").json().path("code").asText();
    }

    private static HttpRequest.Builder form(String body) {
        return api.bare("/login")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body));
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
        return api.send(api.bare("/login?code=" + code())).header("Set-Cookie").split(";")[0];
    }

    @Test
    void without_a_login_the_page_asks_for_the_token() {
        Answer asked = api.send(api.bare("/"));

        assertThat(asked.status()).isEqualTo(401);
        assertThat(asked.body())
                .contains("orchestrate up")
                .contains("method=\"post\"")
                .doesNotContain("app.js");
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

    static Stream<String> filesOfThePage() throws IOException {
        Path folder = Path.of("src/main/resources/dashboard");
        return Files.walk(folder)
                .filter(Files::isRegularFile)
                .map(file -> "/" + folder.relativize(file))
                .filter(name -> !name.endsWith(".html"));
    }

    @ParameterizedTest
    @MethodSource("filesOfThePage")
    void the_page_has_its_files(String file) {
        Answer answer = api.send(api.bare(file));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).containsAnyOf("text/javascript", "text/css", "image/svg+xml");
    }

    @Test
    void a_file_that_the_browser_has_is_not_sent_again() {
        String tag = api.send(api.bare("/app.js")).header("ETag");

        Answer again = api.send(api.bare("/app.js").header("If-None-Match", tag));

        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(api.send(api.bare("/worker.js").header("If-None-Match", tag)).status())
                .isEqualTo(200);
    }

    @Test
    void the_icon_has_a_badge_with_the_number_of_things_that_need_the_user() {
        assertThat(api.send(api.bare("/icon-3.svg")).body()).contains(">3</text></svg>");
        assertThat(api.send(api.bare("/icon-9.svg")).body()).contains(">9+</text></svg>");
        assertThat(api.send(api.bare("/icon-0.svg")).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/index.html",
                "/token",
                "/..%2ftoken",
                "/nothing.js",
                "/ui/nothing.js",
                "/ui/..%2findex.html",
                "/other/app.js"
            })
    void only_files_of_the_dashboard_are_served(String path) {
        assertThat(api.send(api.bare(path)).status()).isIn(400, 404);
    }

    @Test
    void a_second_process_finds_the_same_token() throws Exception {
        String first = Token.of(api.home).value();

        assertThat(Token.of(api.home).value()).isEqualTo(first).hasSizeGreaterThan(40);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(api.home.token())))
                .isEqualTo("rw-------");
        assertThat(Files.list(api.home.directory()).map(Path::toString)).noneMatch(name -> name.endsWith(".new"));
    }
}
