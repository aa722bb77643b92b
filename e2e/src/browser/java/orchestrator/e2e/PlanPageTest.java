package orchestrator.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import orchestrator.event.AgentEvent;
import orchestrator.event.EventType;
import orchestrator.harness.FakeClaude;
import orchestrator.harness.Orchestrator;
import orchestrator.harness.ScratchDirectory;
import orchestrator.json.Json;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** A plan is edited and approved in a real browser, and its assignments and what became of them are shown. */
@TestInstance(Lifecycle.PER_CLASS)
class PlanPageTest {
    private static final Duration SESSION = Duration.ofSeconds(60);
    private static final double PATIENCE_MILLIS = 30_000;
    private static final String PHONE_FITS = "document.documentElement.scrollWidth <= window.innerWidth";
    private static final String PLANNING = """
            case "$ROLE $PWD" in
            architect*large)
              cat << 'END'
            %s
            END
              ;;
            architect*)
              cat << 'END'
            %s
            END
              ;;
            *)
              say "It is done."
              finish
            esac
            """;
    /** What the browser does in one go, without drawing or taking a key meanwhile. */
    private static final String LONG_TASKS = """
            () => {
              window.longTasks = [];
              new PerformanceObserver((list) => longTasks.push(...list.getEntries().map(({duration}) => duration))).observe({type: 'longtask'});
            }""";

    private static final int TASK_MILLIS_MAX = 500;

    private final Orchestrator orchestrator = Orchestrator.prepare(ScratchDirectory.directory("plan-page"), Map.of());
    private final Chromium chromium = new Chromium();
    private final List<String> complaints = new ArrayList<>();

    @BeforeAll
    void start() {
        List<Map<String, Object>> small = List.of(
                assignment("parser", "Read the <b>flag</b>", 40, List.of()),
                assignment("printer", "Print JSON", 40, List.of()),
                assignment("tests", "Test both", 20, List.of("parser", "printer")));
        List<Map<String, Object>> large = IntStream.range(0, 299)
                .mapToObj(i -> assignment("part-" + i, "Part " + i, 1, i == 0 ? List.of() : List.of("part-" + i / 3)))
                .toList();
        orchestrator.script("claude", FakeClaude.script(PLANNING.formatted(result(large), result(small))));
        orchestrator.start();
    }

    private static String result(List<Map<String, Object>> assignments) {
        String plan = Json.write(Map.of("assignments", assignments));
        return Json.write(Map.of(
                "type", "result", "subtype", "success", "is_error", false, "result", plan, "session_id", "s", "num_turns", 1));
    }

    private static Map<String, Object> assignment(String id, String title, int weight, List<String> dependsOn) {
        return Map.of(
                "id", id, "role", "implementer", "agent", "claude", "title", title, "prompt", "Do " + id + ".", "weight",
                weight, "dependsOn", dependsOn);
    }

    @AfterAll
    void stop() {
        chromium.close();
        orchestrator.close();
    }

    private static Locator part(Page page, String id) {
        return page.locator(".plan-form fieldset[data-assignment='" + id + "']");
    }

    @Test
    void a_plan_is_edited_refused_kept_approved_and_carried_out() {
        String session = begin("edited");
        Page page = chromium.loggedIn(orchestrator, complaints);
        page.navigate(orchestrator.client().url() + "/#/s/" + session);

        openForm(page);
        assertThat(page.locator(".plan-form .drawing g")).hasCount(3);
        assertThat(page.locator(".plan-form .drawing path")).hasCount(2);
        edit(page);
        part(page, "task-1").locator("textarea").fill("");
        Chromium.look(page, "plan-form");
        assertThat(page.evaluate(PHONE_FITS)).isEqualTo(true);

        page.locator("[data-key=begin]").click();
        assertThat(page.locator(".needs > .error"))
                .containsText("the edited plan cannot be used: `task-1` has no prompt", new ContainsTextOptions().setTimeout(PATIENCE_MILLIS));
        assertThat(orchestrator.client().state(session).at("/hold/kind").asText()).isEqualTo("needs_you");

        page.reload();
        openForm(page);
        assertThat(part(page, "parser").locator("textarea")).hasValue("Read --json and -j.");
        assertThat(part(page, "task-1").locator("[name=title]")).hasValue("Describe it");
        part(page, "task-1").locator("textarea").fill("Describe the flag in the README.");
        page.locator("[data-key=begin]").click();

        assertThat(page.locator(".plan-form")).hasCount(0);
        JsonNode state = orchestrator.client().awaitPhase(session, "done", SESSION);
        assertThat(state.path("assignments").findValuesAsText("id")).containsExactly("plan", "tests", "parser", "task-1");
        assertThat(state.at("/assignments/3/dependsOn/0").asText()).isEqualTo("parser");
        assertThat(state.at("/assignments/1/dependsOn")).hasSize(1);
        assertEditIsLogged(session);
        assertShownAfterwards(page);
        complaints.removeIf(complaint -> complaint.contains("409")); // the refused answer
        assertThat(complaints).isEmpty();
    }

