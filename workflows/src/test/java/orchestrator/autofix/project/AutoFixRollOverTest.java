package orchestrator.autofix.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.workflow.WorkflowInfo;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Optional;
import orchestrator.autofix.AutoFix;
import orchestrator.autofix.AutoFix.Carried;
import orchestrator.autofix.AutoFixState;
import orchestrator.autofix.FixRequest;
import orchestrator.json.Json;
import orchestrator.rollover.RollOverLimits;
import orchestrator.session.Orchestration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A queue continues as a new execution again and again; only what its own executions passed on counts. */
class AutoFixRollOverTest {
    private static final int TASKS_MAX = 20;

    /** The test server repeats a workflow task after 10 s if a signal came in while the task ended its execution. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @RegisterExtension
    final ProjectFixture project = new ProjectFixture();

    private final ScriptedProject host = project.host;

    @BeforeEach
    void rollOverOften() {
        host.rollOver = new RollOverLimits(40, Long.MAX_VALUE);
    }

    /** Works on tasks one after the other, at least this many, until the queue has continued as new. */
    private int work(int atLeast) {
        project.watch();
        int tasks = 0;
        while (tasks < atLeast || (project.histories().size() < 2 && tasks < TASKS_MAX)) {
            int done = ++tasks;
            host.change("f" + done + ".py");
            await().atMost(PATIENCE).until(() -> project.state().completed().size() == done);
        }
        return tasks;
    }

    private WorkflowStub startAgain(Carried carried) {
        WorkflowStub again = project.temporal
                .ours()
                .newUntypedWorkflowStub(
                        AutoFix.TYPE,
                        WorkflowOptions.newBuilder()
                                .setWorkflowId(ProjectFixture.ID)
                                .setTaskQueue(Orchestration.TASK_QUEUE)
                                .build());
        again.start(null, carried);
        return again;
    }

    private void end() {
        WorkflowStub open = project.temporal.client().newUntypedWorkflowStub(ProjectFixture.ID);
        open.cancel();
        assertThatThrownBy(() -> open.getResult(AutoFixState.class)).hasStackTraceContaining("was cancelled");
    }

    @Test
    void a_queue_that_rolls_over_often_does_each_task_once() {
        int tasks = work(3);

        assertThat(project.histories()).hasSizeGreaterThan(1);
        assertThat(host.started).extracting(FixRequest::task).hasSize(tasks).doesNotHaveDuplicates();
        assertThat(project.state().statistics().succeeded()).isEqualTo(tasks);
        assertThat(host.admitted).hasSize(1);
    }

    @Test
    void what_another_queue_of_the_same_project_passed_on_counts_for_nothing() {
        work(1);
        Carried carried = project.carried();
        end();
        int looked = host.orders.size();

        WorkflowStub forged = startAgain(carried);

        assertThatThrownBy(() -> forged.getResult(AutoFixState.class))
                .hasStackTraceContaining("passed on to another execution");
        assertThat(host.orders).hasSize(looked);
    }

    @Test
    void without_a_name_it_counts_only_if_temporal_says_that_the_queue_was_continued() {
        work(1);
        ObjectNode unnamed = Json.read(project.carried().json(), ObjectNode.class);
        unnamed.remove("execution");
        end();

        WorkflowStub forged = startAgain(new Carried(unnamed.toString()));

        assertThatThrownBy(() -> forged.getResult(AutoFixState.class))
                .hasStackTraceContaining("passed on to another execution");
        ProjectMemory memory = Json.read(unnamed.toString(), ProjectMemory.class);
        assertThat(memory.isOf(continuedFrom("an-earlier-run"))).isTrue();
    }

    /** What Temporal says of an execution that an earlier one has continued as. */
    private static WorkflowInfo continuedFrom(String run) {
        return (WorkflowInfo) Proxy.newProxyInstance(
                WorkflowInfo.class.getClassLoader(),
                new Class<?>[] {WorkflowInfo.class},
                (proxy, method, arguments) ->
                        method.getName().equals("getContinuedExecutionRunId") ? Optional.of(run) : null);
    }
}
