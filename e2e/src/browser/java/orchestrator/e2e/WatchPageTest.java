package orchestrator.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import io.temporal.worker.WorkerFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import orchestrator.eventlog.store.EventStore;
import orchestrator.harness.Orchestrator;
import orchestrator.harness.ScratchDirectory;
import orchestrator.json.Json;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Watched projects in a real browser, with a stand-in for the queue. */
@TestInstance(Lifecycle.PER_CLASS)
class WatchPageTest {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final ContainsTextOptions PATIENT = new ContainsTextOptions().setTimeout(PATIENCE_MILLIS);
    private static final String PHONE_FITS = "document.documentElement.scrollWidth <= window.innerWidth";
    private static final int LINES = 2_000;

    private final Orchestrator orchestrator = Orchestrator.prepare(ScratchDirectory.directory("watch-page"), Map.of());
    private final Chromium chromium = new Chromium();
    private final List<String> complaints = new ArrayList<>();
    private WorkerFactory projects;

    @BeforeAll
    void start() {
        projects = WatchedProject.at(orchestrator.temporal().address(), orchestrator.home());
        orchestrator.startApi();
    }

    @AfterAll
    void stop() {
        chromium.close();
        projects.shutdownNow();
        projects.awaitTermination(5, TimeUnit.SECONDS);
        orchestrator.close();
    }

    /** Begins to watch a directory and returns the project's key. */
    private String watch(String name) {
        var request = Json.MAPPER
                .createObjectNode()
                .put("target", orchestrator.target(name, true).toString());
        request.putObject("test").put("command", "pytest -q").put("setup", diff());
        var answer = orchestrator.client().post("/api/v1/watches", request);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().path("project").asText();
    }

    /** Stored as the worker does; long, and with what must stay text. */
    private String diff() {
        try (EventStore store = EventStore.open(orchestrator.home().eventStore())) {
            return store.artifacts()
                    .put("diff --git a/t b/t\n-    assert total() == 3\n+    # <b>none</b>\u202e\n"
                            + "+line\n".repeat(LINES));
        }
    }

    private Page shown(String place) {
        Page page = chromium.loggedIn(orchestrator, complaints);
        page.navigate(orchestrator.client().url() + "/#/watch/" + place);
        assertThat(page.locator(".head h1")).isVisible(new IsVisibleOptions().setTimeout(PATIENCE_MILLIS));
        return page;
    }

    @Test
    void a_repair_that_needs_a_person_is_shown_first_and_applied_once_it_is_confirmed() {
        Page page = shown(watch("applied"));
        Locator needs = page.locator("section.needs");

        assertThat(needs).containsText("removes an assertion from <b>tests/test_price.py</b>", PATIENT);
        assertThat(page.locator("#news")).containsText("applied: src/price.py needs you.");
        assertThat(page.locator("#watching")).containsText("Watching");
        assertThat(page).hasTitle(Pattern.compile("^\\(\\d+\\) applied · watching$"));
        Chromium.look(page, "watch");

        needs.locator("button[data-key=diff]").click();
        assertThat(page.locator("dialog#diff .del").first()).containsText("-    assert total() == 3");
        assertThat(page.locator("dialog#diff .add").first()).containsText("+    # <b>none</b>\\u202e");
        page.keyboard().press("Escape");

        needs.locator("button[data-key=apply]").click();
        assertThat(page.locator("dialog#confirm")).containsText("removes an assertion");
        page.locator("dialog#confirm button.confirm").click();

        assertThat(page.locator("section.needs")).hasCount(0);
        assertThat(page.locator("li.task[data-key=task_11111111]")).containsText("Applied by you.", PATIENT);
        assertThat(complaints).isEmpty();
    }

    @Test
    void a_project_is_paused_resumed_stopped_and_watched_again_and_a_refusal_is_shown() {
        Page page = shown(watch("steered"));
        Locator now = page.locator(".now");

        page.locator("button[data-key=pause]").click();
        assertThat(now).containsText("paused (page)", PATIENT);
        page.locator("h1").click();
        page.keyboard().press("p");
        assertThat(now).containsText("watching", PATIENT);

        page.locator("li.task[data-key=task_33333333] button[data-key=undo]").click();
        page.locator("dialog#confirm button.confirm").click();
        assertThat(page.locator("dialog#confirm .error")).containsText("src/tax.py has changed since", PATIENT);
        page.keyboard().press("Escape");

        page.locator("button[data-key=stop]").click();
        page.locator("dialog#confirm input[name=reason]").fill("enough");
        page.locator("dialog#confirm button.confirm").click();
        assertThat(now).containsText("stopped: enough", PATIENT);
        assertThat(page.locator(".banner[data-key=stopped]")).containsText("orchestrate watch /");
        page.locator("button[data-key=start]").click();
        assertThat(now).containsText("watching", PATIENT);
        complaints.removeIf(complaint -> complaint.contains("409")); // the refused undo
        assertThat(complaints).isEmpty();
    }

    @Test
    void a_task_shows_its_tests_attempts_and_repair_on_a_phone_too() {
        Page page = shown(watch("task") + "/" + WatchedProject.TASK);

        assertThat(page.locator(".tested pre")).hasText("E   assert 3.34 == 3.35");
        assertThat(page.locator(".attempts > ol > li")).hasCount(2);
        assertThat(page.locator(".attempts")).containsText("basic strategy, repaired by codex");
        assertThat(page.locator(".repair .add")).hasCount(LINES + 1);
        page.locator(".attempts button[data-key=diff]").click();
        assertThat(page.locator("dialog#diff h2")).containsText("Changes of attempt 2");
        assertThat(page.locator("dialog#diff .add")).hasCount(LINES + 1);
        page.keyboard().press("Escape");
        Chromium.look(page, "watch-task");
        page.setViewportSize(360, 740);
        assertThat(page.evaluate(PHONE_FITS)).as("nothing is wider than the phone").isEqualTo(true);
        page.locator("a[data-key=up]").click();
        assertThat(page.locator(".part").first()).isVisible();
        assertThat(page.evaluate(PHONE_FITS)).as("nothing is wider than the phone").isEqualTo(true);
        assertThat(page.locator("#main img, #main h3 b, .history b")).hasCount(0);
        assertThat(page.locator("#main")).containsText("src/\\u202egpj.py<img src=x> and 2012 more");
        assertThat(complaints).isEmpty();
    }
}
