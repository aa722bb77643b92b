package orchestrator.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import orchestrator.harness.ExternalCommand;
import orchestrator.harness.Orchestrator;
import orchestrator.harness.ScratchDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One session from the form to the merge, all on the page, in a wide window and in one like a phone's. */
class WalkTest {
    private static final int PATIENCE_MILLIS = 60_000;
    private static final ContainsTextOptions PATIENT = new ContainsTextOptions().setTimeout(PATIENCE_MILLIS);
    private static final String FITS = "document.documentElement.scrollWidth <= window.innerWidth";
    /** Waits for a file in its first turn, and does what it is told afterwards. */
    private static final String AGENT = """
            #!/bin/sh
            case $1 in --version) echo 1; exit 0 ;; esac
            prompt=$(cat)
            say() { printf '{"type":"message","text":"%%s"}\\n' "$1"; }
            finish() { printf '{"type":"result","ok":true,"text":"%%s"}\\n' "$1"; exit 0; }
            structured() { printf '{"type":"result","ok":true,"structured":%%s}\\n' "$1"; exit 0; }
            printf '{"type":"session","id":"%%s"}\\n' "$ORCHESTRATOR_CONVERSATION"
            case $ORCHESTRATOR_ROLE in
              architect) structured '{"assignments":[{"id":"greet","role":"implementer","agent":"walker","title":"Greet","prompt":"Write greet.sh.","weight":1,"dependsOn":[]}]}' ;;
              reviewer) structured '{"verdict":"APPROVED","summary":"It greets.","points":[]}' ;;
            esac
            case $prompt in
              *'call it planet'*) sed -i s/world/planet/ greet.sh; finish 'It is a planet now.' ;;
              *'say hello to the world'*) echo 'echo hello world' > greet.sh; finish 'It greets the world.' ;;
            esac
            echo 'echo hello' > greet.sh
            say 'MILESTONE: it says hello'
            until [ -e '%1$s/go' ]; do sleep 0.2; done
            finish 'It says hello.'
            """;

    private final Orchestrator orchestrator = Orchestrator.prepare(ScratchDirectory.directory("walk"), Map.of());
    private final Chromium chromium = new Chromium();
    private final List<String> complaints = new ArrayList<>();
    private final Path signs = orchestrator.scratch().resolve("signs");
    private Page page;

    @BeforeEach
    void start() throws IOException {
        Path agents = Files.createDirectories(orchestrator.home().file("agents"));
        Files.createDirectories(signs);
        Files.createFile(signs.resolve("red"));
        Files.writeString(agents.resolve("walker.sh"), AGENT.formatted(signs));
        String command = "[sh, \"{here}/walker.sh\"]";
        Files.writeString(agents.resolve("walker.yaml"), "name: walker\ncommand: " + command + "\nresume: " + command + "\n");
        orchestrator.start();
    }

    @AfterEach
    void stop() {
        chromium.close();
        orchestrator.close();
    }

    @ParameterizedTest
    @CsvSource({"1280, 800", "390, 844"})
    void a_session_is_started_steered_answered_corrected_and_merged(int width, int height) throws IOException {
        page = chromium.loggedIn(orchestrator, complaints);
        page.setViewportSize(width, height);
        Path target = repository();
        startByForm(target);
        approvePlan();
        steer();
        loseAndRegainTheApi();
        writeToTheAgent();
        Files.createFile(signs.resolve("go"));
        answer();
        correctALine();
        merge();

        assertThat(target.resolve("greet.sh")).hasContent("echo hello planet\n");
        complaints.removeIf(complaint -> complaint.contains("ERR_CONNECTION") || complaint.contains("ERR_EMPTY_RESPONSE")
                || complaint.contains("ERR_INCOMPLETE_CHUNKED")); // while the API was down
        assertThat(complaints).isEmpty();
    }

    private Path repository() throws IOException {
        Path target = orchestrator.target("walk", true);
        Files.writeString(target.resolve("README"), "A target.\n");
        for (String command : List.of("init -q", "add .", "-c user.name=a -c user.email=a@b.c commit -qm Start"))
            ExternalCommand.run(
                    Path.of("/usr/bin/git"),
                    List.of(command.split(" ")),
                    Map.of("HOME", orchestrator.scratch().toString()),
                    target);
        return target;
    }

