package orchestrator.orchestration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateException;
import java.time.Duration;
import java.util.List;
import orchestrator.event.EventType;
import orchestrator.json.Json;
import orchestrator.session.AbortRequest;
import orchestrator.session.AssignmentState;
import orchestrator.session.AssignmentState.Status;
import orchestrator.session.Control;
import orchestrator.session.ControlRequest;
import orchestrator.session.Hold;
import orchestrator.session.Phase;
import orchestrator.session.SessionActivities.Carried;
import orchestrator.session.SessionState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ControlsTest {
    private static final ControlRequest ANA = new ControlRequest("ana", "cli", "lunch");

    private final ScriptedHost host = new ScriptedHost();
    private final TestTemporal temporal = new TestTemporal(host);
    private final TestSessions sessions = new TestSessions(temporal, host);

    @AfterEach
    void close() {
        temporal.close();
    }

    @Test
    void a_pause_stops_the_launch_and_resume_continues_it() {
        WorkflowStub session = sessions.startEndless("pause");

        SessionState paused = session.update("pause", SessionState.class, ANA);

        assertThat(paused.hold().kind()).isEqualTo(Hold.Kind.PAUSED);
        assertThat(paused.hold().reason()).isEqualTo("paused by ana (cli): lunch");
        await().until(() -> host.paused.size() == 1);
        session.update("resume", SessionState.class, ANA);
        await().until(() -> host.proceeded.size() == 1);
        assertThat(host.stopped).isEmpty();
        session.signal("stop");
        SessionState end = session.getResult(SessionState.class);
        assertThat(end.controls()).extracting(Control::action).containsExactly("pause", "resume", "stop");
    }

    @Test
    void a_second_pause_and_a_resume_without_a_pause_are_refused_with_the_reason() {
        WorkflowStub session = sessions.startEndless("refuse");

        assertThatThrownBy(() -> session.update("resume", SessionState.class, ANA))
                .isInstanceOf(WorkflowUpdateException.class)
                .hasStackTraceContaining("nothing is paused");
        session.update("pause", SessionState.class, ANA);
        assertThatThrownBy(() -> session.update("pause", SessionState.class, ANA))
                .isInstanceOf(WorkflowUpdateException.class)
                .hasStackTraceContaining("paused already: paused by ana");
        session.signal("stop");
        assertThat(session.getResult(SessionState.class).phase()).isEqualTo(Phase.STOPPED);
    }

    @Test
    void a_long_pause_parks_the_run_and_uses_up_neither_time_nor_a_relaunch() {
        host.followNeverBlocksTime = true;
        WorkflowStub session = sessions.startEndless("park");
        session.signal("pause", Json.MAPPER.createObjectNode().put("by", "ana"));
        await().until(() -> host.paused.size() == 1);

        temporal.sleep(Duration.ofHours(70));

        assertThat(host.stopped).hasSize(1);
        assertThat(host.launches).hasSize(1);
        session.signal("resume");
        SessionState end = session.getResult(SessionState.class);
        assertThat(end.phase()).isEqualTo(Phase.DONE);
        assertThat(host.launches.get(1).resume()).isEqualTo("c-1");
        assertThat(host.events)
                .filteredOn(e -> e.type() == EventType.RECOVERY)
                .singleElement()
                .satisfies(e -> assertThat(e.text()).contains("tier 2", "it was paused for 5 minutes"));
    }

    @Test
    void a_launch_that_cannot_be_paused_is_parked_and_resumed_after_the_pause() {
        host.cannotPause = true;
        WorkflowStub session = sessions.startEndless("restless");

        session.update("pause", SessionState.class, ANA);

        await().until(() -> host.stopped.size() == 1);
        session.update("resume", SessionState.class, ANA);
        assertThat(session.getResult(SessionState.class).phase()).isEqualTo(Phase.DONE);
        assertThat(host.launches.get(1).resume()).isEqualTo("c-1");
        assertThat(host.events)
                .anySatisfy(e -> assertThat(e.text()).contains("its processes cannot be stopped", "they multiply"));
    }

    @Test
    void nothing_is_started_while_a_session_is_paused() {
        host.trusted = false;
        WorkflowStub session = sessions.start("still", TestSessions.IN_TURN);
        await().until(() -> session.query("state", SessionState.class).hold().kind() == Hold.Kind.NEEDS_YOU);
        session.update("pause", SessionState.class, ANA);

        host.trust.countDown();

        await().until(() -> session.query("state", SessionState.class).phase() == Phase.WORKING);
        assertThat(session.query("state", SessionState.class).hold().kind()).isEqualTo(Hold.Kind.PAUSED);
        assertThat(host.launches).isEmpty();
        session.update("resume", SessionState.class, ANA);
        assertThat(session.getResult(SessionState.class).phase()).isEqualTo(Phase.DONE);
    }

    @Test
    void a_paused_session_can_be_stopped() {
        WorkflowStub session = sessions.startEndless("stop");
        session.update("pause", SessionState.class, ANA);
        await().until(() -> host.paused.size() == 1);

        session.update("stop", SessionState.class, ANA);

        assertThat(session.getResult(SessionState.class).phase()).isEqualTo(Phase.STOPPED);
        assertThat(host.stopped).hasSize(1);
    }

    @Test
    void an_aborted_agent_is_stopped_and_its_assignments_go_to_another() {
        host.reviewer = "codex";
        WorkflowStub session = sessions.startEndless("abort");

        session.update("abort", SessionState.class, new AbortRequest("claude", "ana", "cli", "it loops"));

        SessionState end = session.getResult(SessionState.class);
        assertThat(end.phase()).isEqualTo(Phase.DONE);
        assertThat(host.stopped).hasSize(1);
        assertThat(end.assignments()).extracting(AssignmentState::agent).containsOnly("codex");
        assertThat(host.launches.get(1).note()).contains("Another agent", "aborted by ana (cli): it loops");
        assertThat(host.launches.get(2).note()).isEmpty();
        assertThat(end.usage().costUsd()).isEqualTo(1.0);
    }

    @Test
    void the_only_agent_is_replaced_by_itself_in_a_new_conversation() {
        WorkflowStub session = sessions.startEndless("alone");

        session.signal("abort", Json.MAPPER.getNodeFactory().textNode("claude-1"));

        SessionState end = session.getResult(SessionState.class);
        assertThat(end.phase()).isEqualTo(Phase.DONE);
        assertThat(host.launches.get(1).id().run()).isEqualTo("claude-4");
        assertThat(host.launches.get(1).resume()).isNull();
    }

    @Test
    void aborting_an_idle_agent_is_refused_and_lists_the_working_ones() {
        WorkflowStub session = sessions.startEndless("nobody");

        assertThatThrownBy(() -> session.update("abort", SessionState.class, new AbortRequest("gemini", "", "api", "")))
                .hasStackTraceContaining("no run of `gemini` is at work; at work are: claude-1");
        session.signal("stop");
        session.getResult(SessionState.class);
    }

    @Test
    void an_agent_that_keeps_crashing_asks_the_user_after_three_relaunches_and_resume_retries() {
        host.script("claude-1", ScriptedHost.CRASH, ScriptedHost.CRASH, ScriptedHost.CRASH, ScriptedHost.CRASH);
        WorkflowStub session = sessions.start("crashes", TestSessions.IN_TURN);
        awaitNeed(session);
        SessionState stuck = session.query("state", SessionState.class);
        assertThat(host.launches).hasSize(4);
        assertThat(stuck.assignments().get(0).status()).isEqualTo(Status.NEEDS_YOU);
        assertThat(stuck.hold().reason()).contains("it crashed", "3 times", "orchestrate resume crashes");

        session.update("resume", SessionState.class, ANA);

        assertThat(session.getResult(SessionState.class).phase()).isEqualTo(Phase.DONE);
        assertThat(host.launches.get(4).resume()).isEqualTo("c-1");
        assertThat(host.launches.get(4).id().run()).isEqualTo("claude-4");
    }

    @Test
    void different_causes_are_counted_separately() {
        host.script(
                "claude-1", ScriptedHost.CRASH, ScriptedHost.OTHER_CRASH, ScriptedHost.CRASH, ScriptedHost.OTHER_CRASH);

        assertThat(sessions.run("causes").phase()).isEqualTo(Phase.DONE);
    }

    @Test
    void an_abort_gives_a_run_that_needs_you_to_another_agent() {
        host.reviewer = "codex";
        host.script("claude-1", ScriptedHost.CRASH, ScriptedHost.CRASH, ScriptedHost.CRASH, ScriptedHost.CRASH);
        WorkflowStub session = sessions.start("give", TestSessions.IN_TURN);
        awaitNeed(session);

        session.signal("abort", Json.MAPPER.createObjectNode().put("agent", "claude-1"));

        SessionState end = session.getResult(SessionState.class);
        assertThat(end.phase()).isEqualTo(Phase.DONE);
        assertThat(end.assignments().get(0).run()).isEqualTo("codex-2");
    }

    @Test
    void an_agent_that_falls_silent_twice_needs_you() {
        host.fallsSilent("silent2", "claude-1", 1);
        host.fallsSilent("silent2", "claude-1", 2);
        host.script("claude-1", ScriptedHost.CRASH, ScriptedHost.CRASH);
        WorkflowStub session = sessions.start("silent2", TestSessions.IN_TURN);

        awaitNeed(session);

        assertThat(session.query("state", SessionState.class).hold().reason()).contains("printed nothing");
        assertThat(host.launches).hasSize(2);
        session.signal("stop");
        assertThat(session.getResult(SessionState.class).phase()).isEqualTo(Phase.STOPPED);
    }

    @Test
    void a_run_that_used_too_much_memory_needs_you() {
        host.script("claude-1", ScriptedHost.TOO_BIG);
        WorkflowStub session = sessions.start("big", TestSessions.IN_TURN);

        awaitNeed(session);

        assertThat(session.query("state", SessionState.class).hold().reason()).contains("it used 9 GB of memory");
        session.signal("stop");
        session.getResult(SessionState.class);
    }

    @Test
    void a_run_that_takes_longer_than_its_limit_is_ended_and_needs_you() {
        host.followNeverBlocksTime = true;
        WorkflowStub session = sessions.startEndless("limit");

        temporal.sleep(Duration.ofMinutes(90));

        awaitNeed(session);
        assertThat(session.query("state", SessionState.class).hold().reason()).contains("limit of 60 minutes");
        assertThat(host.launches).hasSize(1);
        assertThat(host.stopped).hasSize(1);
        session.signal("stop");
        session.getResult(SessionState.class);
    }

    @Test
    void a_resumed_session_repeats_nothing_and_continues_unfinished_work() {
        host.carried = List.of(
                new Carried("design", true, true, "claude-1", "claude", "the old design", "c-0", List.of(), null),
                new Carried("implement", false, true, "claude-2", "claude", "", "c-7", List.of(), null),
                new Carried("review", false, false, "claude-3", "claude", "", null, List.of(), null));

        SessionState end = sessions.run("again");

        assertThat(end.phase()).isEqualTo(Phase.DONE);
        assertThat(host.launches).hasSize(2);
        assertThat(host.launches.get(0).resume()).isEqualTo("c-7");
        assertThat(host.launches.get(0).inputs())
                .singleElement()
                .satisfies(i -> assertThat(i.text()).isEqualTo("the old design"));
        assertThat(host.launches.get(1).note()).isEmpty();
        assertThat(end.usage().costUsd()).isEqualTo(0.5);
    }

    private void awaitNeed(WorkflowStub session) {
        temporal.sleep(Duration.ofMinutes(1));
        await().until(() -> session.query("state", SessionState.class).hold().kind() == Hold.Kind.NEEDS_YOU);
    }
}
