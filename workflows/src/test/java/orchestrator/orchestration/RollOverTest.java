package orchestrator.orchestration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.util.Collections;
import java.util.List;
import orchestrator.event.AgentEvent;
import orchestrator.plan.Kind;
import orchestrator.rollover.RollOverLimits;
import orchestrator.session.Control;
import orchestrator.session.Hold;
import orchestrator.session.OpenItem;
import orchestrator.session.Orchestration;
import orchestrator.session.Orchestration.Carried;
import orchestrator.session.Phase;
import orchestrator.session.SessionState;
import orchestrator.work.RunEndActivities.ClosedRun;
import orchestrator.work.RunEndActivities.How;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A session continues as a new execution again and again, and nobody notices. */
class RollOverTest {
    private static final RollOverLimits LIMITS = new RollOverLimits(20, 1_000_000_000);
    private static final String[] MANY_APPROVED =
            Collections.nCopies(20, SessionFixture.APPROVED).toArray(String[]::new);

    @RegisterExtension
    final SessionFixture fixture = SessionFixture.crewOfThree();

    private final ScriptedHost host = fixture.host;

    @BeforeEach
    void rollOverOften() {
        host.rollOver = LIMITS;
    }

    private int executions(String session) {
        return fixture.temporal.executions(session).size();
    }

    /** Makes the history long enough by signals, and waits until the session has continued as new once more. */
    private void rollOver(String id) {
        int before = executions(id);
        // Not one after another until it happens: they would keep a session on a busy machine from coming to rest.
        for (int i = 0; i < LIMITS.events(); i++) {
            fixture.temporal.stranger().newUntypedWorkflowStub(id).signal("review");
        }
        await().until(() -> executions(id) > before);
    }

    private WorkflowStub newest(String session) {
        return fixture.temporal.client().newUntypedWorkflowStub(session);
    }

    private List<String> numbers() {
        return host.events.stream()
                .filter(event -> event.source().equals(AgentEvent.ORCHESTRATOR))
                .map(event -> event.run() + "/" + event.launch() + "/" + event.offset() + "/" + event.index())
                .distinct()
                .toList();
    }

    private long written() {
        return host.events.stream()
                .filter(event -> event.source().equals(AgentEvent.ORCHESTRATOR))
                .count();
    }

    @Test
    void a_session_with_reviews_fixes_and_checks_is_one_session() {
        host.answers(Kind.REVIEW, SessionFixture.CONCERNS, SessionFixture.CONCERNS);
        host.answers(Kind.REVIEW, MANY_APPROVED);

        SessionState end = fixture.run("s1");

        assertThat(end.phase()).isEqualTo(Phase.DONE);
        List<String> executions = fixture.temporal.executions("s1");
        assertThat(executions).hasSizeGreaterThan(3);
        assertThat(end.execution()).isEqualTo(executions.get(0));
        assertThat(end.teamwork().reviews())
                .hasSizeGreaterThan(3)
                .allSatisfy(review -> assertThat(review.verdict()).isNotNull());
        assertThat(end.teamwork().decisions()).hasSizeGreaterThan(1);
        assertThat(fixture.launched()).doesNotHaveDuplicates().contains("claude-1", "codex-1", "gemini-1");
        assertThat(numbers()).hasSize((int) written());
        assertThat(host.events).anyMatch(event -> event.text().contains("session done"));
    }

    @Test
    void a_run_that_outlives_the_execution_that_started_it_reports_its_end_to_the_next_one() {
        host.neverEnds("s2", "claude-1");
        host.answers(Kind.REVIEW, MANY_APPROVED);
        WorkflowStub session = fixture.start("s2");
        await().until(() -> fixture.launched().contains("claude-1"));
        rollOver("s2");

        host.mayEnd("s2", "claude-1");

        assertThat(newest("s2").getResult(SessionState.class).phase()).isEqualTo(Phase.DONE);
    }

