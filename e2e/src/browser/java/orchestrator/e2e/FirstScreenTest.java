package orchestrator.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import com.microsoft.playwright.assertions.PageAssertions.HasTitleOptions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import orchestrator.event.AgentEvent;
import orchestrator.event.EventType;
import orchestrator.event.StreamId;
import orchestrator.eventlog.store.EventStore;
import orchestrator.harness.Orchestrator;
import orchestrator.identity.LaunchId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The first screen, drafts, the log's search and conversations in a real browser, with a stand-in for the session. */
class FirstScreenTest {
    private static final double PATIENCE_MILLIS = 20_000;
    private static final int LINES = 1_500;
    private static final String HOSTILE = """
            # Report <img src=nowhere onerror="document.title='owned'">

            <script>document.title='owned'</script>

            **bold** [page](https://example.org/docs)
            [click](javascript:document.title='owned') [click](JaVaScRiPt:alert(1)) [click](data:text/html,x)
            ![pixel](https://example.org/pixel.png) <iframe src="https://example.org"></iframe>
            <form action="https://example.org"><input name=token></form> <svg onload=alert(1)> <a href="javascript:1">a</a>

            <details open ontoggle=alert(1)> <math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>
            """;

    @RegisterExtension
    static final AskingPage ASKING = new AskingPage("first-screen");

    private final Orchestrator orchestrator = ASKING.orchestrator;

    @Test
    void what_needs_the_user_comes_first_and_is_counted_over_all_sessions() {
        List<String> asking = List.of(ASKING.begin("first"), ASKING.begin("second"));
        Page page = ASKING.loggedIn();

        assertThat(page.locator("main h1"))
                .containsText("Needs you · 2", new ContainsTextOptions().setTimeout(PATIENCE_MILLIS));
        assertThat(page.locator("main .entry.asks")).hasCount(2);
        assertThat(page).hasTitle(Pattern.compile("^\\(2\\) "), new HasTitleOptions().setTimeout(PATIENCE_MILLIS));
        assertThat(page.locator("link[rel=icon]").getAttribute("href")).isEqualTo("icon-2.svg");
        Chromium.look(page, "first");
        orchestrator.client().stop(asking.get(0));
        assertThat(page).hasTitle(Pattern.compile("^\\(1\\) "), new HasTitleOptions().setTimeout(PATIENCE_MILLIS));

        orchestrator.client().stop(asking.get(1));
        ASKING.hasNoComplaint();
    }

    @Test
    void what_was_typed_is_there_after_escape_and_after_a_look_at_something_else() {
        String session = ASKING.begin("drafts");
        Page page = ASKING.shown(session);

        page.locator("#new").click();
        page.locator("dialog#start textarea[name=prompt]").fill("A long thought");
        page.keyboard().press("Escape");
        page.locator("#new").click();
        assertThat(page.locator("dialog#start textarea[name=prompt]")).hasValue("A long thought");
        page.keyboard().press("Escape");

        Locator answer = page.locator("form[data-key='item-review-2'] textarea");
        answer.fill("Half an answer");
        page.locator("a.brand").click();
        assertThat(answer).hasCount(0);
        page.goBack();
        assertThat(answer).hasValue("Half an answer");
        page.reload();
        assertThat(answer).hasValue("Half an answer");

        orchestrator.client().stop(session);
        ASKING.hasNoComplaint();
    }

    @Test
    void the_log_finds_old_events_and_goes_back_to_them() {
        String session = ASKING.begin("log");
        record(session, "codex-3", EventType.MESSAGE, IntStream.rangeClosed(1, LINES)
                .mapToObj(i -> "line " + i + (i == 7 ? " with the needle" : ""))
                .toList());
        Page page = ASKING.shown(session);
        Locator log = page.locator("[role=log]");

        assertThat(log).containsText("line " + LINES, new ContainsTextOptions().setTimeout(PATIENCE_MILLIS));
        assertThat(page.locator(".log .count")).containsText("1,500 events");
        page.locator(".log input[type=search]").fill("needle");
        assertThat(log.locator(".event")).hasCount(1);
        assertThat(page.locator(".log .count")).containsText("1 of 1,500 events");
        log.locator(".event a.at").click();
        assertThat(page).hasURL(Pattern.compile("#/s/" + session + "/event/\\d+$"));
        page.reload();
        assertThat(log.locator(".event.marked")).containsText("line 7 with the needle");
        page.locator(".newer").click();
        assertThat(log).containsText("line " + LINES);
        log.locator(".earlier").click();
        assertThat(log).containsText("line 900");

        orchestrator.client().stop(session);
        ASKING.hasNoComplaint();
    }

    @Test
    void a_conversation_shows_markdown_and_nothing_of_it_becomes_HTML() {
        String session = ASKING.begin("talk");
        record(session, "claude-2", EventType.MESSAGE, List.of(HOSTILE));
        Page page = ASKING.shown(session);

        page.locator("article.card h3 a", new Page.LocatorOptions().setHasText("Write the flag"))
                .click();

        Locator talk = page.locator("[role=log].transcript");
        assertThat(talk.locator(".markdown .heading"))
                .containsText("Report <img", new ContainsTextOptions().setTimeout(PATIENCE_MILLIS));
        assertThat(talk.locator(".markdown strong")).hasText("bold");
        assertThat(talk).containsText("<script>document.title='owned'</script>");
        assertThat(talk.locator("img, script, iframe, form, input, svg, math, style")).hasCount(0);
        assertThat(talk.locator("a")).hasCount(2);
        assertThat(talk.locator("a[rel='noopener noreferrer nofollow'][href^='https://example.org/']")).hasCount(2);
        assertThat(page.title()).doesNotContain("owned");
        Chromium.look(page, "conversation");

        orchestrator.client().stop(session);
        ASKING.hasNoComplaint();
    }

    @Test
    void a_session_that_was_started_on_the_page_is_in_the_list_at_once() {
        Page page = ASKING.loggedIn();

        page.locator("#new").click();
        page.locator("dialog#start textarea[name=prompt]").fill("Started here.");
        page.locator("dialog#start input[name=target]")
                .fill(orchestrator.target("at-once", true).toString());
        page.locator("dialog#start summary", new Page.LocatorOptions().setHasText("Session id"))
                .click();
        page.locator("dialog#start input[name=session]").fill("at-once");
        page.locator("dialog#start button[type=submit]").click();

        assertThat(page.locator("dialog#start")).isHidden();
        assertThat(page.locator("#list a.item .name", new Page.LocatorOptions().setHasText("Started here.")))
                .hasCount(1, new HasCountOptions().setTimeout(1_000));
        page.locator("#new").click();
        assertThat(page.locator("dialog#start textarea[name=prompt]")).hasValue("");

        orchestrator.client().stop("at-once");
        ASKING.hasNoComplaint();
    }

    private void record(String session, String run, EventType type, List<String> texts) {
        StreamId stream = new StreamId(new LaunchId(session, run, 1), AgentEvent.STDOUT);
        List<AgentEvent> events = new ArrayList<>();
        for (String text : texts)
            events.add(AgentEvent.of(stream, Instant.EPOCH, type, text).withPlace(events.size() + 1, 0));
        try (EventStore store = EventStore.open(orchestrator.home().eventStore())) {
            store.events().record(events);
        }
    }
}
