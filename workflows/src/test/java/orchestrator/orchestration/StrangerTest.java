package orchestrator.orchestration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.temporal.client.ActivityCompletionClient;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import orchestrator.json.Json;
import orchestrator.run.AgentRun;
import orchestrator.run.RunControl;
import orchestrator.session.AssignmentState;
import orchestrator.session.Control;
import orchestrator.session.ControlRequest;
import orchestrator.session.Hold;
import orchestrator.session.Orchestration;
import orchestrator.session.Phase;
import orchestrator.session.SessionActivities.PrepareRequest;
import orchestrator.session.SessionState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A stranger who reaches Temporal without the key can pause and end sessions, and nothing else. */
class StrangerTest {
    private final ScriptedHost host = new ScriptedHost();
    private final TestTemporal temporal = new TestTemporal(host);
    private final TestSessions sessions = new TestSessions(temporal, host);
    private final WorkflowClient stranger = temporal.stranger();

    @AfterEach
    void close() {
        temporal.close();
    }

    private WorkflowStub strangersStub(String id) {
        return stranger.newUntypedWorkflowStub(id);
    }

    /** A session that asks about a failed run. */
    private WorkflowStub asking(String id) {
        host.script("claude-1", ScriptedHost.TOO_BIG);
        WorkflowStub session = sessions.start(id, TestSessions.IN_TURN);
        await().until(() -> !state(session).teamwork().items().isEmpty());
        return session;
    }

    private static SessionState state(WorkflowStub session) {
        return session.query("state", SessionState.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"answer", "resume", "abort", "review"})
    void controls_that_let_agents_work_need_a_signature(String control) {
        WorkflowStub session = asking("asking");
        Map<String, String> wish =
                Map.of("item", "claude-1", "choice", "retry", "agent", "claude-1", "by", "ana", "via", "page");

        strangersStub("asking").signal(control, wish);
        assertThatThrownBy(() -> strangersStub("asking").update(control, SessionState.class, wish))
                .isInstanceOf(WorkflowUpdateException.class)
                .rootCause()
                .hasMessageContaining("needs a signature")
                .hasMessageContaining("orchestrate sign --as " + control);

        await().until(() -> said("a signal was not carried out: `" + control + "` needs a signature"));
        assertThat(state(session).controls()).isEmpty();
        assertThat(state(session).hold().kind()).isEqualTo(Hold.Kind.NEEDS_YOU);
        assertThat(host.launches).hasSize(1);
    }

    private boolean said(String text) {
        return List.copyOf(host.events).stream().anyMatch(event -> event.text().startsWith(text));
    }

    @Test
    void a_signature_is_valid_only_for_its_control_session_and_time() {
        WorkflowStub session = asking("signed");
        ObjectNode answer = fields("item", "claude-1", "choice", "retry");
        SigningClient key = temporal.signing();
        ObjectNode old = Json.MAPPER.valueToTree(key.sign("answer", "signed", answer));
        ((ObjectNode) old.path("signature")).put("at", "2020-01-01T00:00:00Z");

        refused("signed", "answer", key.sign("resume", "signed", answer), "is for `resume`");
        refused("signed", "answer", key.sign("answer", "another", answer), "is for session `another`");
        refused("signed", "answer", old, "needs a signature");
        refused("signed", "answer", key.sign("answer", "signed", answer).put("choice", "stop"), "needs a signature");

        refused(
                "signed",
                "answer",
                temporal.signingOfAStranger().sign("answer", "signed", answer),
                "needs a signature");

        assertThat(state(session).controls()).isEmpty();
    }

    @Test
    void a_signature_can_be_used_only_once() {
        WorkflowStub session = sessions.startEndless("once");
        ObjectNode pause = temporal.signing().sign("pause", "once", fields("reason", "lunch"));

        strangersStub("once").update("pause", SessionState.class, pause);
        session.update("resume", SessionState.class, new ControlRequest("ana", "cli", ""));

        refused("once", "pause", pause, "was used before");
        assertThat(state(session).controls()).extracting(Control::action).containsExactly("pause", "resume");
        session.signal("stop");
        session.getResult(SessionState.class);
    }

    private void refused(String session, String control, ObjectNode argument, String why) {
        assertThatThrownBy(() -> strangersStub(session).update(control, SessionState.class, argument))
                .rootCause()
                .hasMessageContaining(why);
    }

    private static ObjectNode fields(String... namesAndValues) {
        ObjectNode fields = Json.MAPPER.createObjectNode();
        for (int i = 0; i < namesAndValues.length; i += 2) fields.put(namesAndValues[i], namesAndValues[i + 1]);
        return fields;
    }