    @Test
    void a_run_that_outlives_its_execution_is_paused_resumed_and_stopped_with_the_session() {
        host.neverEnds("s3", "claude-1");
        WorkflowStub session = fixture.start("s3");
        await().until(() -> fixture.launched().contains("claude-1"));
        newest("s3").signal("pause");
        await().until(() -> !host.paused.isEmpty());
        rollOver("s3");

        assertThat(SessionFixture.stateOf(newest("s3")).hold().kind()).isEqualTo(Hold.Kind.PAUSED);
        newest("s3").signal("resume", JsonNodeFactory.instance.objectNode());
        await().until(() -> !host.proceeded.isEmpty());
        rollOver("s3");
        newest("s3").signal("stop");

        SessionState end = newest("s3").getResult(SessionState.class);
        assertThat(end.phase()).isEqualTo(Phase.STOPPED);
        assertThat(host.stopped).isNotEmpty();
        assertThat(end.controls()).extracting(Control::action).containsSequence("pause", "resume", "stop");
    }

    @Test
    void a_run_that_dies_without_a_word_after_a_roll_over_is_found() {
        host.neverEnds("s4", "claude-1");
        WorkflowStub session = fixture.start("s4");
        await().until(() -> fixture.launched().contains("claude-1"));
        rollOver("s4");

        fixture.temporal.client().newUntypedWorkflowStub("s4/claude-1").terminate("from outside");
        host.closedRuns.add(new ClosedRun("s4/claude-1", How.TERMINATED, null));

        OpenItem item = SessionFixture.awaitItem(newest("s4"));
        assertThat(item.question()).contains("terminated in Temporal");
    }

    @Test
    void a_question_is_answered_after_a_roll_over_and_its_signature_counts_once() {
        host.neverEnds("s5", "claude-1");
        host.answers(Kind.REVIEW, MANY_APPROVED);
        WorkflowStub session = fixture.start("s5");
        await().until(() -> fixture.launched().contains("claude-1"));
        ObjectNode pause = fixture.temporal.signing().sign("resume", "s5", JsonNodeFactory.instance.objectNode());
        newest("s5").signal("pause");
        await().until(() -> SessionFixture.stateOf(newest("s5")).hold().kind() == Hold.Kind.PAUSED);
        fixture.temporal.stranger().newUntypedWorkflowStub("s5").signal("resume", pause);
        await().until(() -> SessionFixture.stateOf(newest("s5")).hold().kind() == Hold.Kind.NONE);
        newest("s5").signal("pause");
        await().until(() -> SessionFixture.stateOf(newest("s5")).hold().kind() == Hold.Kind.PAUSED);
        rollOver("s5");

        fixture.temporal.stranger().newUntypedWorkflowStub("s5").signal("resume", pause);

        await().until(() ->
                host.events.stream().anyMatch(event -> event.text().contains("its signature was used before")));
        assertThat(SessionFixture.stateOf(newest("s5")).hold().kind()).isEqualTo(Hold.Kind.PAUSED);
    }

    @Test
    void a_long_answer_passes_on_as_an_artifact() {
        host.answers(Kind.WORK, "long ".repeat(2_000));
        host.neverEnds("s6", "claude-1");
        host.answers(Kind.REVIEW, MANY_APPROVED);
        WorkflowStub session = fixture.start("s6");
        await().until(() -> fixture.launched().contains("claude-1"));
        rollOver("s6");

        host.mayEnd("s6", "claude-1");

        assertThat(newest("s6").getResult(SessionState.class).phase()).isEqualTo(Phase.DONE);
        assertThat(host.keeps).anySatisfy(keep -> {
            assertThat(keep.name()).isEqualTo("answers/design.md");
            assertThat(keep.text()).hasSize(10_000);
        });
    }

    @Test
    void what_another_session_of_the_same_id_passed_on_counts_for_nothing() {
        host.answers(Kind.REVIEW, MANY_APPROVED);
        WorkflowStub session = fixture.start("s7");
        session.getResult(SessionState.class);
        Carried carried = fixture.temporal.carried("s7");

        WorkflowStub forged = fixture.temporal
                .ours()
                .newUntypedWorkflowStub(
                        Orchestration.TYPE,
                        WorkflowOptions.newBuilder()
                                .setWorkflowId("s7")
                                .setTaskQueue(Orchestration.TASK_QUEUE)
                                .build());
        forged.start(null, carried);

        assertThatThrownBy(() -> forged.getResult(SessionState.class))
                .hasStackTraceContaining("passed on to another execution");
    }
}
