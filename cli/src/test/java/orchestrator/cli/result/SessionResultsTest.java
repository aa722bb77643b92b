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
