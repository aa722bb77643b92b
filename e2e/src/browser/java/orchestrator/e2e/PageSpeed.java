package orchestrator.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import orchestrator.bench.measure.Machine;
import orchestrator.bench.measure.ManySessions;
import orchestrator.event.AgentEvent;
import orchestrator.event.EventType;
import orchestrator.event.StreamId;
import orchestrator.eventlog.store.EventStore;
import orchestrator.harness.Orchestrator;
import orchestrator.harness.ScratchDirectory;
import orchestrator.identity.LaunchId;
import org.junit.jupiter.api.Test;

/** The page with a thousand sessions, one of which has 100,000 events of twenty agents. A benchmark: bench/page runs it. */
class PageSpeed {
    private static final int SESSIONS = 1_000;
    private static final int EVENTS = 100_000;
    private static final int AGENTS = 20;
    private static final int TABS = 20;
    private static final int BATCH = 5_000;
    private static final ContainsTextOptions PATIENT = new ContainsTextOptions().setTimeout(60_000);
    private static final String LONG = "archived-" + (SESSIONS - 1);
    /** Notes the longest task of the page's thread from now on, in milliseconds. */
    private static final String WATCH_TASKS = """
            () => { window.longest = 0; new PerformanceObserver((list) => {
              for (const {duration} of list.getEntries()) window.longest = Math.max(window.longest, duration);
            }).observe({type: 'longtask'}); }""";

    private static final String PAINTED =
            "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1";
    private static final String SCROLL_UP = "rows => rows.scrollBy(0, -400)";

    private final List<String> complaints = new ArrayList<>();

    @Test
    void measure() {
        System.out.println(Machine.look().line());
        try (Orchestrator orchestrator = Orchestrator.prepare(ScratchDirectory.directory("page-speed"), Map.of());
                Chromium chromium = new Chromium()) {
            ManySessions.fill(orchestrator.home(), SESSIONS);
            record(orchestrator);
            orchestrator.start();
            Page page = chromium.loggedIn(orchestrator, complaints);
            list(page);
            log(page, orchestrator);
            row("a tab with the long log: JavaScript's heap", heap(page), "MB", 150);
            tabs(chromium, orchestrator);
            assertThat(complaints).isEmpty();
        }
    }

    private void list(Page page) {
        assertThat(page.locator("#list a.item").first()).containsText("json", PATIENT);
        page.reload();
        assertThat(page.locator("#list a.item").first()).containsText("json", PATIENT);
        row("first contentful paint of the list of " + SESSIONS + " sessions", number(page.evaluate(PAINTED)), "ms", 1_000);
        row("its list is there", number(page.evaluate("() => performance.now()")), "ms", 1_000);
        long begun = System.nanoTime();
        page.locator("#list input[type=search]").fill("archived-17");
        assertThat(page.locator("#list .count")).containsText("11 sessions", PATIENT);
        row("search in the list", millisSince(begun), "ms", 300);
    }

    private void log(Page page, Orchestrator orchestrator) {
        page.navigate(orchestrator.client().url() + "/#/s/" + LONG);
        assertThat(page.locator("[role=log]")).containsText("event " + (EVENTS - 1), PATIENT);
        page.reload();
        assertThat(page.locator("[role=log]")).containsText("event " + (EVENTS - 1), PATIENT);
        row("first contentful paint of a session with " + EVENTS + " events", number(page.evaluate(PAINTED)), "ms", 1_000);
        row("its newest event is there", number(page.evaluate("() => performance.now()")), "ms", 1_000);
        long begun = System.nanoTime();
        page.locator(".log select[aria-label=Agent]").selectOption("claude-7");
        assertThat(page.locator(".log .count")).containsText("5,000 of 100,000", PATIENT);
        row("filter by an agent", millisSince(begun), "ms", 300);
        begun = System.nanoTime();
        page.locator(".log input[type=search]").fill("event 6007");
        assertThat(page.locator(".log .event .text").first()).containsText("event 6007", PATIENT);
        assertThat(page.locator(".log .count")).containsText("1 of", PATIENT);
        row("search in it (after the pause in typing)", millisSince(begun), "ms", 300);
        page.locator(".log input[type=search]").fill("");
        page.locator(".log select[aria-label=Agent]").selectOption("");
        assertThat(page.locator("[role=log]")).containsText("event " + (EVENTS - 1), PATIENT);
        scroll(page);
    }

    /** Up through what is there, then a page of earlier events, several times. */
    private static void scroll(Page page) {
        page.evaluate(WATCH_TASKS);
        for (int pages = 0; pages < 5; pages++) {
            for (int i = 0; i < 40; i++) {
                page.locator("[role=log]").evaluate(SCROLL_UP);
                page.evaluate("() => new Promise(requestAnimationFrame)");
            }
            page.locator("[role=log]").evaluate("rows => rows.scrollTo(0, 0)");
            page.locator(".earlier").click();
            assertThat(page.locator(".earlier")).isEnabled();
        }
        row("longest task while scrolling and paging back", number(page.evaluate("() => window.longest")), "ms", 100);
    }

    private void tabs(Chromium chromium, Orchestrator orchestrator) {
        List<Page> tabs = chromium.tabs(TABS, orchestrator, complaints);
        long begun = System.nanoTime();
        for (Page tab : tabs) tab.navigate(orchestrator.client().url() + "/#/s/" + LONG);
        for (Page tab : tabs) assertThat(tab.locator("[role=log]")).containsText("event " + (EVENTS - 1), PATIENT);
        row(TABS + " tabs on the long log, one after another, for each", millisSince(begun) / TABS, "ms", 1_000);
        row("the largest of their heaps", tabs.stream().mapToDouble(PageSpeed::heap).max().orElseThrow(), "MB", 150);
    }

    /** After a collection. */
    private static double heap(Page page) {
        CDPSession browser = page.context().newCDPSession(page);
        browser.send("HeapProfiler.collectGarbage");
        return browser.send("Runtime.getHeapUsage").get("usedSize").getAsDouble() / (1 << 20);
    }

    private static void record(Orchestrator orchestrator) {
        try (EventStore store = EventStore.open(orchestrator.home().eventStore())) {
            for (int from = 0; from < EVENTS; from += BATCH)
                store.events()
                        .record(IntStream.range(from, from + BATCH)
                                .mapToObj(PageSpeed::event)
                                .toList());
        }
    }

    private static AgentEvent event(int number) {
        String agent = "claude-" + number % AGENTS;
        return AgentEvent.of(
                        new StreamId(new LaunchId(LONG, agent, 1), AgentEvent.STDOUT),
                        Instant.parse("2026-01-01T00:00:00Z").plusSeconds(number),
                        number % 3 == 0 ? EventType.TOOL_CALL : EventType.MESSAGE,
                        "event " + number + ": wrote a few lines of the flag and looked at what the tests say about it")
                .withPlace(number, 0);
    }

    private static double number(Object value) {
        return ((Number) value).doubleValue();
    }

    private static double millisSince(long begun) {
        return (System.nanoTime() - begun) / 1e6;
    }

    private static void row(String what, double value, String unit, double goal) {
        System.out.printf(
                Locale.ROOT, "page      %-68s %9.1f %s  < %.0f  %s%n", what, value, unit, goal, value < goal ? "met" : "missed");
    }
}
