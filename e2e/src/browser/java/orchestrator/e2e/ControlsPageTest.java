package orchestrator.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
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

/** Controls sessions in a real browser. */
@TestInstance(Lifecycle.PER_CLASS)
class ControlsPageTest {

    private static final Duration SESSION = Duration.ofSeconds(120);
    private static final int PATIENCE_MILLIS = 60_000;
    private static final ContainsTextOptions PATIENT = new ContainsTextOptions().setTimeout(PATIENCE_MILLIS);
    /** Works until there is a file {@code go}; crashes while there is a file {@code broken}. */
    private static final String PATIENT_AGENT = """
            if [ -e broken ]; then say 'I cannot go on'; exit 1; fi
            say 'MILESTONE: <b>begun</b>'
            while [ ! -e go ]; do sleep 0.1; done
            finish
            """;

    private final Orchestrator orchestrator = Orchestrator.prepare(ScratchDirectory.directory("controls-page"), Map.of());
    private final Chromium chromium = new Chromium();
    private final List<String> complaints = new ArrayList<>();

    @BeforeAll
    void start() {
        orchestrator.script("claude", FakeClaude.script(PATIENT_AGENT));
        orchestrator.start();
    }

    @AfterAll
    void stop() {
        chromium.close();
        orchestrator.close();
    }

    private Page shown(String session) {
        Page page = chromium.loggedIn(orchestrator, complaints);
        page.navigate(orchestrator.client().url() + "/#/s/" + session);
        assertThat(page.locator(".head h1")).isVisible(new IsVisibleOptions().setTimeout(PATIENCE_MILLIS));
        return page;
    }

    private static Locator button(Page page, String text) {
        return page.locator(".actions button", new Page.LocatorOptions().setHasText(Pattern.compile("^" + text + "$")));
    }

    @Test
    void a_session_is_paused_and_resumed_by_button_and_by_key() {
        String session = orchestrator.client().create("Wait.", orchestrator.target("paused", true));
        Page page = shown(session);
        assertThat(page.locator("article.card").first()).containsText("running", PATIENT);

        button(page, "Pause").click();

        assertThat(page.locator(".now .pill").first()).containsText("paused", PATIENT);
        assertThat(page.locator(".banner.warn")).containsText("Paused");
        assertThat(page.locator("article.card").first()).containsText("paused");
        Chromium.look(page, "paused");
        page.keyboard().press("p");
        assertThat(page.locator(".now .pill").first()).containsText("working", PATIENT);
        assertThat(orchestrator.client().state(session).path("controls").findValuesAsText("via"))
                .containsExactly("page", "page");
        orchestrator.client().stop(session);
        orchestrator.client().awaitPhase(session, "stopped", SESSION);
        assertThat(complaints).isEmpty();
    }

    @Test
    void an_agent_is_aborted_after_a_confirmation_by_keyboard() {
        String session = orchestrator.client().create("Wait.", orchestrator.target("aborted", true));
        Page page = shown(session);
        Locator abort = page.locator("article.card button", new Page.LocatorOptions().setHasText("Abort"));
        assertThat(abort).isVisible(new IsVisibleOptions().setTimeout(60_000));

        abort.focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("dialog#confirm h2")).containsText("Abort claude-1?");
        Chromium.look(page, "abort");
        page.keyboard().press("Escape");
        assertThat(page.locator("dialog#confirm")).not().isVisible();
        abort.click();
        page.locator("dialog#confirm input").fill("it is <i>slow</i>");
        page.keyboard().press("Enter");

        assertThat(page.locator("[role=log]")).containsText("claude-1 was aborted", PATIENT);
        assertThat(page.locator("[role=log]")).containsText("it is <i>slow</i>");
        orchestrator.client().stop(session);
        orchestrator.client().awaitPhase(session, "stopped", SESSION);
        assertThat(complaints).isEmpty();
    }

    @Test
    void a_stopped_session_is_resumed_on_the_same_page_and_both_are_listed() {
        String session = orchestrator.client().create("Go on.", orchestrator.target("resumed", true));
        Page page = shown(session);
        button(page, "Stop").click();
        page.locator("dialog#confirm button.confirm").click();
        assertThat(page.locator(".now .pill").first()).containsText("stopped", PATIENT);

        button(page, "Resume").click();

        assertThat(page.locator(".now .pill").first()).containsText("working", PATIENT);
        assertThat(page.locator(".head")).containsText("Continues from the finished work of " + session);
        assertThat(page.locator("#list a.item", new Page.LocatorOptions().setHasText("resumes " + session)))
                .hasCount(1);
        Locator older = page.locator("#list a.item", new Page.LocatorOptions().setHasText("resumed later"));
        Chromium.look(page, "resumed");
        older.click();
        assertThat(page.locator(".head")).containsText("This execution was resumed.", PATIENT);
        assertThat(button(page, "Resume")).hasCount(0);
        page.locator(".head .banner a").click();
        assertThat(page.locator(".now .pill").first()).containsText("working", PATIENT);
        orchestrator.client().stop(session);
        orchestrator.client().awaitPhase(session, "stopped", SESSION);
        assertThat(complaints).isEmpty();
    }

    @Test
    void questions_come_first_with_working_buttons_and_recoveries_are_shown() throws Exception {
        java.nio.file.Path target = orchestrator.target("needs-you", true);
        java.nio.file.Files.createFile(target.resolve("broken"));
        String session = orchestrator.client().create("Fail, and then work.", target);
        Page page = shown(session);

        Locator needs = page.locator("section.needs");
        assertThat(needs).containsText("claude-1", PATIENT);
        assertThat(page.locator(".recoveries")).containsText("tier 2");
        assertThat(page.locator("#list h2.urgent")).containsText("Needs you", PATIENT);
        Chromium.look(page, "needs-you");
        java.nio.file.Files.delete(target.resolve("broken"));
        java.nio.file.Files.createFile(target.resolve("go"));
        needs.locator("button", new Locator.LocatorOptions().setHasText(Pattern.compile("^(Try again|retry)")))
                .click();

        orchestrator.client().awaitPhase(session, "done", SESSION);
        assertThat(page.locator(".now .pill").first()).containsText("done", PATIENT);
        assertThat(needs).hasCount(0);
        assertThat(complaints).isEmpty();
    }
}
