package orchestrator.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.options.Cookie;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import orchestrator.harness.ExternalCommand;
import orchestrator.harness.FakeClaude;
import orchestrator.harness.Nginx;
import orchestrator.harness.Orchestrator;
import orchestrator.harness.ScratchDirectory;
import orchestrator.harness.TemporalServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The dashboard behind nginx, with TLS and below a path, in a real browser. */
@TestInstance(Lifecycle.PER_CLASS)
class ReverseProxyTest {

    private static final Duration SESSION = Duration.ofSeconds(60);
    private static final ContainsTextOptions PATIENT = new ContainsTextOptions().setTimeout(20_000);
    private static final String CHATTY = """
            i=0
            while [ $i -lt 600 ]; do say "line $i of many"; i=$((i + 1)); sleep 0.1; done
            finish
            """;
    /** As in docs/deployment.md. */
    private static final String DOCUMENTED = """
            location /orch/ {
              proxy_pass %s/;
              proxy_set_header Host $host;
              proxy_http_version 1.1;
              proxy_buffering off;
              proxy_read_timeout 1h;
            }
            """;
    /** The host is rewritten, and the path is left as it is. */
    private static final String SHORTEST = "location /orch { proxy_pass %s; }";

    private final int port = TemporalServer.freePort();
    private final String url = "https://" + Nginx.HOST + ":" + port + "/orch";
    private final Orchestrator orchestrator = Orchestrator.prepare(
            ScratchDirectory.directory("reverse-proxy"), Map.of("ORCHESTRATOR_PUBLIC_URL", url));
    private final Chromium chromium = new Chromium();

    @BeforeAll
    void start() {
        orchestrator.script("claude", FakeClaude.script(CHATTY));
        orchestrator.start();
    }

    @AfterAll
    void stop() {
        chromium.close();
        orchestrator.close();
    }

    @ParameterizedTest
    @CsvSource({"documented, true", "shortest, false"})
    @SuppressWarnings("try") // nginx is held, not used
    void the_page_reads_follows_and_steers_and_any_other_host_is_refused(String which, boolean keepsHost) {
        String location = which.equals("documented") ? DOCUMENTED : SHORTEST;
        try (Nginx nginx = Nginx.start(
                orchestrator.scratch().resolve(which),
                port,
                location.formatted(orchestrator.client().url()))) {
            String session = orchestrator.client().create("Count the lines.", orchestrator.target(which, true));
            List<String> complaints = new ArrayList<>();

            Page page = chromium.loggedIn(orchestrator, url, complaints);
            page.locator("#list a.item[data-key='" + session + "']").click();

            Locator log = page.locator("[role=log]");
            assertThat(log).containsText("line 5 of many", PATIENT);
            page.locator("button", new Page.LocatorOptions().setHasText(Pattern.compile("^Stop$")))
                    .click();
            page.locator("dialog#confirm button.confirm").click();
            assertThat(page.locator(".now .pill").first()).containsText("stopped", PATIENT);
            orchestrator.client().awaitPhase(session, "stopped", SESSION);
            assertThat(complaints).isEmpty();
            assertThat(page.url()).startsWith(url + "/#");
            if (keepsHost) {
                Cookie cookie = page.context().cookies().get(0);
                assertThat(cookie.path).isEqualTo("/orch/");
                assertThat(cookie.secure).isTrue();
                assertThat(status("evil.example")).isEqualTo("421");
            }
            assertThat(status(Nginx.HOST)).isEqualTo("200");
        }
    }

    /** The status of an answer to someone who has the token and this name for the machine. */
    private String status(String host) {
        Path token = orchestrator.home().token();
        String header = "Authorization: Bearer " + text(token);
        return ExternalCommand.run(
                Path.of("curl"),
                List.of(
                        "-sk",
                        "-o",
                        "/dev/null",
                        "-w",
                        "%{http_code}",
                        "--resolve",
                        host + ":" + port + ":127.0.0.1",
                        "-H",
                        header,
                        "https://" + host + ":" + port + "/orch/api/v1/sessions"),
                Map.of(),
                orchestrator.scratch());
    }

    private static String text(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
