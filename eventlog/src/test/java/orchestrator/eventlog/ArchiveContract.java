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
import orchestrator.eventlog.store.EventStore;
import orchestrator.identity.LaunchId;
import orchestrator.session.Phase;
import orchestrator.session.SessionState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every event log keeps these promises about sessions, their runs and artifacts. */
@Timeout(30)
public abstract class ArchiveContract {
    private static final Instant MORNING = Instant.parse("2026-05-01T08:00:00Z");
    private static final Instant EVENING = Instant.parse("2026-05-01T20:00:00Z");

    final SettableClock clock = new SettableClock();
    EventStore store;
    EventLog log;
    Archive archive;
    Activity activity;
    Troubles troubles;
    Artifacts artifacts;

    protected abstract EventStore open(Clock clock);

    @BeforeEach
    void open_the_log() {
        store = open(clock);
        log = store.events();
        archive = store.archive();
        activity = store.activity();
        troubles = store.troubles();
        artifacts = store.artifacts();
    }

    @AfterEach
    void close_the_log() {
        store.close();
    }

    @Test
    void the_newer_state_of_a_session_replaces_the_older() {
        SessionState done = state("s1", "s1", Phase.DONE, MORNING);
        archive.keep(state("s1", "s1", Phase.WORKING, MORNING));

        archive.keep(done);

        assertThat(archive.session("s1")).contains(done);
        assertThat(archive.sessions(10)).containsExactly(done);
    }

    @Test
    void a_trouble_is_kept_until_it_is_cleared() {
        Trouble first = trouble("s1", "", "diff", 1);
        Trouble again = trouble("s1", "", "diff", 2);
        Trouble other = trouble("s1", "claude-1", "follow", 7);
        troubles.report(first);
        troubles.report(other);

        troubles.report(again);

        assertThat(troubles.all()).containsExactlyInAnyOrder(again, other);
        troubles.clear("s1", "", "diff");
        assertThat(troubles.all()).containsExactly(other);
    }

    @Test
    void a_session_that_ends_takes_its_troubles_with_it() {
        troubles.report(trouble("s1", "", "diff", 1));
        troubles.report(trouble("s2", "", "diff", 1));
        archive.keep(state("s1", "s1", Phase.WORKING, MORNING));
        assertThat(troubles.all()).hasSize(2);

        archive.keep(state("s1", "s1", Phase.STOPPED, MORNING));

        troubles.report(trouble("s1", "", "write the report", 1));
        assertThat(troubles.all()).extracting(Trouble::key).containsExactly("s2");
    }

    private static Trouble trouble(String key, String run, String step, int attempts) {
        return new Trouble(
                key, run, step, Trouble.Kind.PASSES, "It is gone.", "Put it back.", MORNING, attempts, EVENING);
    }

    @Test
    void an_id_means_its_newest_execution_even_if_it_is_the_first_ones_key() {
        SessionState first = state("again", "again", Phase.DONE, MORNING);
        SessionState second = state("again", "again-hash", Phase.WORKING, EVENING);
        archive.keep(first);
        archive.keep(second);

        assertThat(archive.session("again")).contains(second);
        assertThat(archive.session("again-hash")).contains(second);
        assertThat(archive.session(first.execution())).contains(first);
        assertThat(archive.isSuperseded(first)).isTrue();
        assertThat(archive.isSuperseded(second)).isFalse();
    }

    @Test
    void a_session_is_found_by_its_id_the_newest_first_else_by_key() {
        SessionState first = state("a b", "hash1", Phase.DONE, MORNING);
        SessionState second = state("a b", "hash2", Phase.WORKING, EVENING);
        archive.keep(second);
        archive.keep(first);

        assertThat(archive.session("hash1")).contains(first);
        assertThat(archive.session("a b")).contains(second);
        assertThat(archive.session("unknown")).isEmpty();
    }

