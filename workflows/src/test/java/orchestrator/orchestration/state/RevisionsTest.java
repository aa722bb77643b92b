package orchestrator.orchestration.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import orchestrator.crew.Role;
import orchestrator.json.Json;
import orchestrator.launch.Usage;
import orchestrator.plan.Assignment;
import orchestrator.plan.Kind;
import orchestrator.review.Decided;
import orchestrator.review.Decision;
import orchestrator.run.RunResult;
import orchestrator.session.Control;
import orchestrator.session.OpenItem;
import orchestrator.session.Phase;
import orchestrator.session.SessionState;
import orchestrator.snapshot.JsonPatches;
import orchestrator.snapshot.StateChange;
import org.junit.jupiter.api.Test;

class RevisionsTest {
    private static final Instant NOW = Instant.parse("2026-05-01T08:00:00Z");
    private static final int ASSIGNMENTS = 300;

    private final LiveSession session = session();
    private final Revisions revisions = new Revisions("run");
    private JsonNode archived = Json.MAPPER.nullNode();

    private static LiveSession session() {
        LiveSession session = new LiveSession("s", "execution", NOW);
        session.assignments()
                .add(IntStream.range(0, ASSIGNMENTS)
                        .mapToObj(i -> new Assignment(
                                "part-" + i,
                                Kind.WORK,
                                Role.IMPLEMENTER,
                                "claude",
                                "Part " + i,
                                "p",
                                1,
                                false,
                                Set.of()))
                        .toList());
        return session;
    }

    /** Archives the state as it is now; returns the step. */
    private StateChange record() {
        SessionState state = session.snapshot();
        StateChange step = revisions.next(state).orElseThrow();
        if (step.isWhole()) archived = Json.read(Json.write(state), JsonNode.class);
        else JsonPatches.apply(Json.read(Json.write(step.patch()), JsonNode.class), archived);
        revisions.onRecorded();
        assertThat(Json.convert(archived, SessionState.class)).isEqualTo(state);
        assertThat(archived).isEqualTo(Json.read(Json.write(state), JsonNode.class));
        return step;
    }

    @Test
    void the_first_step_is_a_whole_state_and_later_ones_are_changes() {
        StateChange first = record();
        session.assignments().start("part-7", NOW);

        StateChange second = record();

        assertThat(first.isWhole()).isTrue();
        assertThat(second.isWhole()).isFalse();
        assertThat(second.base()).isEqualTo(first.revision());
        assertThat(second.revision()).isEqualTo(first.revision() + 1);
    }

    @Test
    void a_state_that_is_recorded_already_makes_no_step() {
        record();

        assertThat(revisions.next(session.snapshot())).isEmpty();
    }

    @Test
    void a_change_is_small_however_large_the_session_is() {
        record();
        session.assignments().start("part-7", NOW);
        session.progress().showRunning();

        StateChange started = record();
        session.assignments()
                .end(
                        "part-7",
                        RunResult.unreported(RunResult.Outcome.SUCCEEDED, "", 1, Usage.NONE),
                        NOW.plusSeconds(9));
        StateChange ended = record();

        assertThat(Json.write(started)).hasSizeLessThan(800);
        assertThat(Json.write(ended)).hasSizeLessThan(800);
    }

    @Test
    void every_list_of_the_state_is_followed() {
        record();
        session.controls().add(new Control("pause", "me", "cli", "", NOW));
        session.items().open(OpenItem.of("budget-1", OpenItem.Kind.BUDGET, "More?", List.of(), List.of(), NOW));
        session.items().open(OpenItem.of("run-1", OpenItem.Kind.RUN, "Retry?", List.of(), List.of(), NOW));
        record();
        session.items().settle("run-1", NOW);
        session.reviews().decided(decided());
        record();
        session.items().settle("budget-1", NOW);
        session.assignments().giveTo("part-9", "codex", "claude was aborted");
        session.progress().finish(Phase.STOPPED, "stopped", NOW);

        assertThat(record().over()).isTrue();
    }

    private static Decided decided() {
        return new Decided(1, Decision.CONTINUE, "all continue", "all approved", List.of(), NOW);
    }

    @Test
    void a_step_that_was_not_taken_is_followed_by_a_whole_state() {
        record();
        session.assignments().start("part-1", NOW);
        StateChange lost = revisions.next(session.snapshot()).orElseThrow();
        revisions.forget();

        StateChange whole = record();

        assertThat(whole.isWhole()).isTrue();
        assertThat(whole.revision()).isGreaterThan(lost.revision());
    }
}