    private String begin(String target) {
        return orchestrator
                .client()
                .create(Json.MAPPER
                        .createObjectNode()
                        .put("prompt", "Add a --json flag")
                        .put("target", orchestrator.target(target, true).toString())
                        .put("plan", "ask"));
    }

    @Test
    void the_form_and_the_drawing_of_300_assignments_do_not_hang_the_page() {
        String session = begin("large");
        Page page = chromium.loggedIn(orchestrator, complaints);
        page.navigate(orchestrator.client().url() + "/#/s/" + session);
        page.locator("[data-key=edit]").waitFor(new Locator.WaitForOptions().setTimeout(PATIENCE_MILLIS));
        page.evaluate(LONG_TASKS);

        openForm(page);
        page.locator("[data-key=add]").click();
        assertThat(part(page, "task-1").locator("[name=title]")).isFocused();
        page.keyboard().type("The last one");
        part(page, "task-1").locator("[name=dependsOn]").fill("part-0, part-1");
        part(page, "task-1").locator("textarea").fill("Do it.");
        assertThat(page.locator(".plan-form .drawing g")).hasCount(300);
        assertThat(page.locator(".plan-form .drawing path")).hasCount(300);
        page.locator("[data-key=begin]").click();
        assertThat(page.locator(".plan-graph .drawing g")).hasCount(300, new HasCountOptions().setTimeout(PATIENCE_MILLIS));

        List<?> tasks = (List<?>) page.evaluate("() => window.longTasks");
        assertThat(tasks).as("milliseconds of long tasks").allMatch(task -> ((Number) task).doubleValue() < TASK_MILLIS_MAX);
        assertThat(orchestrator.client().stop(session).status()).isEqualTo(200);
        orchestrator.client().awaitPhase(session, "stopped", SESSION);
    }

    private static void openForm(Page page) {
        page.locator("[data-key=edit]").click(new Locator.ClickOptions().setTimeout(PATIENCE_MILLIS));
        assertThat(page.locator(".plan-form")).isVisible(new IsVisibleOptions().setTimeout(PATIENCE_MILLIS));
    }

    /** Another prompt, one assignment less, one more, another order. */
    private static void edit(Page page) {
        assertThat(page.locator(".plan-form b").first()).containsText("Read the <b>flag</b>");
        part(page, "parser").locator("textarea").fill("Read --json and -j.");
        part(page, "printer").locator("[data-key=remove]").click();
        assertThat(part(page, "printer")).hasCount(0);
        assertThat(page.locator(".plan-form [data-key=add]")).isFocused();
        part(page, "tests").locator("[data-key=up]").click();
        assertThat(part(page, "tests").locator("[data-key=down]")).isFocused();
        assertThat(page.locator(".plan-form legend").nth(0)).hasText("1. tests");
        page.locator("[data-key=add]").click();
        assertThat(part(page, "task-1").locator("[name=title]")).isFocused();
        page.keyboard().type("Describe it");
        part(page, "task-1").locator("input[value=parser]").check();
        assertThat(part(page, "parser").locator("textarea")).hasValue("Read --json and -j.");
    }

    private void assertEditIsLogged(String session) {
        AgentEvent edit = orchestrator.client().events(session).stream()
                .filter(event -> event.type() == EventType.PLAN)
                .findFirst()
                .orElseThrow();
        assertThat(edit.text())
                .contains("changed the plan: removed `printer`", "`parser`: prompt", "added `task-1` for claude", "order: tests, parser");
        assertThat(edit.data().path("by").asText()).isEqualTo(System.getProperty("user.name"));
    }

    private static void assertShownAfterwards(Page page) {
        page.reload();
        assertThat(page.locator(".plan-graph .drawing g.done"))
                .hasCount(3, new HasCountOptions().setTimeout(PATIENCE_MILLIS));
        assertThat(page.locator(".plan-graph .drawing path")).hasCount(2);
        assertThat(page.locator(".timeline .band")).hasCount(2);
        assertThat(page.locator(".timeline rect.work")).hasCount(3);
        assertThat(page.locator(".timeline rect.wait")).hasCount(1);
        page.locator(".timeline .as-list summary").click();
        assertThat(page.locator(".timeline .as-list")).containsText("Describe it: done");
        page.locator(".plan-graph .as-list summary").click();
        assertThat(page.locator(".plan-graph .as-list")).containsText("Describe it task-1 · claude · done · after parser");
        page.locator(".plan-graph").scrollIntoViewIfNeeded();
        Chromium.look(page, "plan-done");
        page.setViewportSize(360, 800);
        assertThat(page.evaluate(PHONE_FITS)).as("nothing is wider than the phone").isEqualTo(true);
    }
}
