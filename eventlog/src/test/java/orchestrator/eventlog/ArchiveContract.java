package orchestrator.eventlog;

import static orchestrator.eventlog.Events.CLAUDE;
import static orchestrator.eventlog.Events.at;
import static orchestrator.eventlog.Events.messages;
import static orchestrator.eventlog.Events.stream;
import static orchestrator.eventlog.Sessions.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import orchestrator.event.AgentEvent;
import orchestrator.event.StreamId;
import orchestrator.session.Phase;
import orchestrator.session.SessionState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every event log promises about sessions, their runs and artifacts. */
@Timeout(30)
public abstract class ArchiveContract {
    private static final Instant MORNING = Instant.parse("2026-05-01T08:00:00Z");
    private static final Instant EVENING = Instant.parse("2026-05-01T20:00:00Z");

    final SettableClock clock = new SettableClock();
    EventLog log;

    protected abstract EventLog open(Clock clock);

    @BeforeEach
    void open_the_log() {
        log = open(clock);
    }

    @AfterEach
    void close_the_log() {
        log.close();
    }

    @Test
    void the_newer_state_of_a_session_replaces_the_older() {
        SessionState done = state("s1", "s1", Phase.DONE, MORNING);
        log.archive(state("s1", "s1", Phase.WORKING, MORNING));

        log.archive(done);

        assertThat(log.session("s1")).contains(done);
        assertThat(log.sessions(10)).containsExactly(done);
    }

    @Test
    void what_does_not_work_is_known_until_it_works_again() {
        Trouble first = trouble("s1", "", "diff", 1);
        Trouble again = trouble("s1", "", "diff", 2);
        Trouble other = trouble("s1", "claude-1", "follow", 7);
        log.trouble(first);
        log.trouble(other);

        log.trouble(again);

        assertThat(log.troubles()).containsExactlyInAnyOrder(again, other);
        log.troubleIsOver("s1", "", "diff");
        assertThat(log.troubles()).containsExactly(other);
    }

    @Test
    void a_session_that_ends_takes_its_troubles_with_it() {
        log.trouble(trouble("s1", "", "diff", 1));
        log.trouble(trouble("s2", "", "diff", 1));
        log.archive(state("s1", "s1", Phase.WORKING, MORNING));
        assertThat(log.troubles()).hasSize(2);

        log.archive(state("s1", "s1", Phase.STOPPED, MORNING));

        log.trouble(trouble("s1", "", "write the report", 1));
        assertThat(log.troubles()).extracting(Trouble::session).containsExactly("s2");
    }

    private static Trouble trouble(String session, String run, String step, int attempts) {
        return new Trouble(
                session, run, step, Trouble.Kind.PASSES, "It is gone.", "Put it back.", MORNING, attempts, EVENING);
    }

    @Test
    void an_id_means_its_newest_execution_also_where_the_first_has_it_as_its_key() {
        SessionState first = state("again", "again", Phase.DONE, MORNING);
        SessionState second = state("again", "again-hash", Phase.WORKING, EVENING);
        log.archive(first);
        log.archive(second);

        assertThat(log.session("again")).contains(second);
        assertThat(log.session("again-hash")).contains(second);
        assertThat(log.session(first.execution())).contains(first);
    }

    @Test
    void a_session_is_found_by_its_id_the_newest_first_else_by_key() {
        SessionState first = state("a b", "hash1", Phase.DONE, MORNING);
        SessionState second = state("a b", "hash2", Phase.WORKING, EVENING);
        log.archive(second);
        log.archive(first);

        assertThat(log.session("hash1")).contains(first);
        assertThat(log.session("a b")).contains(second);
        assertThat(log.session("unknown")).isEmpty();
    }

    @Test
    void sessions_are_listed_newest_first() {
        SessionState morning = state("s2", "s2", Phase.DONE, MORNING);
        SessionState evening = state("s1", "s1", Phase.DONE, EVENING);
        log.archive(evening);
        log.archive(morning);

        assertThat(log.sessions(10)).containsExactly(evening, morning);
        assertThat(log.sessions(1)).containsExactly(evening);
        assertThat(log.sessions(0)).isEmpty();
    }

