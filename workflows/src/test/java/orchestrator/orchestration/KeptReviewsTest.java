package orchestrator.orchestration;

import static orchestrator.orchestration.SessionFixture.awaitNeed;
import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.client.WorkflowStub;
import orchestrator.event.EventType;
import orchestrator.failure.CallFailure;
import orchestrator.plan.Kind;
import orchestrator.session.Phase;
import orchestrator.session.SessionState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A session has kept its reviews when it ends. */
class KeptReviewsTest {
    @RegisterExtension
    final SessionFixture fixture = SessionFixture.oneAgent();

    private final ScriptedHost host = fixture.host;

    @Test
    void a_session_whose_last_review_cannot_be_kept_asks_instead_of_ending_and_then_keeps_it() {
        host.answers(Kind.REVIEW, SessionFixture.APPROVED, SessionFixture.APPROVED, SessionFixture.APPROVED);
        host.failures.fail("keep a review", CallFailure.needsYou("The disk is full."));
        WorkflowStub session = fixture.start("kept");
        SessionState asking = awaitNeed(session);
        assertThat(asking.hold().reason()).contains("The disk is full.");
        assertThat(asking.phase()).isNotEqualTo(Phase.DONE);

        session.signal("resume");

        SessionState end = session.getResult(SessionState.class);
        assertThat(end.phase()).isEqualTo(Phase.DONE);
        assertThat(end.teamwork().reviews())
                .isNotEmpty()
                .allSatisfy(review -> assertThat(review.artifact()).isEqualTo("artifact:" + review.file()));
    }

    @Test
    void a_stopped_session_tells_that_a_review_could_not_be_kept() {
        host.answers(Kind.REVIEW, SessionFixture.APPROVED, SessionFixture.APPROVED, SessionFixture.APPROVED);
        host.failures.fail("keep a review", CallFailure.needsYou("The disk is full."));
        WorkflowStub session = fixture.start("stopped-unkept");
        awaitNeed(session);

        session.signal("stop");

        assertThat(session.getResult(SessionState.class).phase()).isEqualTo(Phase.STOPPED);
        assertThat(host.events)
                .filteredOn(event -> event.type() == EventType.ERROR)
                .anySatisfy(event -> assertThat(event.text())
                        .contains("the review could not be kept as a file: ", "The disk is full."));
    }
}
