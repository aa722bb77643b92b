package orchestrator.orchestration;

import static orchestrator.orchestration.SessionFixture.APPROVED;
import static orchestrator.orchestration.SessionFixture.awaitItem;
import static orchestrator.orchestration.SessionFixture.stateOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.client.WorkflowStub;
import java.util.List;
import java.util.Map;
import orchestrator.checkout.CheckoutActivities.Verified;
import orchestrator.crew.Role;
import orchestrator.event.EventType;
import orchestrator.launch.Notice;
import orchestrator.plan.Kind;
import orchestrator.session.OpenItem;
import orchestrator.session.Phase;
import orchestrator.session.SessionActivities.Carried;
import orchestrator.session.SessionState;
import orchestrator.session.Teamwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Blockers that agents report, and how their sessions end. */
class BlockedSessionTest {
    private static final Notice NO_SCHEMA = new Notice(1, EventType.BLOCKER, "there is no schema");

    @RegisterExtension
    final SessionFixture fixture = SessionFixture.crewOfThree();

    private final ScriptedHost host = fixture.host;
    private final ScriptedCheckouts checkouts = fixture.checkouts;

    private static SessionState end(WorkflowStub session) {
        return session.getResult(SessionState.class);
    }

    @Test
    void an_unresolved_blocker_asks_the_user_at_the_end_even_without_reviews() {
        host.says("claude-1", NO_SCHEMA);
        checkouts.idle.addAll(List.of("gemini-1", "claude-1", "codex-1"));
        WorkflowStub session = fixture.start("stands", "reviews", "off");

        OpenItem item = awaitItem(session);

        assertThat(item.kind()).isEqualTo(OpenItem.Kind.BLOCKER);
        assertThat(item.question()).contains("claude-1").contains("there is no schema");
        assertThat(stateOf(session).teamwork().blockers())
                .extracting(Teamwork.Blocker::run)
                .containsExactly("claude-1");
        session.signal("answer", Map.of("choice", "accept"));
        SessionState end = end(session);
        assertThat(end.phase()).isEqualTo(Phase.DONE);
        assertThat(end.inShort()).isEqualTo("done, nothing changed");
    }

    @Test
    void a_blocker_asks_the_user_even_without_checkouts() {
        host.says("claude-1", NO_SCHEMA);
        WorkflowStub session = fixture.start("bare", "reviews", "off", "isolation", "none");

        assertThat(awaitItem(session).kind()).isEqualTo(OpenItem.Kind.BLOCKER);

        session.signal("answer", Map.of("text", "the schema is in db/schema.sql"));
        SessionState end = end(session);
        assertThat(end.phase()).isEqualTo(Phase.DONE);
        assertThat(host.launches.get(3).brief())
                .contains("Kind: fix")
                .contains("claude-1 was stopped by: there is no schema")
                .contains("the user: the schema is in db/schema.sql");
    }

    @Test
    void all_blockers_are_in_one_question() {
        for (String run : List.of("gemini-1", "claude-1", "codex-1")) host.says(run, NO_SCHEMA);
        checkouts.idle.addAll(List.of("gemini-1", "claude-1", "codex-1"));
        WorkflowStub session = fixture.start("all", "reviews", "off");

        assertThat(awaitItem(session).said()).hasSize(3);

        session.signal("resume");
        assertThat(end(session).phase()).isEqualTo(Phase.DONE);
    }

    @Test
    void dependent_work_that_is_done_resolves_a_blocker() {
        host.says("gemini-1", NO_SCHEMA);

        SessionState end = end(fixture.start("over", "reviews", "off"));

        assertThat(end.phase()).isEqualTo(Phase.DONE);
        assertThat(end.teamwork().items()).isEmpty();
        assertThat(end.inShort()).isEqualTo("done");
    }

    @Test
    void the_reviewers_assignment_does_not_resolve_a_blocker() {
        host.says("claude-1", NO_SCHEMA);
        WorkflowStub session = fixture.start("checked", "reviews", "off");

        assertThat(awaitItem(session).question()).contains("claude-1");

        session.signal("resume");
        assertThat(end(session).phase()).isEqualTo(Phase.DONE);
    }

    @Test
    void an_approving_review_resolves_a_blocker() {
        host.says("claude-1", NO_SCHEMA);
        host.answers(Kind.REVIEW, APPROVED, APPROVED, APPROVED, APPROVED, APPROVED, APPROVED);

        SessionState end = end(fixture.start("reviewed"));

        assertThat(end.phase()).isEqualTo(Phase.DONE);
        assertThat(end.teamwork().items()).isEmpty();
    }

    @Test
    void a_resumed_session_asks_about_the_blocker_again() {
        Teamwork.Blocker said = new Teamwork.Blocker(
                "implement", "claude-1", "claude", Role.IMPLEMENTER, List.of("there is no schema"));
        host.carried = List.of(
                new Carried("design", true, true, "gemini-1", "gemini", "", null, List.of(), null),
                new Carried("implement", true, true, "claude-1", "claude", "", null, List.of(said), null),
                new Carried("review", true, true, "codex-1", "codex", "", null, List.of(), null));
        WorkflowStub session = fixture.start("resumed", "reviews", "off", "isolation", "none", "resumeFrom", "before");

        assertThat(awaitItem(session).question()).contains("there is no schema");

        session.signal("stop");
        assertThat(end(session).phase()).isEqualTo(Phase.STOPPED);
    }

    @Test
    void a_check_that_is_green_only_since_its_own_change_asks_the_user() {
        checkouts.doubt = "`make check` was red, and is green only since the check itself was changed.";
        WorkflowStub session = fixture.start("doubt", "reviews", "off");

        OpenItem item = awaitItem(session);

        assertThat(item.kind()).isEqualTo(OpenItem.Kind.VERIFICATION);
        assertThat(item.question()).isEqualTo(checkouts.doubt);
        session.signal("answer", Map.of("choice", "accept"));
        assertThat(end(session).phase()).isEqualTo(Phase.DONE);
        assertThat(checkouts.verified).hasSize(1);
    }

    @Test
    void a_check_that_can_no_longer_run_leads_to_a_fix_that_names_its_changes() {
        checkouts.checks.add(Verified.Status.RED);
        checkouts.cannotRunAnyMore = "On what the session began with it can be run, and here it cannot.";
        checkouts.changedChecks = "The check itself was changed by claude-1: check.sh (deleted).";
        WorkflowStub session = fixture.start("gone", "reviews", "off");

        SessionState end = end(session);

        assertThat(end.phase()).isEqualTo(Phase.DONE);
        assertThat(host.launches.get(3).brief())
                .contains("Kind: fix")
                .contains(checkouts.changedChecks)
                .contains(checkouts.cannotRunAnyMore);
    }

    @Test
    void a_check_that_can_no_longer_run_on_this_machine_asks_the_user_at_once() {
        checkouts.checks.add(Verified.Status.RED);
        checkouts.untouched = Verified.Status.CANNOT_RUN;
        checkouts.cannotRunAnyMore = "It could be run earlier in this session, and cannot any more.";
        WorkflowStub session = fixture.start("environment", "reviews", "off");

        assertThat(awaitItem(session).question()).contains("something that it needs is missing on this machine");

        session.signal("resume");
        assertThat(end(session).phase()).isEqualTo(Phase.DONE);
    }
}
