package orchestrator.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import orchestrator.failure.CallFailure;
import orchestrator.host.Host;
import orchestrator.host.HostActivities;
import orchestrator.host.Span;
import orchestrator.json.Json;
import orchestrator.orchestration.TestTemporal;
import orchestrator.session.Orchestration;
import orchestrator.signing.Signature;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SettlementWorkflowTest {
    private static final SettlementRequest MERGE = new SettlementRequest(
            SettlementRequest.Kind.MERGE,
            "s1",
            "",
            "ana",
            "page",
            new MergeOptions(MergeMode.COMMITS, "", false, false, "Add it"),
            PublishOptions.USUAL);
    private static final Settled MERGED =
            new Settled("", "merged", "merged into main as 0a1b2c3d4e", "", List.of("Merged into main."));

    private final ScriptedHost host = new ScriptedHost();
    private final TestTemporal temporal = new TestTemporal(host);

    /** A host whose calls fail a few times first. */
    private static final class ScriptedHost implements SettlementActivities, HostActivities {
        private final List<SettlementCall> calls = new ArrayList<>();
        private int failures;
        private boolean needsYou;
        private Host place = new Host("here", Orchestration.TASK_QUEUE, 0, 300);

        @Override
        public Settled settleResult(SettlementCall call) {
            calls.add(call);
            if (needsYou) throw CallFailure.needsYou("The disk is full.");
            if (calls.size() <= failures) throw new IllegalStateException("the worker was killed");
            return MERGED;
        }

        @Override
        public Host place() {
            return place;
        }

        @Override
        public long gapMillis(List<Span> spans) {
            return 0;
        }
    }

    @AfterEach
    void close() {
        temporal.close();
    }

    private WorkflowStub started(String id, Object request) {
        WorkflowStub stub = temporal.client()
                .newUntypedWorkflowStub(
                        Settlement.TYPE,
                        WorkflowOptions.newBuilder()
                                .setWorkflowId(id)
                                .setTaskQueue(Orchestration.TASK_QUEUE)
                                .build());
        stub.start(Json.MAPPER.<com.fasterxml.jackson.databind.JsonNode>valueToTree(request));
        return stub;
    }

    @Test
    void the_host_gets_the_request_with_its_signature() {
        Settled settled = started(Settlement.id("s1"), MERGE).getResult(Settled.class);

        assertThat(settled).isEqualTo(MERGED);
        assertThat(host.calls).singleElement().satisfies(call -> {
            assertThat(call.request()).isEqualTo(MERGE);
            assertThat(call.workflow()).isEqualTo("settlement:s1");
            assertThat(call.execution()).isNotEmpty();
            assertThat(call.signature())
                    .isNotNull()
                    .extracting(Signature::session)
                    .isEqualTo("settlement:s1");
        });
    }

    @Test
    void a_call_whose_worker_died_is_repeated() {
        host.failures = 2;

        assertThat(started(Settlement.id("s1"), MERGE).getResult(Settled.class)).isEqualTo(MERGED);

        assertThat(host.calls).hasSize(3).allMatch(call -> call.equals(host.calls.get(0)));
    }

    @Test
    void a_failure_that_a_person_has_to_repair_is_a_refusal() {
        host.needsYou = true;

        Settled settled = started(Settlement.id("s1"), MERGE).getResult(Settled.class);

        assertThat(settled).isEqualTo(Settled.refused("The disk is full."));
    }

    @Test
    void a_silent_host_is_a_refusal_after_a_while() {
        host.place = new Host("elsewhere", "nobody-serves-it", 0, 1);

        Settled settled = started(Settlement.id("s1"), MERGE).getResult(Settled.class);

        assertThat(settled.refusal()).contains("the host elsewhere", "does not answer", "orchestrate up");
        assertThat(host.calls).isEmpty();
    }

    @Test
    void a_request_under_the_id_of_another_session_is_refused() {
        WorkflowStub other = started(Settlement.id("other"), MERGE);

        assertThatThrownBy(() -> other.getResult(Settled.class))
                .isInstanceOf(WorkflowFailedException.class)
                .rootCause()
                .hasMessageContaining("must have the id settlement:s1");
        assertThat(host.calls).isEmpty();
    }

    @Test
    void a_request_that_cannot_be_read_is_refused() {
        WorkflowStub broken = started(Settlement.id("s1"), Map.of("kind", "burn", "key", "s1"));

        assertThatThrownBy(() -> broken.getResult(Settled.class))
                .rootCause()
                .hasMessageContaining("the request cannot be read");
    }
}
