package orchestrator.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import orchestrator.harness.FakeClaude;
import orchestrator.harness.Orchestrator;
import orchestrator.harness.ScratchDirectory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The dashboard in a real browser. */
@TestInstance(Lifecycle.PER_CLASS)
class DashboardTest {

    private static final Duration SESSION = Duration.ofSeconds(60);
    private static final double PATIENCE_MILLIS = 20_000;
    private static final String CHATTY = """
            say 'MILESTONE: the first step is done'
            say '<img src=nowhere onerror=document.title=1><b>bold</b>'
            i=0
            while [ $i -lt 600 ]; do say "line $i of many"; i=$((i + 1)); sleep 0.1; done
            finish
            """;

    private final Orchestrator orchestrator = Orchestrator.prepare(ScratchDirectory.directory("dashboard"), Map.of());
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

    @Test
    void a_session_is_shown_as_it_happens_and_can_be_stopped() {
        String session = orchestrator.client().create("Count the lines.", orchestrator.target("shown", true));
        List<String> complaints = new ArrayList<>();
        Page page = chromium.loggedIn(orchestrator, complaints);

        page.locator("#list a.item[data-key='" + session + "']").click();

        assertThat(page.locator("article.card")).hasCount(3);
        Locator log = page.locator("[role=log]");
        assertThat(log).containsText("the first step is done");
        assertThat(log).containsText("line 5 of many", new ContainsTextOptions().setTimeout(PATIENCE_MILLIS));
        assertThat(page.locator("article.card").first()).containsText("running");
        Chromium.look(page, "work");

        page.locator("button", new Page.LocatorOptions().setHasText(Pattern.compile("^Stop$"))).click();
        page.locator("dialog#confirm button.confirm").click();

        assertThat(page.locator(".now .pill").first())
                .containsText("stopped", new ContainsTextOptions().setTimeout(PATIENCE_MILLIS));
        orchestrator.client().awaitPhase(session, "stopped", SESSION);
        assertThat(complaints).isEmpty();
    }

    @Test
    void output_of_an_agent_is_shown_as_text_and_never_as_HTML() {
        String session = orchestrator.client().create("Print HTML.", orchestrator.target("html", true));
        List<String> complaints = new ArrayList<>();
        Page page = chromium.loggedIn(orchestrator, complaints);

        page.navigate(orchestrator.client().url() + "/#/s/" + session);

        assertThat(page.locator("[role=log]")).containsText("<b>bold</b>");
        assertThat(page.locator("[role=log] img, [role=log] b")).hasCount(0);
        assertThat(orchestrator.client().stop(session).status()).isEqualTo(200);
        orchestrator.client().awaitPhase(session, "stopped", SESSION);
        assertThat(complaints).isEmpty();
    }

    @Test
    void a_session_can_be_started_from_the_page() {
        Path target = orchestrator.target("started", true);
        Page page = chromium.loggedIn(orchestrator, new ArrayList<>());

        page.locator("#new").click();
        page.locator("dialog#start textarea[name=prompt]").fill("Started in a browser.");
        page.locator("dialog#start input[name=target]").fill(target.toString());
        page.locator("dialog#start summary", new Page.LocatorOptions().setHasText("Session id"))
                .click();
        page.locator("dialog#start input[name=session]").fill("from-the-page");
        page.locator("dialog#start button[type=submit]").click();

        assertThat(page.locator(".head h1")).containsText("Started in a browser.");
        assertThat(orchestrator.client().stop("from-the-page").status()).isEqualTo(200);
        orchestrator.client().awaitPhase("from-the-page", "stopped", SESSION);
    }

    @Test
    void without_a_token_nothing_is_shown() {
        Page page = chromium.blank();

        page.navigate(orchestrator.client().url() + "/");

        assertThat(page.locator("input#token")).isVisible();
        assertThat(page.locator("#list")).hasCount(0);
    }
}
