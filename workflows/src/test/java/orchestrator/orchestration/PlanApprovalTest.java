package orchestrator.orchestration;

import static orchestrator.orchestration.SessionFixture.TWO_AT_ONCE;
import static orchestrator.orchestration.SessionFixture.awaitItem;
import static orchestrator.orchestration.SessionFixture.stateOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.temporal.client.WorkflowStub;
import java.util.Map;
import orchestrator.event.AgentEvent;
import orchestrator.event.EventType;
import orchestrator.json.Json;
import orchestrator.plan.Assignment;
import orchestrator.plan.Kind;
import orchestrator.plan.ProposedPlan;
import orchestrator.session.AnswerRequest;
import orchestrator.session.AssignmentState;
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

    private static void approve(WorkflowStub session, String choice, String plan) {
        JsonNode edited = Json.read(plan, JsonNode.class);
        session.update("answer", SessionState.class, new AnswerRequest("", choice, "", "ana", "cli", false, edited));
    }

    @Test
    void an_edited_plan_is_carried_out_and_the_log_says_who_changed_what() {
        host.answers(Kind.PLAN, TWO_AT_ONCE);
        WorkflowStub session = start("edited");
        awaitItem(session);
        ProposedPlan proposed = session.query("proposed_plan", ProposedPlan.class);
        assertThat(proposed.agents()).containsExactly("claude", "codex", "gemini");
        assertThat(proposed.item()).isEqualTo("plan-1");
        assertThat(proposed.assignments()).extracting(Assignment::prompt).containsExactly("write it", "test it");

        approve(session, "", """
                {"assignments": [
                  {"id": "docs", "role": "implementer", "agent": "gemini", "title": "Docs", "prompt": "describe it", "weight": 1},
                  {"id": "code", "role": "implementer", "agent": "codex", "title": "Code", "prompt": "write it in C",
                   "weight": 3, "dependsOn": ["docs"]}]}""");

        SessionState end = session.getResult(SessionState.class);
        assertThat(end.phase()).isEqualTo(Phase.DONE);
        assertThat(end.assignments()).extracting(AssignmentState::id).containsExactly("plan", "docs", "code");
        assertThat(end.assignments()).extracting(AssignmentState::agent).containsExactly("gemini", "gemini", "codex");
        assertThat(end.assignments().get(2).dependsOn()).containsExactly("docs");
        assertThat(end.teamwork().plan().source()).isEqualTo("agent");
        assertThat(end.teamwork().plan().note()).isEqualTo("changed by ana before it began");
        assertThat(end.teamwork().plan().artifact()).isNotEmpty();
        assertThat(fixture.launchesOf(Kind.WORK)).hasSize(2);
        assertThat(fixture.launchesOf(Kind.WORK).get(1).brief()).contains("write it in C");
        AgentEvent edit = host.events.stream()
                .filter(event -> event.type() == EventType.PLAN)
                .findFirst()
                .orElseThrow();
        assertThat(edit.text())
                .isEqualTo("ana changed the plan: removed `tests`; added `docs` for gemini; `code`: prompt,"
                        + " agent claude → codex, waits for nothing → docs");
        assertThat(edit.data().path("by").asText()).isEqualTo("ana");
        assertThat(edit.data().at("/before/1/prompt").asText()).isEqualTo("test it");
    }

    @Test
    void an_edited_plan_that_cannot_be_used_is_refused_and_the_session_still_holds() {
        host.answers(Kind.PLAN, TWO_AT_ONCE);
        WorkflowStub session = start("refused");
        awaitItem(session);
        String one = "{\"assignments\": [{\"id\": \"%s\", \"role\": \"implementer\", \"agent\": \"codex\", \"title\":"
                + " \"T\", \"prompt\": \"p\", \"weight\": 1, \"dependsOn\": [\"%s\"]}]}";

        assertThatThrownBy(() -> approve(session, "accept", one.formatted("code", "nothing")))
                .rootCause()
                .hasMessageContaining(
                        "the edited plan cannot be used: `code` depends on `nothing`, which is not in the plan");
        assertThatThrownBy(() -> approve(session, "accept", one.formatted("plan", "plan")))
                .rootCause()
                .hasMessageContaining("these depend on each other in a circle: plan");
        assertThatThrownBy(() -> approve(session, "fix", one.formatted("code", "code")))
                .rootCause()
                .hasMessageContaining("its choice is `accept`, not `fix`");

        assertThat(stateOf(session).hold().kind()).isEqualTo(Hold.Kind.NEEDS_YOU);
        assertThat(fixture.launchesOf(Kind.WORK)).isEmpty();
        answer(session, "accept", "");
        assertThat(session.getResult(SessionState.class).phase()).isEqualTo(Phase.DONE);
        assertThat(fixture.launchesOf(Kind.WORK)).hasSize(2);
    }

    @Test
    void an_assignment_of_the_user_cannot_take_the_id_of_the_planning_itself() {
        host.answers(Kind.PLAN, TWO_AT_ONCE);
        WorkflowStub session = start("taken");
        awaitItem(session);

        assertThatThrownBy(() -> approve(session, "accept", TWO_AT_ONCE.replace("\"code\"", "\"plan\"")))
                .rootCause()
                .hasMessageContaining("the session has another assignment `plan`; give this one another id");
        answer(session, "stop", "");
    }
}
