package orchestrator.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.nio.file.Path;
import orchestrator.api.RunningApi.Answer;
import orchestrator.home.PublicUrl;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a reverse proxy may pass on, and how the answers look from outside. */
class PublicUrlTest {
    private static final String ORIGIN = "https://build.example.org";

    @TempDir
    static Path directory;

    static RunningApi api;

    @BeforeAll
    static void start() {
        api = RunningApi.behindProxy(directory, ORIGIN + "/orch");
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"build.example.org", "BUILD.example.org:443", "127.0.0.1:8000"})
    void the_public_name_is_answered_whether_or_not_the_proxy_leaves_it(String host) {
        Answer page = api.send(api.bare("/app.js").setHeader("Host", host).header("Origin", ORIGIN));

        assertThat(page.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "build.example.org.evil.example", "example.org", "x.build.example.org"})
    void any_other_name_is_refused(String host) {
        Answer answer = api.send(api.request("/api/v1/sessions").setHeader("Host", host));

        assertThat(answer.status()).isEqualTo(421);
        assertThat(answer.detail()).contains(host, "https://build.example.org/orch", "--public-url");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://build.example.org", "https://build.example.org:8443", "https://evil.example", "null"})
    void a_page_of_any_other_origin_is_refused(String origin) {
        Answer answer = api.send(api.request("/api/v1/sessions")
                .setHeader("Host", "build.example.org")
                .header("Origin", origin));

        assertThat(answer.status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/orch"})
    void paths_are_found_with_and_without_the_prefix(String prefix) {
        assertThat(api.get(prefix + "/api/v1/sessions?limit=1").status()).isEqualTo(200);
        assertThat(api.send(api.bare(prefix + "/health")).status()).isEqualTo(200);
        assertThat(api.send(api.bare(prefix + "/")).body()).contains("href=\"style/base.css\"");
        assertThat(api.send(api.bare(prefix + "/net/api.js")).status()).isEqualTo(200);
        assertThat(api.send(api.bare(prefix + "/api/v1/sessions")).status()).isEqualTo(401);
        assertThat(api.get(prefix + "/orch/api/v1/sessions").status()).isEqualTo(prefix.isEmpty() ? 200 : 404);
    }

    @Test
    void the_bare_prefix_leads_to_the_page_whose_links_are_relative() {
        Answer answer = api.send(api.bare("/orch").setHeader("Host", "build.example.org"));

        assertThat(answer.status()).isEqualTo(308);
        assertThat(answer.header("Location")).isEqualTo("/orch/");
        assertThat(api.send(api.bare("/orchestra")).status()).isEqualTo(404);
    }

    @Test
    void a_login_from_outside_is_for_this_path_and_encrypted_connections_only() {
        Answer outside = logIn("build.example.org");
        Answer here = logIn("127.0.0.1:" + api.port());

        assertThat(outside.status()).isEqualTo(303);
        assertThat(outside.header("Location")).isEqualTo("./");
        assertThat(outside.header("Set-Cookie")).contains("; Path=/orch/;", "; Secure;", "HttpOnly", "SameSite=Strict");
        assertThat(here.header("Set-Cookie")).contains("; Path=/;").doesNotContain("Secure");
    }

    @Test
    void a_page_from_outside_reads_and_steers_with_its_cookie() {
        String cookie = logIn("build.example.org").header("Set-Cookie").split(";")[0];

        Answer list = api.send(api.bare("/api/v1/sessions")
                .setHeader("Host", "build.example.org")
                .header("Cookie", cookie));
        Answer started = api.send(api.bare("/api/v1/sessions")
                .setHeader("Host", "build.example.org")
                .header("Origin", ORIGIN)
                .header("Cookie", cookie)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"prompt\": \"p\", \"target\": \"/tmp\"}")));

        assertThat(list.status()).isEqualTo(200);
        assertThat(started.status()).isEqualTo(201);
        assertThat(started.header("Location")).startsWith("/orch/api/v1/");
    }

    private Answer logIn(String host) {
        String code = api.post("/api/v1/login-codes", "{}").json().path("code").asText();
        return api.send(api.bare("/login?code=" + code).setHeader("Host", host));
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.example, https://a.example, ''",
        "https://A.example:443/, https://a.example, ''",
        "http://a.example:8080/x/y/, http://a.example:8080, /x/y",
    })
    void an_address_is_read_as_browsers_send_it(String given, String origin, String prefix) {
        PublicUrl url = PublicUrl.parse(given, "--public-url");

        assertThat(url.origin()).isEqualTo(origin);
        assertThat(url.prefix()).isEqualTo(prefix);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.example",
                "ftp://a.example",
                "https://",
                "https://a.example/?x",
                "https://u@a.example",
                "https://a b",
                "https://a.example/a%2fb",
                "https://a.example/../b",
                "https://a.example/api",
                "https://a.example/mcp/x"
            })
    void an_address_that_cannot_be_one_is_refused_with_the_form(String given) {
        Assertions.assertThatThrownBy(() -> PublicUrl.parse(given, "--public-url"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("--public-url must ");
    }
}
