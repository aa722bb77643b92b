package orchestrator.eventlog;

import static orchestrator.eventlog.Events.CLAUDE;
import static orchestrator.eventlog.Events.messages;
import static orchestrator.eventlog.Sessions.state;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import orchestrator.event.AgentEvent;
import orchestrator.eventlog.store.EventStore;
import orchestrator.json.Json;
import orchestrator.session.Phase;
import orchestrator.session.SessionState;
import orchestrator.snapshot.JsonPatches;
import orchestrator.snapshot.StateChange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every event log keeps these promises about states that arrive as changes. */
@Timeout(30)
public abstract class StateStepsContract {
    private static final Instant MORNING = Instant.parse("2026-05-01T08:00:00Z");
    private static final SessionState PREPARING = at(Phase.PREPARING, "");
    private static final SessionState WORKING = at(Phase.WORKING, "");
    private static final SessionState DONE = at(Phase.DONE, "");

    private EventStore store;
    private Archive archive;

    protected abstract EventStore open(Clock clock);

    @BeforeEach
    void open_the_log() {
        store = open(new SettableClock());
        archive = store.archive();
    }

    @AfterEach
    void close_the_log() {
        store.close();
    }

    private static SessionState at(Phase phase, String reason) {
        SessionState plain = state("s1", "s1", phase, MORNING);
        JsonNode tree = Json.MAPPER.valueToTree(plain);
        ((ObjectNode) tree).put("reason", reason);
        return Json.convert(tree, SessionState.class);
    }

    private boolean whole(String series, long revision, SessionState state) {
        return archive.record(change(series, 0, revision, state, null), state, List.of());
    }

    private boolean step(String series, long revision, SessionState before, SessionState after) {
        JsonNode patch = JsonPatches.between(Json.MAPPER.valueToTree(before), Json.MAPPER.valueToTree(after));
        return archive.record(change(series, revision - 1, revision, after, patch), null, List.of());
    }

    private static StateChange change(
            String series, long base, long revision, SessionState state, @Nullable JsonNode patch) {
        return new StateChange("s1", series, base, revision, state.phase().isFinal(), patch);
    }

    @Test
    void a_change_is_applied_to_the_archived_state() {
        assertThat(whole("run", 1, PREPARING)).isTrue();

        assertThat(step("run", 2, PREPARING, WORKING)).isTrue();

        assertThat(archive.session("s1")).contains(WORKING);
        assertThat(archive.withKey("s1")).contains(WORKING);
        assertThat(archive.sessions(10)).containsExactly(WORKING);
        assertThat(archive.listed(Archive.Shelf.LIST, Instant.MAX, 10)).containsExactly(WORKING.listed());
    }

    @Test
    void the_same_change_again_changes_nothing() {
        whole("run", 1, PREPARING);
        step("run", 2, PREPARING, WORKING);

        assertThat(step("run", 2, PREPARING, WORKING)).isTrue();
        assertThat(whole("run", 1, PREPARING)).isTrue();

        assertThat(archive.session("s1")).contains(WORKING);
    }

    @Test
    void a_change_without_its_base_is_refused_until_the_whole_state_comes() {
        assertThat(step("run", 2, PREPARING, WORKING)).isFalse();
        assertThat(archive.session("s1")).isEmpty();

        assertThat(whole("run", 3, WORKING)).isTrue();

        assertThat(step("run", 4, WORKING, DONE)).isTrue();
        assertThat(archive.session("s1")).contains(DONE);
    }

    @Test
    void a_gap_in_the_revisions_is_refused() {
        whole("run", 1, PREPARING);

        assertThat(step("run", 3, PREPARING, WORKING)).isFalse();

        assertThat(archive.session("s1")).contains(PREPARING);
    }

    @Test
    void another_series_begins_with_a_whole_state() {
        whole("run", 1, PREPARING);
        step("run", 2, PREPARING, WORKING);

        assertThat(step("reset", 2, PREPARING, DONE)).isFalse();
        assertThat(whole("reset", 3, PREPARING)).isTrue();
        assertThat(step("reset", 4, PREPARING, WORKING)).isTrue();

        assertThat(archive.session("s1")).contains(WORKING);
    }

