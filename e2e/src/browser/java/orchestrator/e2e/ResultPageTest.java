package orchestrator.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import orchestrator.harness.FakeClaude;
import orchestrator.harness.Orchestrator;
import orchestrator.harness.OrchestratorApi;
import orchestrator.harness.ScratchDirectory;
import orchestrator.harness.watch.GitProject;
import orchestrator.json.Json;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Decides about results in a real browser: the worker carries it out in the user's repository. */
@TestInstance(Lifecycle.PER_CLASS)
class ResultPageTest {
    private static final Duration SESSION = Duration.ofSeconds(120);
    private static final int PATIENCE_MILLIS = 60_000;
    private static final ContainsTextOptions PATIENT = new ContainsTextOptions().setTimeout(PATIENCE_MILLIS);
    private static final int PHONE_PIXELS = 360;
    private static final String ADDRESS = "https://github.example/ana/app/pull/7";

    private static final String GH = """
            #!/bin/sh
            case "$1 $2" in
            "pr list") echo '[]' ;;
            "pr create")
              touch '%1$s/creating'
              while [ -e '%1$s/slow' ]; do sleep 0.1; done
              echo %2$s ;;
            esac
            """;

    private final Orchestrator orchestrator = Orchestrator.prepare(ScratchDirectory.directory("result-page"), Map.of());
    private final Chromium chromium = new Chromium();
    private final List<String> complaints = new ArrayList<>();

    @BeforeAll
    void start() {
        orchestrator.script("claude", FakeClaude.script("printf made > \"made-by-$ROLE.txt\"; finish"));
        orchestrator.script("gh", GH.formatted(orchestrator.scratch(), ADDRESS));
        orchestrator.start();
    }

    @AfterAll
    void stop() {
        chromium.close();
        orchestrator.close();
    }

    private GitProject project(String name) {
        Path target = orchestrator.target(name, true);
        return GitProject.make(target, Map.of("a.txt", "one\n".getBytes(StandardCharsets.UTF_8)));
    }

    /** One with a remote. */
    private GitProject published(String name) {
        GitProject project = project(name);
        Path remote = orchestrator.target(name + "-remote", false);
        new GitProject(remote).git("init", "-q", "--bare");
        project.git("remote", "add", "origin", remote.toString());
        project.git("push", "-q", "origin", "main");
        return project;
    }

    private String done(GitProject project, String prompt) {
        String session = orchestrator.client().create(Json.MAPPER
                .createObjectNode()
                .put("prompt", prompt)
                .put("target", project.directory().toString())
                .put("isolation", "worktree"));
        orchestrator.client().awaitPhase(session, "done", SESSION);
        return session;
    }

    private Page shown(String session) {
        Page page = chromium.loggedIn(orchestrator, complaints);
        page.navigate(orchestrator.client().url() + "/#/s/" + session);
        assertThat(page.locator(".decide")).isVisible(new IsVisibleOptions().setTimeout(PATIENCE_MILLIS));
        return page;
    }

    private static Locator decision(Page page, String text) {
        return page.locator(".decide button", new Page.LocatorOptions().setHasText(text));
    }

    private static void assertFits(Page page) {
        page.setViewportSize(PHONE_PIXELS, 740);
        assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .as("nothing is wider than a phone")
                .isTrue();
        Locator dialog = page.locator("dialog#settle");
        if (dialog.isVisible())
            assertThat((Boolean) dialog.evaluate("it => it.scrollWidth <= it.clientWidth"))
                    .isTrue();
        page.setViewportSize(1280, 800);
    }