    private void startByForm(Path target) {
        page.locator("#new").click();
        field("prompt").fill("Greet people.");
        field("target").fill(target.toString());
        field("agents").fill("walker");
        field("plan").selectOption("ask");
        field("verify").fill("test ! -e " + signs + "/red");
        page.locator("dialog#start summary", text("Reviews and checks")).click();
        field("autonomy").selectOption("supervised");
        page.locator("dialog#start summary", text("Checkouts")).click();
        field("isolation").selectOption("worktree");
        page.locator("dialog#start summary", text("Approval and safety")).click();
        field("confirm").selectOption("none");
        fits();
        page.locator("dialog#start button[type=submit]", text("Start")).click();
        assertThat(page.locator(".head h1")).containsText("Greet people.", PATIENT);
    }

    private Locator field(String name) {
        return page.locator("dialog#start [name='" + name + "']");
    }

    private void approvePlan() {
        Locator accept = page.locator("section.needs button[value=accept]");
        assertThat(accept).isVisible(new IsVisibleOptions().setTimeout(PATIENCE_MILLIS));
        fits();
        accept.click();
        assertThat(page.locator("article.card .tool, article.card .run", text("walker")).first()).isVisible();
        assertThat(page.locator("article.card", text("Greet")).first()).containsText("running", PATIENT);
    }

    private void steer() {
        page.locator(".actions [data-key=pause]").click();
        assertThat(page.locator(".now .pill").first()).containsText("paused", PATIENT);
        page.locator(".actions [data-key=go-on]").click();
        assertThat(page.locator(".now .pill").first()).containsText("working", PATIENT);
        page.reload();
        assertThat(page.locator("article.card", text("Greet")).first()).containsText("running", PATIENT);
    }

    private void loseAndRegainTheApi() {
        orchestrator.api().kill9();
        assertThat(page.locator("#outage")).isVisible(new IsVisibleOptions().setTimeout(PATIENCE_MILLIS));
        orchestrator.startApi();
        assertThat(page.locator("#outage")).isHidden(new com.microsoft.playwright.assertions.LocatorAssertions.IsHiddenOptions()
                .setTimeout(PATIENCE_MILLIS));
    }

    private void writeToTheAgent() {
        page.locator("article.card h3 a", text("Greet")).click();
        assertThat(page.locator("[role=log].transcript")).containsText("it says hello", PATIENT);
        page.locator("form[data-draft^=say] textarea").fill("say hello to the world");
        page.locator("form[data-draft^=say] button[type=submit]").click();
        assertThat(page.locator("form[data-draft^=say] textarea")).hasValue("");
        fits();
    }

    private void answer() throws IOException {
        Locator retry = page.locator("section.needs button[value=retry]");
        assertThat(retry).isVisible(new IsVisibleOptions().setTimeout(PATIENCE_MILLIS));
        fits();
        Files.delete(signs.resolve("red"));
        retry.click();
        assertThat(page.locator(".now .pill").first()).containsText("done", PATIENT);
    }

    private void correctALine() {
        openChanges();
        Locator line = page.locator("dialog#changes tr.add", text("echo hello world"));
        assertThat(line).hasCount(1);
        line.locator(".comment-on").click();
        page.locator(".writing textarea").fill("call it planet");
        page.locator(".writing [data-key=send]").click();
        fits();
        page.locator("dialog#changes .sending button[type=submit]").click();
        assertThat(page.locator("dialog#changes")).isHidden();
        assertThat(page.locator(".head")).containsText("Continues from", PATIENT);
        assertThat(page.locator(".now .pill").first()).containsText("done", PATIENT);
        openChanges();
        assertThat(page.locator("dialog#changes tr.add", text("echo hello planet"))).hasCount(1, new HasCountOptions().setTimeout(PATIENCE_MILLIS));
        page.keyboard().press("Escape");
    }

    private void openChanges() {
        page.locator(".result button[data-key=diff]").click();
        assertThat(page.locator("dialog#changes .changed-file").first()).isVisible();
    }

    private void merge() {
        page.locator(".decide [data-key=merge]").click();
        fits();
        page.locator("dialog#settle button[type=submit]").click();
        assertThat(page.locator("dialog#settle")).containsText("It is done", PATIENT);
        page.keyboard().press("Escape");
        assertThat(page.locator(".result")).containsText("merged", PATIENT);
    }

    private void fits() {
        assertThat(page.evaluate(FITS)).as("nothing is wider than the window").isEqualTo(true);
    }

    private static Page.LocatorOptions text(String text) {
        return new Page.LocatorOptions().setHasText(text);
    }
}
