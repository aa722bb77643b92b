package orchestrator.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import orchestrator.harness.Wait;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the keyboard alone reaches, in a real browser. */
class KeyboardTest {
    @RegisterExtension
    static final AskingPage ASKING = new AskingPage("keyboard");

    @Test
    void the_palette_finds_commands_and_places() {
        String session = ASKING.begin("palette");
        Page page = ASKING.shown(session);
        Locator palette = page.locator("dialog#palette");

        page.keyboard().press("Control+k");
        assertThat(palette.locator("[role=option]").first()).containsText("Answer");
        Chromium.look(page, "palette");
        page.keyboard().type("pause");
        assertThat(palette.locator("[role=option]")).hasCount(1);
        assertThat(palette.locator("[role=option]")).hasAttribute("aria-selected", "true");
        page.keyboard().press("Enter");

        assertThat(palette).isHidden();
        assertThat(page.locator("main")).isVisible();
        assertThat(controls(session)).containsExactly("pause");
        page.keyboard().press("Control+k");
        page.keyboard().type("conversation");
        page.keyboard().press("ArrowDown");
        assertThat(palette.locator("[aria-selected=true]")).containsText("claude-2");
        page.keyboard().press("Enter");
        assertThat(page).hasURL(Pattern.compile("#/s/" + session + "/run/claude-2$"));
        ASKING.orchestrator.client().stop(session);
        ASKING.hasNoComplaint();
    }

    @Test
    void the_keys_are_listed_and_lead_to_what_is_asked() {
        String session = ASKING.begin("keys");
        Page page = ASKING.shown(session);

        page.keyboard().press("?");
        assertThat(page.locator("dialog#keys kbd").first()).isVisible();
        Chromium.look(page, "keys");
        page.keyboard().press("Escape");
        page.keyboard().press("y");
        assertThat(page.locator("form[data-key='item-review-2'] button[value=fix]")).isFocused();
        page.keyboard().press("d");
        assertThat(page.locator("dialog#changes")).isVisible();
        page.keyboard().press("Escape");

        ASKING.orchestrator.client().stop(session);
        ASKING.complaints.removeIf(complaint -> complaint.contains("404")); // this session has no diff
        ASKING.hasNoComplaint();
    }

    @Test
    void what_one_needs_elsewhere_is_copied() {
        String session = ASKING.begin("copied");
        Page page = ASKING.shown(session);
        page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));

        page.locator("button[aria-label='Copy the id']").press("Enter");

        assertThat(page.locator("#copied")).hasText("Copied");
        assertThat(page.evaluate("() => navigator.clipboard.readText()")).isEqualTo(session);
        ASKING.orchestrator.client().stop(session);
        ASKING.hasNoComplaint();
    }

    /** The page sends a control, and the session has it a moment later. */
    private static List<String> controls(String session) {
        return Wait.until("a control", Duration.ofSeconds(20), () -> Optional.of(
                        ASKING.orchestrator.client().state(session).path("controls").findValuesAsText("action"))
                .filter(all -> !all.isEmpty()));
    }
}