    @Test
    void a_result_is_merged_by_keyboard_with_the_agents_commits_and_another_message() {
        GitProject project = project("merged");
        project.save("mine.txt", "not committed\n");
        String session = done(project, "Make it.\nAnd more.");
        Page page = shown(session);
        assertFits(page);

        decision(page, "Merge").focus();
        page.keyboard().press("Enter");
        Locator dialog = page.locator("dialog#settle");
        assertThat(dialog.locator("textarea")).hasValue("Make it.");
        assertFits(page);
        Chromium.look(page, "merge");
        dialog.locator("select").selectOption("commits");
        dialog.locator("textarea").fill("Make it so\n\nBecause <b>I</b> say so.");
        dialog.locator("button.confirm").focus();
        page.keyboard().press("Enter");

        assertThat(dialog).containsText("Merged into main as ", PATIENT);
        assertThat(dialog).containsText("The commit is in ");
        Chromium.look(page, "merged");
        assertThat(project.git("log", "-1", "--first-parent", "--format=%s/%b"))
                .startsWith("Make it so/Because <b>I</b> say so.");
        assertThat(project.git("rev-list", "--count", "HEAD")).isNotEqualTo("2\n");
        assertThat(project.git("status", "--porcelain").strip()).isEqualTo("?? mine.txt");
        page.keyboard().press("Enter");
        assertThat(dialog).not().isVisible();
        assertThat(page.locator(".team.result")).containsText("merged into main as ", PATIENT);
        assertThat(page.locator(".decide")).hasCount(0);
        assertThat(orchestrator.client().get("/api/v1/" + session + "/report").body())
                .contains("merged into main as ")
                .doesNotContain("not merged yet");
        assertThat(orchestrator
                        .client()
                        .get("/api/v1/" + session + "/events?format=json&type=control")
                        .json()
                        .path("events")
                        .findValuesAsText("text"))
                .anyMatch(text -> text.startsWith("merged into main as ") && text.endsWith("(page)"));
        assertThat(complaints).isEmpty();
    }

    @Test
    void a_discard_asks_once_more_and_a_refused_merge_says_why() {
        GitProject project = project("discarded");
        String session = done(project, "Make it.");
        project.save("made-by-implementer.txt", "mine\n");
        Page page = shown(session);
        Locator dialog = page.locator("dialog#settle");

        decision(page, "Merge").click();
        dialog.locator("button.confirm").click();
        assertThat(dialog.locator(".error")).containsText("made-by-implementer.txt", PATIENT);
        Chromium.look(page, "merge-refused");
        page.keyboard().press("Escape");
        decision(page, "Discard").click();
        page.keyboard().press("Escape");
        assertThat(page.locator(".decide")).isVisible();
        decision(page, "Discard").click();
        dialog.locator("button.confirm").click();

        assertThat(dialog).containsText("Discarded changes in ", PATIENT);
        dialog.locator("button").click();
        assertThat(page.locator(".team.result")).containsText("discarded", PATIENT);
        assertThat(page.locator(".decide")).hasCount(0);
        assertThat(project.read("made-by-implementer.txt")).isEqualTo("mine\n");
        complaints.removeIf(text -> text.contains("409"));
        assertThat(complaints).isEmpty();
    }

    @Test
    void a_pull_request_is_opened_and_stays_linked() {
        GitProject project = published("published");
        String session = done(project, "Make it.");
        Page page = shown(session);

        decision(page, "Open pull request").click();
        page.locator("dialog#settle button.confirm").click();

        assertThat(page.locator("dialog#settle")).containsText("Opened the pull request " + ADDRESS, PATIENT);
        page.locator("dialog#settle button").click();
        assertThat(page.locator("a.pull-request")).hasAttribute("href", ADDRESS);
        assertThat(decision(page, "Open pull request")).hasCount(0);
        assertThat(decision(page, "Merge")).isEnabled();
        assertThat(project.git("ls-remote", "--heads", "origin")).contains("refs/heads/orchestrate/" + session);
        assertThat(complaints).isEmpty();
    }

    @Test
    void a_worker_that_is_killed_in_the_middle_leaves_a_decision_that_the_next_one_finishes() throws Exception {
        GitProject project = published("killed");
        String session = done(project, "Make it.");
        Path slow = Files.createFile(orchestrator.scratch().resolve("slow"));
        Files.deleteIfExists(orchestrator.scratch().resolve("creating"));
        String path = "/api/v1/" + session + "/pull-request";
        CompletableFuture<OrchestratorApi.Answer> first =
                CompletableFuture.supplyAsync(() -> orchestrator.client().post(path, Map.of()));
        await().atMost(SESSION)
                .until(() -> Files.exists(orchestrator.scratch().resolve("creating")));

        orchestrator.worker().kill9();
        assertThat(orchestrator.client().post("/api/v1/" + session + "/discard", Map.of()).status())
                .isEqualTo(409);
        Files.delete(slow);
        orchestrator.startWorker();

        assertThat(first.join().status()).isIn(200, 202);
        await().atMost(SESSION)
                .until(() -> orchestrator.client().post(path, Map.of()).body().contains(ADDRESS));
        assertThat(project.git("ls-remote", "--heads", "origin")).contains("refs/heads/orchestrate/" + session);
        assertThat(orchestrator
                        .client()
                        .state(session)
                        .at("/teamwork/result/pullRequest")
                        .asText())
                .isEqualTo(ADDRESS);
    }
}
