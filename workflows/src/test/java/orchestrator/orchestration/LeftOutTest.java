package orchestrator.orchestration;

import static orchestrator.orchestration.SessionFixture.awaitItem;
import static orchestrator.orchestration.SessionFixture.stateOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.temporal.client.WorkflowStub;
import java.time.Duration;
import orchestrator.checkout.LeftOut;
import orchestrator.checkout.LeftOut.Why;
import orchestrator.event.AgentEvent;
import orchestrator.plan.Kind;
import orchestrator.session.AnswerRequest;
import orchestrator.session.ControlRequest;
import orchestrator.session.OpenItem;
import orchestrator.session.Phase;
import orchestrator.session.SessionState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Files that the result leaves out are reported; the user decides about those that could be lost. */
class LeftOutTest {
    private static final LeftOut IGNORED = new LeftOut("claude", ".env", Why.IGNORED, "ignored by git", 1, 4, "");
    private static final LeftOut LARGE = new LeftOut("claude", "model.bin", Why.LARGE, "200 MB", 1, 200_000_000, "");

    @RegisterExtension
    final SessionFixture fixture = SessionFixture.crewOfThree();

    private final ScriptedHost host = fixture.host;
    private final ScriptedCheckouts checkouts = fixture.checkouts;

    private WorkflowStub start(String id) {
        return fixture.start(id, "reviews", "off");
    }

    private static SessionState answer(WorkflowStub session, String choice, String text) {
        session.update("answer", SessionState.class, new AnswerRequest("", choice, text, "ana", "cli"));
        return session.getResult(SessionState.class);
    }

    @Test
    void ignored_files_are_reported_with_their_kept_copy_without_a_question() {
        checkouts.leftOut.add(IGNORED);

        SessionState end = start("ignored").getResult(SessionState.class);

        assertThat(end.phase()).isEqualTo(Phase.DONE);
        assertThat(end.teamwork().items()).isEmpty();
        assertThat(end.teamwork().leftOut()).singleElement().satisfies(one -> {
            assertThat(one.path()).isEqualTo(".env");
            assertThat(one.kept()).isEqualTo("/kept/.env");
        });
        assertThat(host.events)
                .extracting(AgentEvent::text)
                .contains("not in the result: .env (ignored by git, 1 file, 4 bytes)")
                .anyMatch(text -> text.startsWith("left of the checkouts: .env"));
    }

    @Test
    void a_large_file_is_asked_about_before_its_checkout_is_removed_and_resume_keeps_it() {
        checkouts.leftOut.add(LARGE);
        WorkflowStub session = start("kept");

        OpenItem item = awaitItem(session);

        assertThat(item.kind()).isEqualTo(OpenItem.Kind.LEFT_OUT);
        assertThat(item.question()).contains("model.bin (200 MB, 1 file, 200 MB)");
        assertThat(item.choices())
                .extracting(OpenItem.Choice::name)
                .containsExactly("keep", "take", "remove", "fix", "stop");
        assertThat(checkouts.closed).isEmpty();
        assertThat(stateOf(session).teamwork().leftOut()).containsExactly(LARGE);
        session.update("resume", SessionState.class, new ControlRequest("ana", "cli", ""));
        SessionState end = session.getResult(SessionState.class);
        assertThat(end.phase()).isEqualTo(Phase.DONE);
        assertThat(end.teamwork().leftOut()).extracting(LeftOut::kept).containsExactly("/kept/model.bin");
        assertThat(checkouts.settled).isEmpty();
    }

    @Test
    void a_large_file_is_taken_if_the_user_says_so() {
        checkouts.leftOut.add(LARGE);
        WorkflowStub session = start("taken");
        awaitItem(session);

        SessionState end = answer(session, "take", "");

        assertThat(end.phase()).isEqualTo(Phase.DONE);
        assertThat(checkouts.settled).containsExactly("take of claude");
        assertThat(end.teamwork().leftOut()).isEmpty();
        assertThat(host.events)
                .extracting(AgentEvent::text)
                .contains("left-out files of claude are taken into the result");
        assertThat(end.teamwork().items())
                .singleElement()
                .satisfies(one -> assertThat(one.answer().choice()).isEqualTo("take"));
    }

    @Test
    void what_the_earlier_agent_of_an_assignment_left_out_stays_its_own() {
        checkouts.leftOut.add(new LeftOut("gemini", "design.bin", Why.LARGE, "200 MB", 1, 200_000_000, ""));
        host.script("claude-1", ScriptedHost.HOPELESS);
        host.neverEnds("given", "gemini-2");
        WorkflowStub session = start("given");

        await().until(() -> fixture.launched().contains("gemini-2"));

        assertThat(checkouts.integrated).containsExactly("gemini-1", "claude-1");
        assertThat(stateOf(session).teamwork().leftOut())
                .extracting(LeftOut::path)
                .containsExactly("design.bin");
        session.signal("stop");
        session.getResult(SessionState.class);
    }

    @Test
    void work_that_conflicts_when_it_is_taken_over_says_what_it_left_out() {
        checkouts.leftOut.add(LARGE);
        checkouts.conflict("claude", "shared.txt");
        host.script("claude-1", ScriptedHost.HOPELESS);
        WorkflowStub session = start("conflicts");

        OpenItem item = awaitItem(session);

        assertThat(item.kind()).isEqualTo(OpenItem.Kind.LEFT_OUT);
        assertThat(item.question()).contains("model.bin (200 MB, 1 file, 200 MB)");
        assertThat(answer(session, "keep", "").phase()).isEqualTo(Phase.DONE);
    }

    @Test
    void the_users_text_starts_a_fix_and_a_remaining_file_is_asked_about_again() {
        checkouts.leftOut.add(LARGE);
        WorkflowStub session = start("fixed");
        awaitItem(session);

        session.update("answer", SessionState.class, new AnswerRequest("", "", "split it", "ana", "cli"));

        await().atMost(Duration.ofSeconds(60))
                .until(() -> stateOf(session).assignments().stream().anyMatch(a -> a.kind() == Kind.FIX));
        OpenItem again = awaitItem(session);
        assertThat(host.launches)
                .anySatisfy(launch -> assertThat(launch.brief()).contains("model.bin", "the user: split it"));
        assertThat(again.id()).isEqualTo("left-out-2");
        assertThat(answer(session, "remove", "").phase()).isEqualTo(Phase.DONE);
        assertThat(checkouts.settled).containsExactly("remove of claude");
    }
}
