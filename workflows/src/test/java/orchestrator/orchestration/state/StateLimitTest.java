package orchestrator.orchestration.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.stream.IntStream;
import orchestrator.crew.Role;
import orchestrator.json.Json;
import orchestrator.plan.Assignment;
import orchestrator.plan.Kind;
import orchestrator.review.Direction;
import orchestrator.review.Review;
import orchestrator.review.ReviewAnswer;
import orchestrator.review.Verdict;
import orchestrator.session.SessionState;
import org.junit.jupiter.api.Test;

class StateLimitTest {
    private static final Instant NOW = Instant.parse("2026-05-01T08:00:00Z");

    /** 300 assignments with long notes, and 60 rounds of three reviews as long as reviews may be. */
    private static LiveSession largest() {
        LiveSession session = new LiveSession("s", "execution", NOW);
        session.assignments()
                .add(IntStream.range(0, 300)
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
        for (int i = 0; i < 300; i++) session.assignments().giveTo("part-" + i, "codex", "why ".repeat(9_000));
        ReviewAnswer longest = new ReviewAnswer(
                Verdict.CONCERNS, "s".repeat(2_000), Collections.nCopies(20, "p".repeat(1_000)), false);
        for (int i = 0; i < 180; i++) {
            Review review =
                    Review.begun(i / 3, "codex-" + i, new Direction(Role.REVIEWER, "codex", "claude"), "t", NOW);
            session.reviews().put("review-" + i, review.answered(longest, NOW).keptAs("artifact:" + "a".repeat(64)));
        }
        return session;
    }

    @Test
    void the_largest_state_is_cut_to_what_Temporal_takes_and_keeps_its_entries() {
        SessionState whole = largest().snapshot();

        SessionState limited = StateLimit.limited(whole);

        assertThat(Json.write(limited)).hasSizeLessThan(StateLimit.CHARACTERS_MAX);
        assertThat(limited.assignments()).hasSameSizeAs(whole.assignments());
        assertThat(limited.teamwork().reviews()).hasSameSizeAs(whole.teamwork().reviews());
        assertThat(limited.teamwork().reviews().get(0).summary()).endsWith("…");
        assertThat(limited.teamwork().reviews().get(0).artifact()).isEqualTo("artifact:" + "a".repeat(64));
    }

    @Test
    void a_state_that_fits_stays_as_it_is() {
        SessionState small = new LiveSession("s", "execution", NOW).snapshot();

        assertThat(StateLimit.limited(small)).isSameAs(small);
    }

    @Test
    void the_answer_to_a_control_does_not_grow_with_the_session() {
        assertThat(Json.write(largest().overview())).hasSizeLessThan(2_000);
    }

    @Test
    void notes_are_kept_short_since_the_state_has_hundreds() {
        assertThat(largest().snapshot().assignments().get(0).note()).hasSizeLessThanOrEqualTo(1_000);
    }
}
