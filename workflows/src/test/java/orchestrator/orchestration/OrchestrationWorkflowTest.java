package orchestrator.orchestration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.failure.CanceledFailure;
import java.util.List;
import java.util.Map;
import orchestrator.event.AgentEvent;
import orchestrator.event.EventType;
import orchestrator.json.Json;
import orchestrator.session.AssignmentState;
import orchestrator.session.AssignmentState.Status;
import orchestrator.session.ControlRequest;
import orchestrator.session.Hold;
import orchestrator.session.Phase;
import orchestrator.session.SessionState;
import orchestrator.session.Summary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OrchestrationWorkflowTest {
    private final ScriptedHost host = new ScriptedHost();
    private final TestTemporal temporal = new TestTemporal(host);
    private final TestSessions sessions = new TestSessions(temporal, host);

    @AfterEach
    void close() {
        temporal.close();
    }

    @Test
    void three_roles_work_in_turn_and_each_gets_the_previous_answer() {
        SessionState end = sessions.run("story");

        assertThat(end.phase()).isEqualTo(Phase.DONE);
        assertThat(end.progressPercent()).isEqualTo(100);
        assertThat(host.launches).extracting(l -> l.id().run()).containsExactly("claude-1", "claude-2", "claude-3");
        assertThat(host.launches.get(1).inputs())
                .singleElement()
                .satisfies(input -> assertThat(input.text()).isEqualTo("answer of claude-1"));
        assertThat(end.usage().costUsd()).isEqualTo(0.75);
        assertThat(host.released).hasSize(1);
    }

    @Test
    void the_last_archived_state_is_the_result_of_the_workflow() {
        SessionState end = sessions.run("archive");

        assertThat(host.archived.get(host.archived.size() - 1)).isEqualTo(end);
        assertThat(host.events.get(host.events.size() - 1).type()).isEqualTo(EventType.RESULT);
        assertThat(host.events).extracting(AgentEvent::run, AgentEvent::offset).doesNotHaveDuplicates();
    }

    @Test
    void a_crashed_agent_continues_its_conversation_and_the_recovery_is_recorded() {
        host.script("claude-2", ScriptedHost.CRASH);

        SessionState end = sessions.run("crash");

        assertThat(end.phase()).isEqualTo(Phase.DONE);
        assertThat(end.assignments().get(1).launches()).isEqualTo(2);
        assertThat(host.launches.get(2).resume()).isEqualTo("c-1");
        assertThat(host.launches.get(2).note()).contains("interrupted");
        assertThat(host.events)
                .filteredOn(e -> e.type() == EventType.RECOVERY)
                .singleElement()
                .satisfies(e -> assertThat(e.text()).contains("tier 2", "it crashed"));
    }

    @Test
    void an_agent_that_left_work_in_the_background_is_asked_about_it_once() {
        host.script("claude-1", ScriptedHost.LEFT_WORK, ScriptedHost.LEFT_WORK);

        SessionState end = sessions.run("left-work");

        assertThat(end.phase()).isEqualTo(Phase.DONE);
        assertThat(end.assignments().get(0).launches()).isEqualTo(2);
        assertThat(host.launches.get(1).resume()).isEqualTo("c-1");
        assertThat(host.launches.get(1).note()).contains("`make` (pid 7)", "in the foreground");
        assertThat(host.events)
                .filteredOn(e -> e.type() == EventType.RECOVERY)
                .singleElement()
                .satisfies(e -> assertThat(e.text()).contains("tier 2", "`make` (pid 7)"));
    }

    @Test
    void an_answer_counts_if_its_agent_cannot_be_asked_about_background_work() {
        host.script("claude-1", ScriptedHost.LEFT_WORK, ScriptedHost.CRASH_WITHOUT_CONVERSATION);
        host.script("claude-2", ScriptedHost.LEFT_WORK, ScriptedHost.HOPELESS);

        SessionState end = sessions.run("left-work-alone");

        assertThat(end.phase()).isEqualTo(Phase.DONE);
        assertThat(end.assignments().get(0).launches()).isEqualTo(2);
        assertThat(end.assignments().get(1).launches()).isEqualTo(2);
        assertThat(host.events)
                .filteredOn(e -> e.text().contains("its answer from before counts"))
                .hasSize(2);
    }

    @Test
    void a_crash_without_a_conversation_leads_to_a_new_one_with_a_hand_over() {
        host.script("claude-1", ScriptedHost.CRASH_WITHOUT_CONVERSATION);

        sessions.run("fresh");

        assertThat(host.launches.get(1).resume()).isNull();
        assertThat(host.launches.get(1).note()).contains("Another agent");
    }

    @Test
    void a_final_failure_of_the_only_agent_asks_the_user_and_dependent_work_waits() {
        host.script("claude-1", ScriptedHost.HOPELESS);

        WorkflowStub session = sessions.start("hopeless", TestSessions.IN_TURN);

        await().until(() -> session.query("state", SessionState.class).hold().kind() == Hold.Kind.NEEDS_YOU);
        SessionState asks = session.query("state", SessionState.class);
        assertThat(asks.hold().reason()).contains("no key. Log in.").contains("orchestrate resume hopeless");
        assertThat(asks.assignments())
                .extracting(AssignmentState::status)
                .containsExactly(Status.NEEDS_YOU, Status.WAITING, Status.WAITING);
        assertThat(host.launches).hasSize(1);
        session.signal("resume");
        assertThat(session.getResult(SessionState.class).phase()).isEqualTo(Phase.DONE);
    }

    @Test
    void a_silent_agent_is_interrupted_and_resumed_once() {
        host.fallsSilent("silent", "claude-1", 1);
        host.script("claude-1", ScriptedHost.CRASH);

        SessionState end = sessions.run("silent");

        assertThat(end.phase()).isEqualTo(Phase.DONE);
        assertThat(host.stopped).hasSize(1);
        assertThat(host.launches.get(1).resume()).isEqualTo("c-1");
        assertThat(host.events)
                .filteredOn(e -> e.type() == EventType.RECOVERY)
                .singleElement()
                .satisfies(e -> assertThat(e.text()).contains("printed nothing for 10 minutes"));
    }

    @Test
    void a_stop_signal_without_an_argument_stops_the_agents_and_is_named() {
        WorkflowStub session = sessions.startEndless("signal");

        session.signal("stop");

        SessionState end = session.getResult(SessionState.class);
        assertThat(end.phase()).isEqualTo(Phase.STOPPED);
        assertThat(end.reason()).contains("signal");
        assertThat(host.stopped).hasSize(1);
        assertThat(end.assignments().get(0).status()).isEqualTo(Status.STOPPED);
    }

    @Test
    void a_stop_update_returns_the_state_and_is_refused_after_the_end() {
        WorkflowStub session = sessions.startEndless("update");

        SessionState answer = session.update("stop", SessionState.class, new ControlRequest("ana", "api", "enough"));

        assertThat(answer.controls())
                .singleElement()
                .satisfies(c -> assertThat(c.by()).isEqualTo("ana"));
        assertThat(session.getResult(SessionState.class).reason()).contains("ana", "api", "enough");
        assertThatThrownBy(() -> session.update("stop", SessionState.class, new ControlRequest("", "api", "")))
                .isInstanceOfAny(WorkflowUpdateException.class, io.temporal.client.WorkflowNotFoundException.class);
    }

    @Test
    void a_cancelled_session_is_stopped() {
        WorkflowStub session = sessions.startEndless("cancel");

        session.cancel();

        assertThatThrownBy(() -> session.getResult(SessionState.class)).hasRootCauseInstanceOf(CanceledFailure.class);
        SessionState end = host.archived.get(host.archived.size() - 1);
        assertThat(end.phase()).isEqualTo(Phase.STOPPED);
        assertThat(end.reason()).isEqualTo("cancelled");
        assertThat(host.stopped).hasSize(1);
        assertThat(host.released).hasSize(1);
    }

    @Test
    void a_directly_cancelled_run_is_stopped_and_fails_the_session() {
        WorkflowStub session = sessions.startEndless("child");

        temporal.client().newUntypedWorkflowStub("child/claude-1").cancel();

        SessionState end = session.getResult(SessionState.class);
        assertThat(end.assignments().get(0).status()).isEqualTo(Status.STOPPED);
        assertThat(end.phase()).isEqualTo(Phase.FAILED);
        assertThat(end.reason()).contains("claude-1", "cancelled");
        assertThat(host.stopped).hasSize(1);
    }

    @Test
    void a_session_waits_until_its_target_is_trusted() {
        host.trusted = false;
        WorkflowStub session = sessions.start("trust", TestSessions.IN_TURN);
        await().until(() -> session.query("state", SessionState.class).hold().kind() == Hold.Kind.NEEDS_YOU);
        assertThat(session.query("summary", Summary.class).line()).contains("orchestrate trust /t");
        assertThat(host.launches).isEmpty();

        host.trust.countDown();

        assertThat(session.getResult(SessionState.class).phase()).isEqualTo(Phase.DONE);
    }

    @Test
    void a_session_that_waits_for_another_names_it_and_can_be_stopped() {
        host.leaseHolder = "other";
        WorkflowStub session = sessions.start("lease", TestSessions.IN_TURN);
        await().until(() -> session.query("state", SessionState.class).hold().kind() == Hold.Kind.WAITING);
        assertThat(session.query("state", SessionState.class).hold().reason()).contains("other");

        session.signal("stop", Json.MAPPER.createObjectNode().put("reason", "never mind"));

        assertThat(session.getResult(SessionState.class).reason()).contains("never mind");
        assertThat(host.launches).isEmpty();
        host.lease.countDown();
    }

    @Test
    void an_unusable_target_fails_the_session_with_the_reason() {
        host.refusal = "the target /t does not exist on this host.";

        assertThatThrownBy(() -> sessions.run("refused"))
                .isInstanceOf(WorkflowFailedException.class)
                .hasStackTraceContaining("the target /t does not exist");
        assertThat(host.archived.get(host.archived.size() - 1).phase()).isEqualTo(Phase.FAILED);
    }

    @Test
    void an_input_of_the_wrong_shape_fails_the_session_and_shows_the_right_one() {
        for (Object wrong : List.of(
                "text",
                7,
                List.of(),
                Map.of("prompt", "p"),
                Map.of("prompt", " ", "target", "/t"),
                Map.of("prompt", "p", "target", "relative"),
                Map.of("prompt", "p", "target", "/t", "agents", 7))) {
            WorkflowStub session = sessions.start("wrong-" + wrong.hashCode(), wrong);

            assertThatThrownBy(() -> session.getResult(SessionState.class))
                    .as(wrong.toString())
                    .isInstanceOf(WorkflowFailedException.class)
                    .hasStackTraceContaining("target");
        }
    }

    @Test
    void a_prompt_too_long_for_temporal_fails_the_session_with_a_remedy() {
        WorkflowStub session = sessions.start("huge", Map.of("prompt", "é".repeat(800_000), "target", "/t"));

        assertThatThrownBy(() -> session.getResult(SessionState.class)).hasStackTraceContaining("put the long part");
    }

    @Test
    void a_missing_input_fails_the_session() {
        WorkflowStub session = sessions.stub("none");
        session.start();

        assertThatThrownBy(() -> session.getResult(SessionState.class)).hasStackTraceContaining("JSON object");
    }
}
