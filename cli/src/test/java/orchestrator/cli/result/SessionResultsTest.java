package orchestrator.cli.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import orchestrator.checkout.CheckoutActivities.IntegrateRequest;
import orchestrator.checkout.CheckoutActivities.OpenRequest;
import orchestrator.cli.Calls;
import orchestrator.cli.call.ScriptedApi;
import orchestrator.eventlog.Cursor;
import orchestrator.eventlog.EventQuery;
import orchestrator.eventlog.store.EventStore;
import orchestrator.home.Home;
import orchestrator.launch.Usage;
import orchestrator.session.Hold;
import orchestrator.session.Phase;
import orchestrator.session.SessionState;
import orchestrator.session.Teamwork;
import orchestrator.workspace.Checkouts;
import orchestrator.workspace.request.Refused;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands for a session's result: diff, merge, discard. They need only git. */
class SessionResultsTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private Path app;
    private Home home;
    private EventStore store;
    private Calls orchestrate;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        Path real = directory.toRealPath();
        orchestrate = new Calls(real);
        orchestrate.environment.put("HOME", real.toString());
        home = Home.at(real.resolve("data"));
        store = EventStore.open(home.eventStore());
        app = Files.createDirectories(real.resolve("app"));
        git("init", "-q", "-b", "main");
        Files.writeString(app.resolve("a.txt"), "one\n");
        git("add", "-A");
        git("-c", "user.name=Ana", "-c", "user.email=ana@example.org", "commit", "-q", "-m", "first");
    }

    @AfterEach
    void stop() {
        store.close();
    }

    private String git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        Process git = new ProcessBuilder(command)
                .directory(app.toFile())
                .redirectErrorStream(true)
                .start();
        String out = new String(git.getInputStream().readAllBytes());
        git.waitFor();
        return out.strip();
    }

    private void session(String id, Phase phase) throws IOException, Refused {
        store.archive()
                .keep(new SessionState(
                        id,
                        id,
                        "run-of-" + id,
                        "Say two\nand not one",
                        "",
                        "",
                        app.toString(),
                        app.toString(),
                        phase,
                        Hold.NONE,
                        "",
                        "",
                        "claude",
                        List.of(),
                        List.of(),
                        Usage.NONE,
                        100,
                        NOON,
                        phase.isFinal() ? NOON : null,
                        Teamwork.NONE,
                        0));
        Files.createDirectories(home.session(id));
        Checkouts checkouts = Checkouts.of(home, store.artifacts(), Map.copyOf(orchestrate.environment));
        checkouts.open(new OpenRequest(id, id, app.toString(), app.toString(), null, List.of("claude"), null, null));
        Files.writeString(home.session(id).toRealPath().resolve("trees/claude/a.txt"), "two\n");
        checkouts.integrate(new IntegrateRequest(id, "claude", "claude-1", "Work of claude"));
    }

    @Test
    void a_result_is_shown_then_merged_as_one_commit_and_still_shown() throws Exception {
        session("s1", Phase.DONE);

        assertThat(orchestrate.call("diff")).isZero();
        assertThat(orchestrate.out()).contains("-one\n+two\n");
        assertThat(orchestrate.call("diff", "s1", "--stat")).isZero();
        assertThat(orchestrate.out()).contains("a.txt", "1 file changed");
        assertThat(orchestrate.call("merge")).isZero();

        assertThat(orchestrate.out()).contains("Merged into main as ", "\"Say two\"");
        assertThat(git("log", "--format=%s")).isEqualTo("Say two\nfirst");
        assertThat(git("status", "--porcelain")).isEmpty();
        assertThat(orchestrate.call("diff", "--json")).isZero();
        assertThat(orchestrate.out()).contains("\"files\" : 1", "+two");
        assertThat(orchestrate.call("merge", "s1")).isZero();
        assertThat(orchestrate.out()).startsWith("Nothing to do: it is merged into main");
        assertThat(orchestrate.call("merge")).isEqualTo(2);
        assertThat(orchestrate.err()).contains("no session has a result to merge");
    }

    @Test
    void the_commits_of_the_agents_can_stay_and_the_message_be_another() throws Exception {
        session("s1", Phase.DONE);

        assertThat(orchestrate.call("merge", "--mode", "commits", "-m", "Two instead of one"))
                .isZero();

        assertThat(git("log", "--format=%s").lines()).contains("Two instead of one", "Work of claude", "first");
        assertThat(git("log", "-1", "--format=%s")).isEqualTo("Two instead of one");
        assertThat(orchestrate.call("merge", "s1", "--mode", "rebase")).isEqualTo(2);
        assertThat(orchestrate.err()).contains("`rebase` is no mode; there are squash and commits.");
    }

    @Test
    void a_merge_is_an_event_and_in_the_report() throws Exception {
        session("s1", Phase.DONE);

        orchestrate.call("merge", "s1");

        var events = store.events().read(EventQuery.all("s1", Cursor.START, 10)).events();
        assertThat(events)
                .singleElement()
                .satisfies(event -> assertThat(event.text())
                        .startsWith("merged into main as ")
                        .endsWith(" by " + System.getProperty("user.name") + " (cli)"));
        assertThat(home.session("s1").resolve("report.md")).content().contains("merged into main as ");
    }

    @Test
    void a_pull_request_is_opened_by_gh_and_without_it_the_branch_can_be_pushed() throws Exception {
        session("s1", Phase.DONE);
        assertThat(orchestrate.call("pull-request", "s1")).isEqualTo(1);
        assertThat(orchestrate.err()).contains("has no remote to push to", "remote add origin URL");
        Path remote = app.resolveSibling("remote.git");
        git("init", "-q", "--bare", remote.toString());
        git("remote", "add", "origin", remote.toString());
        Path gh = Files.createDirectories(app.resolveSibling("programs")).resolve("gh");
        orchestrate.environment.put("PATH", gh.getParent() + ":/usr/bin:/bin");

        assertThat(orchestrate.call("pull-request", "s1", "--push-only")).isZero();
        assertThat(orchestrate.out()).contains("Pushed the branch orchestrate/s1 to origin.");
        Files.writeString(gh, """
                #!/bin/sh
                case "$1 $2" in
                "pr list") echo '[]' ;;
                "pr create") echo https://github.example/ana/app/pull/7 ;;
                esac
                """);
        gh.toFile().setExecutable(true);
        assertThat(orchestrate.call("pull-request", "s1", "-m", "Say two")).isZero();

        assertThat(orchestrate.out()).contains("Opened the pull request https://github.example/ana/app/pull/7");
        assertThat(git("ls-remote", "--heads", "origin")).endsWith("refs/heads/orchestrate/s1");
        assertThat(git("log", "--format=%s")).isEqualTo("first");
    }

    @Test
    void a_merge_that_is_not_possible_fails_with_a_reason_and_changes_nothing() throws Exception {
        session("s1", Phase.STOPPED);
        Files.writeString(app.resolve("a.txt"), "mine\n");

        assertThat(orchestrate.call("merge", "s1")).isEqualTo(1);

        assertThat(orchestrate.err())
                .startsWith("orchestrate: you have changed files that the agents have changed too: a.txt")
                .contains("\n  Commit yours");
        assertThat(app.resolve("a.txt")).hasContent("mine");
    }

    @Test
    void diff_and_merge_report_a_moved_target_and_work_again_once_it_is_back() throws Exception {
        session("s1", Phase.DONE);
        Path elsewhere = Files.move(app, app.resolveSibling("elsewhere"));

        for (String command : List.of("diff", "merge")) {
            assertThat(orchestrate.call(command, "s1")).isEqualTo(1);
            assertThat(orchestrate.err())
                    .startsWith("orchestrate: ")
                    .contains(app + " is gone")
                    .doesNotContain("Exception", "\tat ");
        }

        Files.move(elsewhere, app);
        assertThat(orchestrate.call("merge", "s1")).isZero();
        assertThat(app.resolve("a.txt")).hasContent("two");
    }

    @Test
    void a_result_whose_target_is_gone_can_be_discarded() throws Exception {
        session("s1", Phase.DONE);
        Files.move(app, app.resolveSibling("elsewhere"));

        assertThat(orchestrate.call("discard", "s1")).isZero();

        assertThat(orchestrate.out()).startsWith("Discarded. The target " + app);
        assertThat(home.session("s1").resolve("trees")).doesNotExist();
    }

    @Test
    void a_discarded_result_is_gone() throws Exception {
        session("s1", Phase.FAILED);

        assertThat(orchestrate.call("discard", "s1")).isZero();

        assertThat(orchestrate.out()).contains("Discarded changes in 1 file");
        assertThat(git("branch", "--format=%(refname:short)")).isEqualTo("main");
        assertThat(home.session("s1").resolve("trees")).doesNotExist();
    }

    @Test
    void an_open_session_is_neither_merged_nor_discarded() throws Exception {
        session("s1", Phase.WORKING);
        try (ScriptedApi server = new ScriptedApi()) {
            orchestrate.port(server.port());
            server.json("/api/v1/s1/state", "{\"phase\": \"working\", \"open\": true}");
            for (String command : List.of("merge", "discard")) {
                assertThat(orchestrate.call(command, "s1")).isEqualTo(2);
                assertThat(orchestrate.err())
                        .contains("session s1 is still open (working)", "orchestrate attach s1", "orchestrate stop s1");
            }
            server.json("/api/v1/s1/state", "{\"phase\": \"stopped\", \"open\": false}");
            assertThat(orchestrate.call("discard", "s1"))
                    .as("ended from outside")
                    .isZero();
        }
    }

    @Test
    void a_session_that_may_still_be_open_is_not_changed() throws Exception {
        session("s1", Phase.WORKING);

        assertThat(orchestrate.call("discard", "s1")).isEqualTo(1);

        assertThat(orchestrate.err()).contains("cannot tell whether session s1 is over", "orchestrate up");
        assertThat(orchestrate.call("diff", "s1")).as("reading is allowed").isZero();
    }

    @Test
    void with_several_results_a_session_must_be_named() throws Exception {
        session("s1", Phase.DONE);
        session("s2", Phase.DONE);

        assertThat(orchestrate.call("merge")).isEqualTo(2);

        assertThat(orchestrate.err()).contains("several sessions have a result", "s1  done  Say two", "s2  done");
    }

    @Test
    void an_unknown_session_is_refused() {
        assertThat(orchestrate.call("merge", "nowhere")).isEqualTo(2);
        assertThat(orchestrate.err()).contains("there is no session nowhere", "orchestrate list");
        assertThat(orchestrate.call("merge", "x", "--no-commit", "--branch", "b"))
                .isEqualTo(2);
    }
}