    @Test
    void a_session_that_has_only_events_is_not_listed_until_it_is_archived() {
        log.append(CLAUDE, 0, at(1), messages(CLAUDE, 0, 1));

        assertThat(log.sessions(10)).isEmpty();
        assertThat(log.session("s1")).isEmpty();

        log.archive(state("s1", "s1", Phase.WORKING, MORNING));
        assertThat(log.sessions(10)).hasSize(1);
        assertThat(Events.all(log, "s1")).hasSize(1);
    }

    @Test
    void activity_shows_the_newest_launch_of_each_run() {
        StreamId codex = stream("s1", "codex-1", "codex");
        StreamId again = new StreamId("s1", "claude-1", 2, AgentEvent.STDOUT, "claude");
        StreamId elsewhere = stream("s2", "claude-1", "claude");
        Position.Live live = new Position.Live("Write a.txt", 5, 6, 0.5, 7);
        for (StreamId stream : List.of(CLAUDE, codex, elsewhere)) log.append(stream, 0, at(1), messages(stream, 0, 1));

        log.append(again, 0, new Position(1, "{}", live), messages(again, 0, 1));

        Instant now = clock.instant();
        assertThat(log.activity("s1"))
                .containsExactly(
                        new RunActivity("claude-1", "claude", 2, live, now, now),
                        new RunActivity("codex-1", "codex", 1, Position.Live.NOTHING, now, now));
        assertThat(log.activity("s3")).isEmpty();
    }

    @Test
    void the_sessions_own_events_are_no_run() {
        StreamId session = new StreamId("s1", "", 0, AgentEvent.ORCHESTRATOR, "");

        log.record(messages(session, 0, 1));

        assertThat(log.activity("s1")).isEmpty();
    }

    @Test
    void touching_says_when_a_run_was_looked_at_even_before_its_first_line() {
        StreamId silent = stream("s1", "codex-1", "codex");
        log.append(CLAUDE, 0, at(1), messages(CLAUDE, 0, 1));
        Instant then = clock.instant();
        clock.advance(Duration.ofSeconds(10));

        log.touch(List.of(CLAUDE, silent));

        Instant now = clock.instant();
        assertThat(log.activity("s1"))
                .containsExactly(
                        new RunActivity("claude-1", "claude", 1, Position.Live.NOTHING, then, now),
                        new RunActivity("codex-1", "codex", 1, Position.Live.NOTHING, null, now));
        assertThat(log.position(silent)).isEqualTo(Position.START);
        assertThat(log.append(silent, 0, at(1), messages(silent, 0, 1))).isTrue();
    }

    @Test
    void every_open_session_tells_when_a_worker_has_last_looked_after_it() {
        log.archive(state("waits", "s1", Phase.WORKING, clock.instant()));
        log.archive(state("over", "s2", Phase.DONE, clock.instant()));
        assertThat(log.lastChecked("s1")).isEmpty();

        log.touchOpenSessions();
        clock.advance(Duration.ofSeconds(5));
        log.touchOpenSessions();

        assertThat(log.lastChecked("s1")).contains(clock.instant());
        assertThat(log.lastChecked("s2")).isEmpty();
        assertThat(log.lastChecked("unknown")).isEmpty();
        assertThat(log.activity("s1")).isEmpty();
        clock.advance(Duration.ofSeconds(5));
        log.touch(List.of(CLAUDE));
        assertThat(log.lastChecked("s1")).contains(clock.instant());
    }

    @Test
    void an_artifact_is_known_by_its_content() {
        String reference = log.putArtifact("naïve\0text");

        assertThat(log.putArtifact("naïve\0text")).isEqualTo(reference);
        assertThat(reference).matches("artifact:[0-9a-f]{64}");
        assertThat(log.artifact(reference)).contains("naïve\0text");
        assertThat(log.artifact("artifact:" + "0".repeat(64))).isEmpty();
        assertThat(log.artifact("something else")).isEmpty();
    }

    @Test
    void an_artifact_of_more_than_5_MB_is_refused() {
        String biggest = "é".repeat(5 * 1024 * 1024 / 2);

        assertThat(log.artifact(log.putArtifact(biggest)).orElseThrow().equals(biggest))
                .isTrue();
        assertThatThrownBy(() -> log.putArtifact(biggest + "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 5 MB");
    }
}
