package orchestrator.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import orchestrator.event.AgentEvent;
import orchestrator.event.EventType;
import orchestrator.event.StreamId;
import orchestrator.eventlog.store.EventStore;
import orchestrator.harness.Orchestrator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Many tabs of one real browser, which allows six connections to a server for all of them together. */
class TabsPageTest {
    private static final int TABS = 20;
    private static final double PATIENCE_MILLIS = 20_000;

    @RegisterExtension
    static final AskingPage ASKING = new AskingPage("tabs-page");

    private final Orchestrator orchestrator = ASKING.orchestrator;

    @Test
    void twenty_tabs_on_one_running_session_all_stay_live() {
        String session = ASKING.begin("one");
        List<Page> tabs = ASKING.chromium.tabs(TABS, orchestrator, ASKING.complaints);

        tabs.forEach(tab -> show(tab, session));
        tabs.forEach(TabsPageTest::isShown);
        say(session, 1, "the first line");
        tabs.forEach(tab -> shows(tab, "the first line"));
        say(session, 2, "the second line");
        tabs.forEach(tab -> shows(tab, "the second line"));

        stopFrom(tabs.get(TABS - 1), session);
        tabs.forEach(TabsPageTest::claimsNoOutage);
        ASKING.hasNoComplaint();
    }

    @Test
    void twenty_tabs_on_twenty_running_sessions_all_stay_live() {
        List<String> all =
                IntStream.range(0, TABS).mapToObj(i -> ASKING.begin("of-many-" + i)).toList();
        List<Page> tabs = ASKING.chromium.tabs(TABS, orchestrator, ASKING.complaints);

        for (int i = 0; i < TABS; i++) show(tabs.get(i), all.get(i));
        tabs.forEach(TabsPageTest::isShown);
        for (String session : all) say(session, 1, "a line of " + session);
        for (int i = 0; i < TABS; i++) shows(tabs.get(i), "a line of " + all.get(i));

        stopFrom(tabs.get(TABS - 1), all.get(TABS - 1));
        tabs.forEach(TabsPageTest::claimsNoOutage);
        ASKING.hasNoComplaint();
        all.subList(0, TABS - 1).forEach(session -> orchestrator.client().stop(session));
    }

    private void show(Page tab, String session) {
        tab.navigate(orchestrator.client().url() + "/#/s/" + session);
    }

    private static void isShown(Page tab) {
        assertThat(tab.locator("section.needs form"))
                .hasCount(2, new HasCountOptions().setTimeout(PATIENCE_MILLIS));
    }

    private static void shows(Page tab, String line) {
        assertThat(tab.locator("[role=log]")).containsText(line, new ContainsTextOptions().setTimeout(PATIENCE_MILLIS));
    }

    private static void claimsNoOutage(Page tab) {
        assertThat(tab.locator("#outage")).isHidden();
    }

    /** A request needs a connection as well. */
    private void stopFrom(Page tab, String session) {
        tab.locator("button[data-key=stop]").click();
        tab.locator("dialog#confirm button.confirm").click();
        orchestrator.client().awaitPhase(session, "stopped", Duration.ofSeconds(20));
    }

    private void say(String session, int number, String line) {
        try (EventStore store = EventStore.open(orchestrator.home().eventStore())) {
            store.events().record(List.of(AgentEvent.of(
                            StreamId.ofSession(session, AgentEvent.ORCHESTRATOR),
                            Instant.EPOCH,
                            EventType.MILESTONE,
                            line)
                    .withPlace(number, 0)));
        }
    }
}
