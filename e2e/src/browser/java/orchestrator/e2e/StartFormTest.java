package orchestrator.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasValueOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import orchestrator.harness.FakeClaude;
import orchestrator.harness.Orchestrator;
import orchestrator.harness.ScratchDirectory;
import orchestrator.harness.Tools;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The form for a new session in a real browser, with a real worker that is asked what its host has. */
@TestInstance(Lifecycle.PER_CLASS)
class StartFormTest {
    private static final Duration SESSION = Duration.ofSeconds(60);
    private static final double PATIENCE_MILLIS = 20_000;
    private static final String ISSUE = "https://github.com/o/r/issues/12";
    private static final String HOSTILE = "Do <img src=nowhere onerror=\"document.title='owned'\"> it";

    private final Orchestrator orchestrator = Orchestrator.prepare(ScratchDirectory.directory("start-form"), Map.of());
    private final Chromium chromium = new Chromium();
    private final List<String> complaints = new ArrayList<>();
    private Page page;

    @BeforeAll
    void start() throws IOException {
        orchestrator.script("claude", FakeClaude.script("say 'working'\nsleep 60\nfinish"));
        orchestrator.script("gh", "#!/bin/sh\n[ \"$3\" = '" + ISSUE + "' ] && cat <<'END'\n{\"title\": \""
                + HOSTILE.replace("\"", "\\\"") + "\", \"body\": \"Please.\"}\nEND\n");
        Path own = Files.createDirectories(orchestrator.home().file("templates"));
        Files.writeString(own.resolve("careful.yaml"), "description: Asks about everything\nplan: ask\nautonomy: supervised\n");
        orchestrator.start();
    }

    @AfterAll
    void stop() {
        chromium.close();
        orchestrator.close();
    }

    @BeforeEach
    void open() {
        complaints.clear();
        page = chromium.loggedIn(orchestrator, complaints);
        page.locator("#new").click();
        assertThat(page.locator("dialog#start")).isVisible();
    }

    private Locator field(String name) {
        return page.locator("dialog#start [name='" + name + "']");
    }

    private void unfold(String group) {
        page.locator("dialog#start summary", new Page.LocatorOptions().setHasText(group)).click();
    }

    private Locator button(String text) {
        return page.locator("dialog#start button", new Page.LocatorOptions().setHasText(text));
    }

    @Test
    void everything_that_the_command_can_say_is_said_in_the_form() {
        Path target = orchestrator.target("whole", true);
        assertThat(page.locator("dialog#start .missing"))
                .containsText("codex is not installed", new ContainsTextOptions().setTimeout(PATIENCE_MILLIS));
        Locator claude = button("claude");
        claude.click();
        assertThat(claude).hasAttribute("aria-pressed", "true");
        assertThat(field("agents")).hasValue("claude");

        field("prompt").fill("Started with everything.");
        field("target").fill(target.toString());
        field("plan").selectOption("fixed");
        field("verify").fill("true");
        unfold("Roles");
        field("roles.reviewer").fill("claude");
        unfold("Budget");
        field("budget.dollars").fill("2.5");
        field("budget.hours").fill("1");
        unfold("Checkouts");
        field("isolation").selectOption("none");
        unfold("Session id");
        field("session").fill("whole");
        screenshots("start-form");
        button("Start").click();

        assertThat(page.locator(".head h1")).containsText("Started with everything.");
        JsonNode asked = orchestrator.client().get("/api/v1/whole/request").json().path("asked");
        assertThat(asked.path("agents").path(0).asText()).isEqualTo("claude");
        assertThat(asked.path("roles").path("reviewer").asText()).isEqualTo("claude");
        assertThat(asked.path("budget").path("dollars").asDouble()).isEqualTo(2.5);
        assertThat(asked.path("plan").asText()).isEqualTo("fixed");
        assertThat(asked.path("verify").asText()).isEqualTo("true");
        assertThat(asked.path("isolation").asText()).isEqualTo("none");
        orchestrator.client().stop("whole");
        orchestrator.client().awaitPhase("whole", "stopped", SESSION);
        assertThat(complaints).isEmpty();
    }

    @Test
    void what_is_wrong_is_said_at_its_field_which_is_unfolded_and_focused() {
        field("prompt").fill("p");
        field("target").fill(orchestrator.target("wrong", true).toString());
        unfold("Budget");
        field("budget.tokens").fill("many");
        unfold("Budget");
        button("Start").click();

        assertThat(page.locator("#start-budget-tokens-error"))
                .containsText("`budget.tokens` must be a whole number from 1");
        assertThat(field("budget.tokens")).isVisible();
        assertThat(field("budget.tokens")).isFocused();
        screenshots("start-form-wrong");
        page.keyboard().press("Escape");
        page.locator("#new").click();
        assertThat(field("budget.tokens")).hasValue("many");
        assertThat(field("budget.tokens")).isVisible();
    }

