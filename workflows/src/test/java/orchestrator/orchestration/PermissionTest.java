package orchestrator.orchestration;

import static orchestrator.orchestration.SessionFixture.awaitItem;
import static orchestrator.orchestration.SessionFixture.stateOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import orchestrator.event.EventType;
import orchestrator.launch.GuardActivities.Choice;
import orchestrator.launch.GuardNews;
import orchestrator.launch.GuardRecord;
import orchestrator.launch.GuardRecord.Kind;
import orchestrator.session.AnswerRequest;
import orchestrator.session.Hold;
import orchestrator.session.OpenItem;
import orchestrator.session.Phase;
import orchestrator.session.SessionState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Questions about calls that wait in the guard, and the count of violations. */
class PermissionTest {
    private static final String PUSH = "git push origin main";

    @RegisterExtension
    final SessionFixture fixture = SessionFixture.oneAgent();

    private final ScriptedHost host = fixture.host;

    private static GuardRecord record(
            int number, Kind kind, Instant at, @Nullable Instant until, @Nullable Integer question) {
        String reason = kind == Kind.ANSWERED ? "there was no more time." : "it leaves this machine.";
        return new GuardRecord(number, at, kind, "Bash", PUSH, "git-push", reason, until, question);
    }

    private GuardRecord asked(int number) {
        Instant now = fixture.temporal.now();
        return record(number, Kind.ASKED, now, now.plus(Duration.ofMinutes(5)), null);
    }

    private WorkflowStub startAsking(String id, GuardNews... news) {
        host.neverEnds(id, "claude-1");
        host.guards("claude-1", news);
        return fixture.start(id, "reviews", "off", "isolation", "none");
    }

    private static void answer(WorkflowStub session, String choice) {
        session.update("answer", SessionState.class, new AnswerRequest("permission-1", choice, "", "ana", "cli"));
    }

    private boolean hasEvent(EventType type, String text) {
        synchronized (host.events) {
            return host.events.stream()
                    .anyMatch(e -> e.type() == type && e.text().contains(text));
        }
    }

    @Test
    void a_call_that_waits_is_a_question_whose_answer_goes_to_the_guard() {
        WorkflowStub session = startAsking("asks", new GuardNews(1, List.of(asked(1)), 0));

        OpenItem item = awaitItem(session);

        assertThat(item.id()).isEqualTo("permission-1");
        assertThat(item.kind()).isEqualTo(OpenItem.Kind.PERMISSION);
        assertThat(item.question())
                .startsWith("claude-1 asks for permission: Bash `git push origin main`. it leaves this machine.")
                .contains("It waits until ");
        assertThat(item.choices()).extracting(OpenItem.Choice::name).containsExactly("allow", "always", "deny", "stop");
        assertThat(Objects.requireNonNull(item.call()).subject()).isEqualTo(PUSH);
        assertThat(stateOf(session).hold().kind()).isEqualTo(Hold.Kind.NEEDS_YOU);
        assertThat(host.paused).isEmpty();

        answer(session, "allow");

        await().until(() -> hasEvent(EventType.CONTROL, "permission-1: it runs."));
        assertThat(host.answeredCalls).singleElement().satisfies(sent -> {
            assertThat(sent.id().marker()).isEqualTo("asks/claude-1/1");
            assertThat(sent.number()).isEqualTo(1);
            assertThat(sent.choice()).isEqualTo(Choice.ALLOW);
            assertThat(sent.by()).isEqualTo("ana");
        });
        host.mayEnd("asks", "claude-1");
        assertThat(session.getResult(SessionState.class).phase()).isEqualTo(Phase.DONE);
    }

    @Test
    void a_text_alone_and_a_resume_never_approve() {
        WorkflowStub session = startAsking("words", new GuardNews(1, List.of(asked(1)), 0));
        awaitItem(session);

        assertThatThrownBy(() -> session.update(
                        "answer",
                        SessionState.class,
                        new AnswerRequest("permission-1", "", "yes, go ahead", "ana", "cli")))
                .isInstanceOf(WorkflowUpdateException.class)
                .hasStackTraceContaining("a text alone is no answer to permission-1");
        session.signal("resume");

        await().until(() -> host.answeredCalls.size() == 1);
        assertThat(host.answeredCalls.get(0).choice()).isEqualTo(Choice.DENY);
        host.mayEnd("words", "claude-1");
        session.getResult(SessionState.class);
    }

    @Test
    void a_question_is_settled_by_the_guard_and_violations_are_counted() {
        GuardRecord over = record(3, Kind.ANSWERED, fixture.temporal.now(), null, 1);
        GuardRecord denied = record(2, Kind.DENIED, fixture.temporal.now(), null, null);
        WorkflowStub session = startAsking("over", new GuardNews(1, List.of(asked(1)), 0));
        awaitItem(session);

        host.guards("claude-1", new GuardNews(3, List.of(denied, over), 1));

        await().until(() -> stateOf(session).hold().kind() == Hold.Kind.NONE);
        assertThat(stateOf(session).teamwork().items().get(0).answer().choice()).isEqualTo("settled by itself");
        assertThat(hasEvent(EventType.STATUS, "permission-1 needs no answer any more: there was no more time."))
                .isTrue();
        host.mayEnd("over", "claude-1");
        SessionState end = session.getResult(SessionState.class);
        assertThat(end.violations()).isEqualTo(1);
        assertThat(end.assignments().get(0).violations()).isEqualTo(1);
        assertThat(host.answeredCalls).isEmpty();
    }

    @Test
    void an_answer_that_does_not_reach_the_guard_is_reported_and_asked_for_again() {
        host.failures.fail("answerCall", ApplicationFailure.newNonRetryableFailure("the disk is full.", "Never"));
        WorkflowStub session = startAsking("lost", new GuardNews(1, List.of(asked(1)), 0));
        awaitItem(session);

        answer(session, "deny");

        await().until(() -> hasEvent(
                EventType.ERROR, "the answer to permission-1 did not reach the guard: the disk is full. Answer again"));
        assertThat(awaitItem(session).id()).isEqualTo("permission-1");
        host.mayEnd("lost", "claude-1");
        SessionState end = session.getResult(SessionState.class);
        assertThat(end.phase()).isEqualTo(Phase.DONE);
        assertThat(end.teamwork().items()).noneMatch(OpenItem::isOpen);
    }

    @Test
    void a_question_that_nobody_answers_is_settled_when_its_time_is_over() {
        host.followNeverBlocksTime = true;
        WorkflowStub session = startAsking("time", new GuardNews(1, List.of(asked(1)), 0));
        awaitItem(session);

        fixture.temporal.sleep(Duration.ofMinutes(6));

        await().until(() -> hasEvent(EventType.STATUS, "nobody answered in time, so the call is denied"));
        assertThat(stateOf(session).hold().kind()).isEqualTo(Hold.Kind.NONE);
        host.mayEnd("time", "claude-1");
        session.getResult(SessionState.class);
    }

    @Test
    void an_agent_cannot_flood_the_user_with_questions() {
        List<GuardRecord> many =
                IntStream.rangeClosed(1, 23).mapToObj(this::asked).toList();
        WorkflowStub session = startAsking("flood", new GuardNews(23, many, 0));

        await().until(() -> hasEvent(EventType.STATUS, "asks for more than 20 permissions at once"));
        assertThat(stateOf(session).teamwork().items()).hasSize(20);
        host.mayEnd("flood", "claude-1");
        session.getResult(SessionState.class);
    }
}