    @Test
    void sessions_are_listed_newest_first() {
        SessionState morning = state("s2", "s2", Phase.DONE, MORNING);
        SessionState evening = state("s1", "s1", Phase.DONE, EVENING);
        archive.keep(evening);
        archive.keep(morning);

        assertThat(archive.sessions(10)).containsExactly(evening, morning);
        assertThat(archive.sessions(1)).containsExactly(evening);
        assertThat(archive.sessions(0)).isEmpty();
    }

    @Test
    void what_was_put_away_leaves_the_list_with_all_its_executions_until_it_is_put_back() {
        SessionState first = state("s1", "s1", Phase.STOPPED, MORNING);
        SessionState second = state("s1", "s1-2", Phase.DONE, EVENING);
        SessionState other = state("s2", "s2", Phase.DONE, MORNING);
        List.of(first, second, other).forEach(archive::keep);

        archive.put("s1", Archive.Shelf.PUT_AWAY);
        archive.keep(second);

        assertThat(archive.listed(Archive.Shelf.LIST, Instant.MAX, 10)).containsExactly(other.listed());
        assertThat(archive.listed(Archive.Shelf.PUT_AWAY, Instant.MAX, 10))
                .containsExactly(second.listed(), first.listed());
        assertThat(archive.count(Archive.Shelf.LIST, Instant.MAX)).isEqualTo(1);
        assertThat(archive.count(Archive.Shelf.PUT_AWAY, Instant.MAX)).isEqualTo(2);
        assertThat(archive.isPutAway("s1-2")).isTrue();
        assertThat(archive.isPutAway("s2")).isFalse();

        archive.put("s1", Archive.Shelf.LIST);
        assertThat(archive.count(Archive.Shelf.LIST, Instant.MAX)).isEqualTo(3);
        assertThat(archive.isPutAway("s1-2")).isFalse();
    }

    @Test
    void a_list_goes_on_before_a_start_and_counts_the_rest() {
        SessionState morning = state("s2", "s2", Phase.DONE, MORNING);
        SessionState evening = state("s1", "s1", Phase.WORKING, EVENING);
        archive.keep(evening);
        archive.keep(morning);

        assertThat(archive.listed(Archive.Shelf.LIST, Instant.MAX, 1)).containsExactly(evening.listed());
        assertThat(archive.listed(Archive.Shelf.LIST, EVENING, 10)).containsExactly(morning.listed());
        assertThat(archive.listed(Archive.Shelf.LIST, MORNING, 10)).isEmpty();
        assertThat(archive.count(Archive.Shelf.LIST, Instant.MAX)).isEqualTo(2);
        assertThat(archive.count(Archive.Shelf.LIST, EVENING)).isEqualTo(1);
    }

    @Test
    void all_sessions_that_have_not_ended_are_found() {
        SessionState working = state("s1", "s1", Phase.WORKING, MORNING);
        SessionState fixing = state("s3", "s3", Phase.FIXING, EVENING);
        archive.keep(working);
        archive.keep(state("s2", "s2", Phase.DONE, EVENING));
        archive.keep(fixing);
        archive.keep(state("s4", "s4", Phase.VERIFYING, EVENING));
        archive.keep(state("s4", "s4", Phase.STOPPED, EVENING));

        assertThat(archive.unfinished()).containsExactly(fixing.listed(), working.listed());
    }

    @Test
    void a_list_shows_the_newest_state_that_was_kept() {
        archive.keep(state("s1", "s1", Phase.WORKING, MORNING));
        archive.listed(Archive.Shelf.LIST, Instant.MAX, 10);
        archive.keep(state("s1", "s1", Phase.DONE, MORNING));

        assertThat(archive.listed(Archive.Shelf.LIST, Instant.MAX, 10))
                .extracting(SessionState::phase)
                .containsExactly(Phase.DONE);
    }

    @Test
    void a_session_that_has_only_events_is_not_listed_until_it_is_archived() {
        log.append(CLAUDE, 0, at(1), messages(CLAUDE, 0, 1));

        assertThat(archive.sessions(10)).isEmpty();
        assertThat(archive.session("s1")).isEmpty();

        archive.keep(state("s1", "s1", Phase.WORKING, MORNING));
        assertThat(archive.sessions(10)).hasSize(1);
        assertThat(Events.all(log, "s1")).hasSize(1);
    }