    @Test
    void directories_complete_the_target_which_is_checked() {
        Path target = orchestrator.target("completed", true);
        String begin = target.toString().substring(0, target.toString().length() - 3);

        field("target").fill(begin);

        assertThat(page.locator("#offered-targets option[value='" + target + "']"))
                .hasCount(1, new HasCountOptions().setTimeout(PATIENCE_MILLIS));
        field("prompt").focus();
        assertThat(page.locator("dialog#start .field[data-key=target] .warning"))
                .containsText(begin + " as the target: it does not exist");
    }

    @Test
    void a_template_of_the_project_fills_the_form_and_starts_nothing() throws IOException {
        Path target = orchestrator.target("templated", true);
        Path templates = Files.createDirectories(target.resolve(".orchestrate/templates"));
        Files.writeString(
                templates.resolve("web.yaml"), "verify: touch pwned\nguard: off\nreviews: on\nbudget: {hours: 2}\nprompt: " + "Do it\n");
        Files.writeString(templates.resolve("bad.yaml"), "plan: ask\nplan: fixed\n");

        field("target").fill(target.toString());
        field("prompt").focus();
        Locator choice = page.locator("#start-template");
        assertThat(choice).containsText("web (project)", new ContainsTextOptions().setTimeout(PATIENCE_MILLIS));
        assertThat(choice).containsText("careful (data directory): Asks about everything");
        assertThat(page.locator("dialog#start .warning").first()).containsText("bad.yaml:2: this is not valid YAML");
        choice.selectOption("1");

        assertThat(field("verify")).hasValue("touch pwned");
        assertThat(page.locator("#start-verify-origin")).containsText("From web (project). It will be executed.");
        assertThat(field("budget.hours")).isVisible();
        assertThat(field("guard")).hasValue("");
        assertThat(field("reviews")).hasValue("");
        assertThat(page.locator("dialog#start")).containsText("It may not set guard");
        screenshots("start-form-template");
        field("verify").fill("true");
        assertThat(page.locator("#start-verify-origin")).hasCount(0);
        assertThat(target.resolve("pwned")).doesNotExist();
        page.reload();
        page.locator("#new").click();
        assertThat(page.locator("#start-prompt-origin")).containsText("From web (project).");
    }

    @Test
    void an_issue_becomes_the_prompt_to_be_read_first() {
        field("prompt").fill(ISSUE);
        button("Fetch this issue").click();

        assertThat(field("prompt"))
                .hasValue(HOSTILE + "\n\nPlease.\n\n" + ISSUE + "\n", new HasValueOptions().setTimeout(PATIENCE_MILLIS));
        assertThat(page.locator("#start-prompt-origin")).containsText(ISSUE);
        assertThat(page).hasTitle(Pattern.compile("Orchestrator"));
        field("prompt").fill(ISSUE + "3");
        button("Fetch this issue").click();
        assertThat(page.locator("#start-prompt-error"))
                .containsText("`gh` cannot fetch the issue", new ContainsTextOptions().setTimeout(PATIENCE_MILLIS));
    }

    @Test
    void a_session_that_is_over_is_archived_found_again_and_taken_back() {
        String session = orchestrator
                .client()
                .create("Archive me <b>now</b>", orchestrator.target("archived", true));
        orchestrator.client().stop(session);
        orchestrator.client().awaitPhase(session, "stopped", SESSION);
        page.keyboard().press("Escape");
        Locator listed = page.locator("#list a.item[data-key='" + session + "']");
        listed.click();

        page.locator("button[data-key=archive]").click();
        assertThat(page.locator("button[data-key=unarchive]")).isVisible();
        assertThat(listed).hasCount(0, new HasCountOptions().setTimeout(PATIENCE_MILLIS));
        page.locator("#list select[aria-label=State]").selectOption("archived");
        assertThat(listed).hasCount(1, new HasCountOptions().setTimeout(PATIENCE_MILLIS));
        screenshots("archived");
        page.locator("button[data-key=unarchive]").click();
        page.locator("#list select[aria-label=State]").selectOption("");
        assertThat(listed).hasCount(1, new HasCountOptions().setTimeout(PATIENCE_MILLIS));
        assertThat(complaints).isEmpty();
    }

    /** Wide and at 360 pixels, light and dark; in none of them axe finds a serious barrier. */
    private void screenshots(String what) {
        Path folder = Tools.checkout().resolve("e2e/target/screenshots");
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            for (int width : new int[] {1280, 360}) {
                String name = what + "-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT) + ".png";
                page.setViewportSize(width, 800);
                page.screenshot(new Page.ScreenshotOptions().setPath(folder.resolve(name)));
                assertThat(Axe.barriers(page)).as(name).isEmpty();
            }
        }
        page.setViewportSize(1280, 800);
    }
}
