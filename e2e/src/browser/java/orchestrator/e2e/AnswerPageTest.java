package orchestrator.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import orchestrator.event.AgentEvent;
import orchestrator.event.EventType;
import orchestrator.event.StreamId;
import orchestrator.eventlog.store.EventStore;
import orchestrator.harness.Orchestrator;
import orchestrator.harness.Wait;
import orchestrator.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Questions, reviews and results in a real browser, with a stand-in for the session. */
class AnswerPageTest {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final String PHONE_FITS = "document.documentElement.scrollWidth <= window.innerWidth";
    private static final String DIFF = """
            diff --git a/list.sh b/list.sh
            --- a/list.sh
            +++ b/list.sh
            @@ -1 +1,2 @@
            -echo one
            +echo <b>one</b>
            +echo two
            """;

    @RegisterExtension
    static final AskingPage ASKING = new AskingPage("answer-page");

    private final Orchestrator orchestrator = ASKING.orchestrator;

    private static Locator item(Page page, String id) {
        return page.locator("form[data-key='item-" + id + "']");
    }

    @Test
    void an_item_is_answered_by_text_or_choice_and_never_by_an_empty_answer() {
        String session = ASKING.begin("answered");
        Page page = ASKING.shown(session);
        Locator review = item(page, "review-2");

        assertThat(page.locator(".head > :first-child")).hasClass("needs");
        assertThat(review).containsText("BLOCKER: --json loses the <b>last</b> line.");
        assertThat(review.locator("b", new Locator.LocatorOptions().setHasText("last"))).hasCount(0);
        Chromium.look(page, "answer");

        review.locator("button[data-key=send]").click();
        assertThat(review.locator(".error")).containsText("an empty answer does nothing");
        assertThat(orchestrator.client().state(session).path("controls")).isEmpty();

        review.locator("button[value=accept]").click();
        assertThat(review.locator(".error")).containsText("the checks are red; fix, stop can be chosen");

        page.keyboard().press("Escape");
        page.locator("h1").click();
        page.keyboard().press("a");
        page.keyboard().type("Flush after each line");
        item(page, "checks-1").locator("button[value=retry]").click();
        assertThat(item(page, "checks-1")).hasCount(0);
        assertThat(review.locator("textarea")).hasValue("Flush after each line");
        review.locator("textarea").press("Control+Enter");

        assertThat(page.locator("section.needs")).hasCount(0, new HasCountOptions().setTimeout(PATIENCE_MILLIS));
        assertThat(page.locator(".reviews")).containsText("Flush after each line");
        var answer = orchestrator.client().state(session).at("/teamwork/items/0/answer");
        assertThat(answer.path("choice").asText()).isEmpty();
        assertThat(answer.path("text").asText()).isEqualTo("Flush after each line");
        assertThat(answer.path("via").asText()).isEqualTo("page");
        ASKING.complaints.removeIf(complaint -> complaint.contains("409")); // the refused answer
        ASKING.hasNoComplaint();
        orchestrator.client().stop(session);
    }

    @Test
    void reviews_decisions_checks_budget_and_diff_are_shown_on_a_phone_too() {
        String session = ASKING.begin("shown");
        diff(session);
        Page page = ASKING.shown(session);

        assertThat(page.locator(".review[data-key=codex-3] .pill").first()).containsText("concerns");
        assertThat(page.locator(".review[data-key=codex-5] .pill").first()).hasClass("pill bad");
        assertThat(page.locator(".review[data-key=gemini-4]")).containsText("same vendor");
        assertThat(page.locator(".reviews img")).hasCount(0);
        assertThat(page.locator(".reviews summary")).containsText("stop and escalate");
        assertThat(page.locator(".result")).containsText("the architect's answer was no plan");
        assertThat(page.locator(".result [data-key=checks]")).containsText("red");
        page.locator(".result details.tail summary").click();
        assertThat(page.locator(".result .tail pre")).containsText("1 of 12 failed");
        assertThat(page.locator(".result [data-key=budget]")).containsText("unavailable of $10");
        assertThat(page.locator("article.card").first().locator(".kind")).containsText("plan");
        page.locator(".result button[data-key=diff]").click();
        assertThat(page.locator("dialog#changes tr.add .text").first()).containsText("echo <b>one</b>");
        assertThat(page.locator("dialog#changes .text b")).hasCount(0);
        assertThat(page.locator("dialog#changes .text .c-type").first()).hasText("echo");
        page.locator("dialog#changes tr.add .comment-on").first().click();
        page.locator(".writing textarea").fill("why?");
        page.locator(".writing [data-key=send]").click();
        assertThat(page.locator("dialog#changes .comment")).containsText("why?");
        Chromium.look(page, "diff");
        page.keyboard().press("Escape");
        page.setViewportSize(390, 844);
        assertThat(page.evaluate(PHONE_FITS)).as("nothing is wider than the phone").isEqualTo(true);
        page.locator("button[data-key=review]").click();
        assertThat(item(page, "review-2")).isVisible(new IsVisibleOptions().setTimeout(PATIENCE_MILLIS));
        Wait.until("the review is asked for", Duration.ofSeconds(20), () -> orchestrator
                .client()
                .state(session)
                .path("controls")
                .findValuesAsText("action")
                .contains("review"));
        ASKING.hasNoComplaint();
        orchestrator.client().stop(session);
    }

    /** Stored as the worker does. */
    private void diff(String session) {
        try (EventStore store = EventStore.open(orchestrator.home().eventStore())) {
            var data = Json.MAPPER.createObjectNode().put("diff", store.artifacts().put(DIFF));
            store.events().record(List.of(AgentEvent.of(
                            StreamId.ofSession(session, AgentEvent.ORCHESTRATOR), Instant.EPOCH, EventType.REVIEW, "codex: BLOCKER")
                    .withPlace(1, 0)
                    .withData(data)));
        }
    }
}
