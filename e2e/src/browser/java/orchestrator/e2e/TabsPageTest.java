package orchestrator.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import io.temporal.worker.WorkerFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import orchestrator.event.AgentEvent;
import orchestrator.event.EventType;
import orchestrator.event.StreamId;
import orchestrator.eventlog.store.EventStore;
import orchestrator.harness.Orchestrator;
import orchestrator.harness.ScratchDirectory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Many tabs of one real browser, which allows six connections to a server for all of them together. */
@TestInstance(Lifecycle.PER_CLASS)
class TabsPageTest {
    private static final int TABS = 20;
    private static final double PATIENCE_MILLIS = 20_000;

    private final Orchestrator orchestrator = Orchestrator.prepare(ScratchDirectory.directory("tabs-page"), Map.of());
    private final Chromium chromium = new Chromium();
    private final List<String> complaints = new ArrayList<>();
    private WorkerFactory sessions;

    @BeforeAll
    void start() {
        sessions = AskingSession.at(orchestrator.temporal().address(), orchestrator.home());
        orchestrator.startApi();
    }

    @AfterAll
    void stop() {
        chromium.close();
        sessions.shutdownNow();
        sessions.awaitTermination(5, TimeUnit.SECONDS);
        orchestrator.close();
    }

    @Test
    void twenty_tabs_on_one_running_session_all_stay_live() {
        String session = begin("one");
        List<Page> tabs = chromium.tabs(TABS, orchestrator, complaints);

        tabs.forEach(tab -> show(tab, session));
        tabs.forEach(TabsPageTest::isShown);
        say(session, 1, "the first line");
        tabs.forEach(tab -> shows(tab, "the first line"));
        say(session, 2, "the second line");
        tabs.forEach(tab -> shows(tab, "the second line"));

        stopFrom(tabs.get(TABS - 1), session);
        tabs.forEach(TabsPageTest::claimsNoOutage);
        assertThat(complaints).isEmpty();
    }

    @Test
    void twenty_tabs_on_twenty_running_sessions_all_stay_live() {
        List<String> all =
                IntStream.range(0, TABS).mapToObj(i -> begin("of-many-" + i)).toList();
        List<Page> tabs = chromium.tabs(TABS, orchestrator, complaints);

        for (int i = 0; i < TABS; i++) show(tabs.get(i), all.get(i));
        tabs.forEach(TabsPageTest::isShown);
        for (String session : all) say(session, 1, "a line of " + session);
        for (int i = 0; i < TABS; i++) shows(tabs.get(i), "a line of " + all.get(i));

        stopFrom(tabs.get(TABS - 1), all.get(TABS - 1));
        tabs.forEach(TabsPageTest::claimsNoOutage);
        assertThat(complaints).isEmpty();
        all.subList(0, TABS - 1).forEach(session -> orchestrator.client().stop(session));
    }

    private String begin(String name) {
        return orchestrator.client().create("Add a --json flag", orchestrator.target(name, true));
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
