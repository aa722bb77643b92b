package orchestrator.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import orchestrator.guard.hook.GuardedLaunch;
import orchestrator.guard.record.GuardLog;
import orchestrator.guard.record.GuardLog.Finding;
import orchestrator.guard.record.GuardedCalls;
import orchestrator.launch.GuardNews;
import orchestrator.launch.GuardRecord;
import orchestrator.launch.GuardRecord.Kind;
import orchestrator.launch.LaunchActivities.Followed;
import org.junit.jupiter.api.Test;

/** The workflow is told what the guard records. */
class FollowerGuardTest extends FollowerFixture {
    /** A command and its result. */
    private static final String CALL = "echo '{\"type\":\"tool_call\",\"id\":\"1\",\"name\":\"Bash\","
            + "\"input\":{\"command\":\"ls\"}}'; echo '{\"type\":\"tool_result\",\"id\":\"1\",\"ok\":true}'; ";

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private void record(String name, Kind kind, Integer question) {
        new GuardLog(runs.directory(name).path())
                .append(
                        NOON,
                        new Finding(
                                kind, "Bash", "git push", "git-push", "It leaves this machine.", "", NOON, question));
    }

    @Test
    void a_question_is_told_at_once_and_only_once() throws Exception {
        Path go = base.resolve("go");
        runs.launch("asks", "while [ ! -e '" + go + "' ]; do sleep 0.02; done; " + GOOD_RESULT);
        record("asks", Kind.ASKED, null);

        Followed asked = followFromGuard("asks", Long.MAX_VALUE, 0);
        Files.createFile(go);
        Followed end = followFromGuard("asks", Long.MAX_VALUE, 1);

        assertThat(asked.ending()).isNull();
        assertThat(Objects.requireNonNull(asked.guard()).seen()).isEqualTo(1);
        assertThat(asked.guard().records()).extracting(GuardRecord::kind).containsExactly(Kind.ASKED);
        assertThat(end.ending()).isNotNull();
        assertThat(end.guard()).isNull();
    }

    @Test
    void violations_are_counted_and_told_with_the_end_if_it_comes_first() throws Exception {
        runs.launch("denied", GOOD_RESULT);
        for (int i = 0; i < 25; i++) record("denied", Kind.DENIED, null);
        record("denied", Kind.WATCHED, null);

        GuardNews news = Objects.requireNonNull(followToTheEnd("denied").guard());

        assertThat(news.records()).hasSize(20);
        assertThat(news.seen()).isEqualTo(20);
        assertThat(news.violations()).isEqualTo(25);
    }

    @Test
    void what_was_only_watched_is_no_news() throws Exception {
        runs.launch("watched", GOOD_RESULT);
        record("watched", Kind.WATCHED, null);

        assertThat(followToTheEnd("watched").guard()).isNull();
    }

    @Test
    void an_agent_that_runs_a_command_without_asking_is_stopped_and_that_is_a_violation() throws Exception {
        runs.launch("unguarded", CALL + "echo next; sleep 300");
        guarded("unguarded");

        Followed end = followToTheEnd("unguarded");

        assertThat(Objects.requireNonNull(end.ending()).reason()).contains("without asking the guard");
        assertThat(Objects.requireNonNull(end.guard()).records())
                .extracting(GuardRecord::kind)
                .containsExactly(Kind.UNGUARDED);
    }

    @Test
    void an_agent_that_asks_is_left_alone_and_a_hook_that_could_not_ask_is_recorded_once() throws Exception {
        Path go = base.resolve("go");
        runs.launch("guarded", "until [ -e '" + go + "' ]; do sleep 0.02; done; " + CALL + GOOD_RESULT);
        guarded("guarded");
        new GuardedCalls(runs.directory("guarded").path()).add();
        Path guard = Files.createDirectories(runs.directory("guarded").path().resolve("guard"));
        Files.writeString(guard.resolve("down"), "curl is missing\ncurl is missing\n");
        Files.createFile(go);

        Followed end = followToTheEnd("guarded");

        assertThat(Objects.requireNonNull(end.ending()).succeeded()).isTrue();
        assertThat(new GuardLog(runs.directory("guarded").path()).entries())
                .extracting(entry -> entry.record().kind())
                .containsExactly(Kind.DOWN);
    }

    private void guarded(String name) throws IOException {
        new GuardedLaunch(false, false).keep(runs.directory(name).path());
    }
}
