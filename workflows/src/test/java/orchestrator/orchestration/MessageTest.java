package orchestrator.orchestration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateException;
import java.util.List;
import java.util.Map;
import orchestrator.event.AgentEvent;
import orchestrator.launch.LaunchActivities.LaunchRequest;
import orchestrator.plan.Kind;
import orchestrator.session.Phase;
import orchestrator.session.SessionActivities.Carried;
import orchestrator.session.SessionState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the user says to agents: in their conversations, before, during and after their work. */
class MessageTest {
    @RegisterExtension
    final SessionFixture fixture = SessionFixture.oneAgent();

    private final ScriptedHost host = fixture.host;

    @Test
    void a_message_to_a_working_agent_waits_for_the_end_of_its_turn_and_continues_its_conversation() {
        host.neverEnds("queued", "claude-1");
        WorkflowStub session = fixture.start("queued", "reviews", "off");
        awaitLaunches(1);

        say(session, Map.of("text", "keep the old flag"));
        assertThat(SessionFixture.stateOf(session).assignments()).anyMatch(a -> a.id().equals("fix-1"));
        host.mayEnd("queued", "claude-1");
        SessionState end = session.getResult(SessionState.class);

        assertThat(end.phase()).isEqualTo(Phase.DONE);
        assertThat(host.stopped).isEmpty();
        assertThat(messages()).singleElement().satisfies(launch -> {
            assertThat(launch.brief()).contains("The user has looked at the work", "- keep the old flag");
            assertThat(launch.resume()).isEqualTo("c-1");
        });
        assertThat(told()).anyMatch(text -> text.endsWith("goes to claude as fix-1, after its current turn"));
    }

    @Test
    void one_that_interrupts_ends_the_turn_which_goes_on_after_it() {
        host.neverEnds("interrupted", "claude-1");
        WorkflowStub session = fixture.start("interrupted", "reviews", "off");
        awaitLaunches(1);

        say(session, Map.of("text", "wrong file", "interrupt", true));
        SessionState end = session.getResult(SessionState.class);

        assertThat(end.phase()).isEqualTo(Phase.DONE);
        assertThat(host.stopped).extracting(id -> id.run()).containsExactly("claude-1");
        List<String> briefs = host.launches.stream()
                .filter(launch -> launch.id().agent().equals("claude"))
                .map(launch -> launch.brief().contains("wrong file") ? "message" : "work")
                .toList();
        assertThat(briefs).startsWith("work", "message", "work");
    }

    @Test
    void comments_on_lines_go_together_with_their_places() {
        host.neverEnds("lines", "claude-1");
        WorkflowStub session = fixture.start("lines", "reviews", "off");
        awaitLaunches(1);

        say(
                session,
                Map.of(
                        "comments",
                        List.of(
                                Map.of("file", "a.js", "line", 3, "text", "why twice?", "quote", "let x = 1"),
                                Map.of("file", "b.js", "text", "too long"))));
        host.mayEnd("lines", "claude-1");
        session.getResult(SessionState.class);

        assertThat(messages())
                .singleElement()
                .satisfies(launch -> assertThat(launch.brief())
                        .contains("- at a.js:3 (`let x = 1`): why twice?", "- at b.js: too long"));
    }

    @Test
    void an_agent_that_has_not_begun_is_told_with_its_work() {
        host.answers(Kind.PLAN, """
                {"assignments": [
                  {"id": "first", "role": "architect", "agent": "gemini", "title": "First", "prompt": "begin", "weight": 1,
                   "dependsOn": []},
                  {"id": "second", "role": "implementer", "agent": "claude", "title": "Second", "prompt": "write the second part", "weight": 1,
                   "dependsOn": ["first"]}]}""");
        host.architect = "gemini";
        host.neverEnds("early", "gemini-1");
        WorkflowStub session = fixture.startPlanned("early", "reviews", "off");
        awaitLaunches(1);

        say(session, Map.of("text", "use tabs"));
        host.mayEnd("early", "gemini-1");
        session.getResult(SessionState.class);

        assertThat(messages()).isEmpty();
        assertThat(host.launches)
                .filteredOn(launch -> launch.brief().contains("write the second part"))
                .singleElement()
                .satisfies(launch -> assertThat(launch.brief()).contains("The user adds: use tabs"));
    }

    @Test
    void a_message_that_nobody_can_receive_is_refused_with_the_reason() {
        host.neverEnds("refused", "claude-1");
        WorkflowStub session = fixture.start("refused", "reviews", "off");
        awaitLaunches(1);

        assertThatThrownBy(() -> say(session, Map.of("agent", "nobody", "text", "hi")))
                .isInstanceOf(WorkflowUpdateException.class)
                .hasStackTraceContaining("the session has no agent or run `nobody`; it has claude");
        assertThatThrownBy(() -> say(session, Map.of("text", " ")))
                .isInstanceOf(WorkflowUpdateException.class)
                .hasStackTraceContaining("the message is empty");
        assertThatThrownBy(() -> say(session, Map.of("comments", List.of(Map.of("text", "where?")))))
                .isInstanceOf(WorkflowUpdateException.class)
                .hasStackTraceContaining("a comment needs `file` and `text`");
        host.mayEnd("refused", "claude-1");
        assertThat(session.getResult(SessionState.class).controls()).isEmpty();
    }

    @Test
    void a_session_resumed_with_a_message_continues_the_conversation_of_finished_work() {
        host.carried = List.of("design", "implement", "review").stream()
                .map(id -> new Carried(id, true, true, "claude-1", "claude", "done", "c-9", List.of(), null))
                .toList();

        SessionState end = fixture.run("again", "reviews", "off", "message", Map.of("text", "and the docs?"));

        assertThat(end.phase()).isEqualTo(Phase.DONE);
        assertThat(host.launches).singleElement().satisfies(launch -> {
            assertThat(launch.brief()).contains("- and the docs?");
            assertThat(launch.resume()).isEqualTo("c-9");
        });
    }

    private static void say(WorkflowStub session, Map<String, Object> message) {
        session.update("message", SessionState.class, Map.of("message", message, "by", "ana", "via", "cli"));
    }

    private void awaitLaunches(int count) {
        await().until(() -> host.launches.size() >= count);
    }

    private List<LaunchRequest> messages() {
        return host.launches.stream()
                .filter(launch -> launch.brief().contains("The user has looked at the work"))
                .toList();
    }

    private List<String> told() {
        return List.copyOf(host.events).stream().map(AgentEvent::text).toList();
    }
}