    @Test
    void a_state_of_an_earlier_release_is_readable_and_begins_no_series() {
        archive.keep(PREPARING);

        assertThat(archive.session("s1")).contains(PREPARING);
        assertThat(step("run", 2, PREPARING, WORKING)).isFalse();
        whole("run", 3, WORKING);
        archive.keep(DONE);

        assertThat(archive.session("s1")).contains(DONE);
        assertThat(step("run", 4, WORKING, PREPARING)).isFalse();
    }

    @Test
    void a_whole_state_that_arrives_late_does_not_undo_later_changes() {
        whole("run", 1, PREPARING);
        step("run", 2, PREPARING, WORKING);
        step("run", 3, WORKING, DONE);

        assertThat(whole("run", 2, WORKING)).isTrue();

        assertThat(archive.session("s1")).contains(DONE);
    }

    @Test
    void many_changes_make_up_one_state() {
        SessionState before = at(Phase.WORKING, "");
        whole("run", 1, before);
        for (int revision = 2; revision <= 300; revision++) {
            SessionState after = at(Phase.WORKING, "x".repeat(1_000) + revision);
            assertThat(step("run", revision, before, after)).isTrue();
            before = after;
            if (revision % 50 == 0) assertThat(archive.session("s1")).contains(after);
        }

        assertThat(archive.sessions(10)).containsExactly(before);
    }

    @Test
    void sessions_with_and_without_changes_are_listed_newest_first() {
        SessionState older = state("s0", "s0", Phase.DONE, MORNING.minusSeconds(9));
        SessionState newer = state("s2", "s2", Phase.DONE, MORNING.plusSeconds(9));
        archive.keep(older);
        archive.keep(newer);
        whole("run", 1, PREPARING);
        step("run", 2, PREPARING, WORKING);

        assertThat(archive.sessions(10)).containsExactly(newer, WORKING, older);
        assertThat(archive.sessions(2)).containsExactly(newer, WORKING);
    }

    @Test
    void events_are_written_with_the_change_and_even_if_it_is_refused() {
        List<AgentEvent> first = messages(CLAUDE, 0, 1);
        List<AgentEvent> second = messages(CLAUDE, 1, 2);

        archive.record(change("run", 0, 1, PREPARING, null), PREPARING, first);
        archive.record(change("run", 7, 8, WORKING, Json.MAPPER.createArrayNode()), null, second);

        assertThat(Events.all(store.events(), "s1")).hasSize(2);
        assertThat(archive.session("s1")).contains(PREPARING);
    }

    @Test
    void a_session_that_ends_by_a_change_takes_its_troubles_with_it() {
        whole("run", 1, WORKING);
        store.troubles()
                .report(new Trouble("s1", "", "diff", Trouble.Kind.PASSES, "Gone.", "Wait.", MORNING, 1, MORNING));

        step("run", 2, WORKING, DONE);

        assertThat(store.troubles().all()).isEmpty();
    }

    @Test
    void a_reader_never_sees_half_a_state_while_changes_are_folded_in() throws Exception {
        SessionState[] states = IntStream.range(0, 40)
                .mapToObj(i -> at(Phase.WORKING, i + ":" + "y".repeat(8_000)))
                .toArray(SessionState[]::new);
        whole("run", 1, states[0]);
        CompletableFuture<Integer> reading = CompletableFuture.supplyAsync(() -> {
            int last = 0;
            while (last < states.length - 1) {
                String reason = archive.withKey("s1").orElseThrow().reason();
                int seen = Integer.parseInt(reason.substring(0, reason.indexOf(':')));
                if (seen < last) throw new AssertionError("went back from " + last + " to " + seen);
                last = seen;
            }
            return last;
        });

        for (int i = 1; i < states.length; i++) step("run", i + 1, states[i - 1], states[i]);

        assertThat(reading.get()).isEqualTo(states.length - 1);
    }
}