    @Test
    void activity_shows_the_newest_launch_of_each_run() {
        StreamId codex = stream("s1", "codex-1");
        StreamId again = new StreamId(new LaunchId("s1", "claude-1", 2), AgentEvent.STDOUT);
        StreamId elsewhere = stream("s2", "claude-1");
        Position.Live live = new Position.Live("Write a.txt", 5, 6, 0.5, 7);
        for (StreamId stream : List.of(CLAUDE, codex, elsewhere)) log.append(stream, 0, at(1), messages(stream, 0, 1));

        log.append(again, 0, new Position(1, "{}", live), messages(again, 0, 1));

        Instant now = clock.instant();
        assertThat(activity.runs("s1"))
                .containsExactly(
                        new RunActivity("claude-1", "claude", 2, live, now, now),
                        new RunActivity("codex-1", "codex", 1, Position.Live.NOTHING, now, now));
        assertThat(activity.runs("s3")).isEmpty();
    }

    @Test
    void the_sessions_own_events_are_no_run() {
        StreamId session = new StreamId(LaunchId.ofSession("s1"), AgentEvent.ORCHESTRATOR);

        log.record(messages(session, 0, 1));

        assertThat(activity.runs("s1")).isEmpty();
    }

    @Test
    void touching_records_a_look_at_a_run_even_before_its_first_line() {
        StreamId silent = stream("s1", "codex-1");
        log.append(CLAUDE, 0, at(1), messages(CLAUDE, 0, 1));
        Instant then = clock.instant();
        clock.advance(Duration.ofSeconds(10));

        activity.touch(List.of(CLAUDE, silent));

        Instant now = clock.instant();
        assertThat(activity.runs("s1"))
                .containsExactly(
                        new RunActivity("claude-1", "claude", 1, Position.Live.NOTHING, then, now),
                        new RunActivity("codex-1", "codex", 1, Position.Live.NOTHING, null, now));
        assertThat(log.position(silent)).isEqualTo(Position.START);
        assertThat(log.append(silent, 0, at(1), messages(silent, 0, 1))).isTrue();
    }

    @Test
    void every_open_session_has_the_time_of_the_workers_last_look() {
        archive.keep(state("waits", "s1", Phase.WORKING, clock.instant()));
        archive.keep(state("over", "s2", Phase.DONE, clock.instant()));
        assertThat(activity.lastChecked("s1")).isEmpty();

        activity.touchOpenSessions();
        clock.advance(Duration.ofSeconds(5));
        activity.touchOpenSessions();

        assertThat(activity.lastChecked("s1")).contains(clock.instant());
        assertThat(activity.lastChecked("s2")).isEmpty();
        assertThat(activity.lastChecked("unknown")).isEmpty();
        assertThat(activity.runs("s1")).isEmpty();
        clock.advance(Duration.ofSeconds(5));
        activity.touch(List.of(CLAUDE));
        assertThat(activity.lastChecked("s1")).contains(clock.instant());
    }

    @Test
    void an_artifact_is_known_by_its_content() {
        String reference = artifacts.put("naïve\0text");

        assertThat(artifacts.put("naïve\0text")).isEqualTo(reference);
        assertThat(reference).matches("artifact:[0-9a-f]{64}");
        assertThat(artifacts.get(reference)).contains("naïve\0text");
        assertThat(artifacts.get("artifact:" + "0".repeat(64))).isEmpty();
        assertThat(artifacts.get("something else")).isEmpty();
    }

    @Test
    void an_artifact_of_more_than_5_MB_is_refused() {
        String biggest = "é".repeat(5 * 1024 * 1024 / 2);

        assertThat(artifacts.get(artifacts.put(biggest)).orElseThrow().equals(biggest))
                .isTrue();
        assertThatThrownBy(() -> artifacts.put(biggest + "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 5 MB");
    }
}