    @Test
    void pause_and_stop_need_no_signature() {
        WorkflowStub session = sessions.startEndless("open");

        strangersStub("open").signal("pause", Map.of("by", "ana", "via", "page", "reason", "lunch"));
        await().until(() -> state(session).hold().kind() == Hold.Kind.PAUSED);
        strangersStub("open").signal("stop");

        assertThat(session.getResult(SessionState.class).controls())
                .extracting(Control::action, Control::by, Control::via, Control::reason)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("pause", "", "signal, not signed", "lunch"),
                        org.assertj.core.groups.Tuple.tuple("stop", "", "signal, not signed", ""));
    }

    @Test
    void an_unsigned_request_reaches_the_host_without_a_signature() {
        WorkflowOptions options = WorkflowOptions.newBuilder()
                .setWorkflowId("unsigned")
                .setTaskQueue(Orchestration.TASK_QUEUE)
                .build();
        stranger.newUntypedWorkflowStub(Orchestration.TYPE, options).start(TestSessions.IN_TURN);
        temporal.client().newUntypedWorkflowStub("unsigned").getResult(SessionState.class);
        sessions.run("signed");

        assertThat(host.admitted).extracting(PrepareRequest::session).containsExactly("unsigned", "signed");
        assertThat(host.admitted.get(0).signature()).isNull();
        assertThat(host.admitted.get(1).signature()).isNotNull();
    }

    @Test
    void nothing_starts_before_approval_after_which_the_request_is_checked_again() {
        host.trusted = false;
        WorkflowStub session = sessions.start("held", TestSessions.IN_TURN);
        await().until(() -> state(session).hold().kind() == Hold.Kind.NEEDS_YOU);
        assertThat(host.launches).isEmpty();

        host.trust.countDown();

        assertThat(session.getResult(SessionState.class).phase()).isEqualTo(Phase.DONE);
        assertThat(host.admitted).hasSize(2);
    }

    @Test
    void a_run_without_a_session_of_ours_does_not_start() {
        WorkflowOptions options = WorkflowOptions.newBuilder()
                .setWorkflowId("nobodys/claude-1")
                .setTaskQueue(Orchestration.TASK_QUEUE)
                .build();
        WorkflowStub run = stranger.newUntypedWorkflowStub(AgentRun.TYPE, options);
        run.start(Map.of(
                "session",
                "nobodys",
                "key",
                "nobodys",
                "run",
                "claude-1",
                "agent",
                "claude",
                "workspace",
                "/",
                "inputs",
                List.of()));

        assertThatThrownBy(() -> run.getResult(Object.class)).isInstanceOf(WorkflowFailedException.class);
        assertThat(host.launches).isEmpty();
    }

    @Test
    void a_run_obeys_only_its_session() {
        WorkflowStub session = sessions.startEndless("alone");
        WorkflowStub run = strangersStub("alone/claude-1");

        for (String control : List.of("stop", "pause", "resume", "leave_host")) {
            run.signal(control);
            run.signal(control, new RunControl(control, 99));
        }
        // Signed by us for this run, but as a value and not as a control.
        temporal.signalWithoutControlSignature("alone/claude-1", "stop", Map.of("session", "alone"));

        assertThat(state(session).assignments().get(0).status()).isEqualTo(AssignmentState.Status.RUNNING);
        assertThat(host.stopped).isEmpty();
        assertThat(host.paused).isEmpty();
        session.signal("stop");
        assertThat(session.getResult(SessionState.class).phase()).isEqualTo(Phase.STOPPED);
    }

    @Test
    void a_strangers_completion_of_an_activity_is_ignored() {
        host.trusted = false;
        WorkflowStub session = sessions.start("answered", TestSessions.IN_TURN);
        await().until(() -> state(session).hold().kind() == Hold.Kind.NEEDS_YOU);
        ActivityCompletionClient completion = stranger.newActivityCompletionClient();
        String activity = temporal.pendingActivity("answered", "AwaitTrust");

        completion.complete("answered", Optional.empty(), activity, "approved by ana (page)");
        await().until(() -> !temporal.pendingActivity("answered", "AwaitTrust").equals(activity));

        assertThat(state(session).hold().kind()).isEqualTo(Hold.Kind.NEEDS_YOU);
        assertThat(host.launches).isEmpty();
        host.trust.countDown();
        assertThat(session.getResult(SessionState.class).phase()).isEqualTo(Phase.DONE);
    }

    static List<Object> arguments() {
        return List.of(
                "",
                "a text",
                17,
                true,
                List.of(),
                List.of(1, 2),
                Map.of(),
                Map.of("by", -3.3e210, "agent", List.of(), "item", Map.of()));
    }

    static Stream<String> controls() {
        return Stream.of("stop", "pause", "resume", "abort", "answer", "review");
    }

    /** Stop is only sent without an argument, since it ends the session. */
    @ParameterizedTest
    @MethodSource("controls")
    void every_handler_survives_missing_and_wrong_arguments(String control) {
        WorkflowStub session = sessions.startEndless("fuzzed-" + control);
        WorkflowStub asked = strangersStub("fuzzed-" + control);
        List<Object> all = new ArrayList<>(arguments());
        if (!control.equals("stop")) {
            for (Object argument : all) {
                asked.signal(control, argument);
                anyAnswer(() -> asked.update(control, SessionState.class, argument));
            }
            anyAnswer(() -> asked.update(control, SessionState.class));
            asked.signal(control);
            asked.signal(control, "one", "two");
        } else {
            anyAnswer(() -> asked.update(control, SessionState.class));
        }

        assertThat(state(session).session()).isEqualTo("fuzzed-" + control);
        session.signal("stop");
        assertThat(session.getResult(SessionState.class).phase()).isEqualTo(Phase.STOPPED);
    }

    /** The update is accepted or refused with a sentence, and causes no internal error. */
    private static void anyAnswer(Runnable update) {
        try {
            update.run();
        } catch (WorkflowUpdateException refused) {
            Throwable root = refused;
            while (root.getCause() != null) root = root.getCause();
            assertThat(root).hasMessageNotContaining("NullPointer").hasMessageNotContaining("Cannot deserialize");
        }
    }
}
