package orchestrator.orchestration;

import static orchestrator.orchestration.SessionFixture.TWO_AT_ONCE;
import static orchestrator.orchestration.SessionFixture.awaitItem;
import static orchestrator.orchestration.SessionFixture.stateOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.temporal.client.WorkflowStub;
import java.util.Map;
import orchestrator.plan.Kind;
import orchestrator.session.AnswerRequest;
import orchestrator.session.ControlRequest;
import orchestrator.session.Hold;
import orchestrator.session.OpenItem;
import orchestrator.session.Phase;
import orchestrator.session.SessionState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** With {@code plan: ask}, nothing of a plan begins before the user has approved it. */
class PlanApprovalTest {
    @RegisterExtension
    final SessionFixture fixture = SessionFixture.crewOfThree();

    private final ScriptedHost host = fixture.host;

    private WorkflowStub start(String id) {
        return fixture.startPlanned(id, "plan", "ask", "reviews", "off");
    }

    private static void answer(WorkflowStub session, String choice, String text) {
        session.update("answer", SessionState.class, new AnswerRequest("", choice, text, "ana", "cli"));
    }

    @Test
    void nothing_of_a_plan_begins_before_it_is_approved() {
        host.answers(Kind.PLAN, TWO_AT_ONCE);
        WorkflowStub session = start("asked");

        OpenItem item = awaitItem(session);

        assertThat(item.kind()).isEqualTo(OpenItem.Kind.PLAN);
        assertThat(item.question()).isEqualTo("Should the agents work by this plan?");
        assertThat(item.choices()).extracting(OpenItem.Choice::name).containsExactly("accept", "fix", "stop");
        assertThat(item.said())
                .extracting(OpenItem.Said::who)
                .containsExactly("claude as implementer", "codex as reviewer");
        assertThat(stateOf(session).hold().kind()).isEqualTo(Hold.Kind.NEEDS_YOU);
        assertThat(fixture.launchesOf(Kind.WORK)).isEmpty();
        answer(session, "accept", "");
        assertThat(session.getResult(SessionState.class).phase()).isEqualTo(Phase.DONE);
        assertThat(fixture.launchesOf(Kind.WORK)).hasSize(2);
    }

    @Test
    void a_message_that_comes_before_goes_with_the_approved_work() {
        host.answers(Kind.PLAN, TWO_AT_ONCE);
        WorkflowStub session = start("told");
        awaitItem(session);

        session.update("message", SessionState.class, Map.of("message", Map.of("text", "use tabs"), "by", "ana"));
        assertThat(stateOf(session).assignments()).extracting(one -> one.id()).containsExactly("plan");
        answer(session, "accept", "");

        assertThat(session.getResult(SessionState.class).phase()).isEqualTo(Phase.DONE);
        assertThat(fixture.launchesOf(Kind.FIX)).isEmpty();
        assertThat(fixture.launchesOf(Kind.WORK))
                .filteredOn(launch -> launch.brief().contains("The user adds: use tabs"))
                .hasSize(1);
    }

    @Test
    void an_objection_goes_to_the_architect_in_its_conversation_and_the_new_plan_is_asked_about() {
        host.answers(Kind.PLAN, TWO_AT_ONCE, TWO_AT_ONCE);
        WorkflowStub session = start("changed");
        String first = awaitItem(session).id();

        answer(session, "", "codex should not touch the tests");
        await().until(() -> stateOf(session).teamwork().items().stream()
                .anyMatch(one -> one.isOpen() && !one.id().equals(first)));

        assertThat(fixture.launchesOf(Kind.PLAN)).hasSize(2);
        assertThat(fixture.launchesOf(Kind.PLAN).get(1).resume()).isEqualTo("c-1");
        assertThat(fixture.launchesOf(Kind.PLAN).get(1).brief()).contains("codex should not touch the tests");
        assertThat(fixture.launchesOf(Kind.WORK)).isEmpty();
        session.update("resume", SessionState.class, new ControlRequest("ana", "cli", ""));
        assertThat(session.getResult(SessionState.class).phase()).isEqualTo(Phase.DONE);
    }

    @Test
    void the_fixed_split_that_replaces_a_useless_plan_is_asked_about_too() {
        host.answers(Kind.PLAN, "no plan", "still none");
        WorkflowStub session = start("useless");

        OpenItem item = awaitItem(session);

        assertThat(item.question()).startsWith("the plan could not be used").endsWith("work by this plan?");
        answer(session, "accept", "");
        SessionState end = session.getResult(SessionState.class);
        assertThat(end.phase()).isEqualTo(Phase.DONE);
        assertThat(end.teamwork().plan().source()).isEqualTo("fixed");
    }

    @Test
    void a_session_whose_plan_is_not_wanted_stops_without_any_work() {
        host.answers(Kind.PLAN, TWO_AT_ONCE);
        WorkflowStub session = start("unwanted");
        awaitItem(session);

        answer(session, "stop", "");

        assertThat(session.getResult(SessionState.class).phase()).isEqualTo(Phase.STOPPED);
        assertThat(fixture.launchesOf(Kind.WORK)).isEmpty();
    }
}
