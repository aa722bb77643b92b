package orchestrator.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.testing.TestActivityEnvironment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import orchestrator.checkout.CheckoutActivities.IntegrateRequest;
import orchestrator.checkout.CheckoutActivities.OpenRequest;
import orchestrator.launch.Usage;
import orchestrator.launcher.TestHost;
import orchestrator.session.Hold;
import orchestrator.session.Phase;
import orchestrator.session.SessionState;
import orchestrator.session.Teamwork;
import orchestrator.settlement.MergeOptions;
import orchestrator.settlement.PublishOptions;
import orchestrator.settlement.Settled;
import orchestrator.settlement.Settlement;
import orchestrator.settlement.SettlementActivities;
import orchestrator.settlement.SettlementActivities.SettlementCall;
import orchestrator.settlement.SettlementRequest;
import orchestrator.settlement.SettlementRequest.Kind;
import orchestrator.signing.Signature;
import orchestrator.temporal.WorkflowLookup.Answer;
import orchestrator.workspace.Checkouts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettlementActivitiesTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final String WORKFLOW = Settlement.id("s");

    @TempDir
    Path base;

    private TestHost host;
    private Path target;
    private TestActivityEnvironment temporal;
    private SettlementActivities activities;

    @BeforeEach
    void open() throws Exception {
        host = new TestHost(base);
        target = host.directory("target");
        Files.writeString(target.resolve("a.txt"), "one\n");
        Files.createDirectories(host.parts().home().session("s"));
        Checkouts checkouts = Checkouts.of(
                host.parts().home(), host.parts().artifacts(), host.parts().environment());
        checkouts.open(
                new OpenRequest("s", "s", target.toString(), target.toString(), null, List.of("claude"), null, null));
        Path tree = host.parts().home().session("s").toRealPath().resolve("trees/claude");
        Files.writeString(tree.resolve("a.txt"), "two\n");
        checkouts.integrate(new IntegrateRequest("s", "claude", "claude-1", "Do it"));
        host.parts().archive().keep(state());
        temporal = TestActivityEnvironment.newInstance();
        temporal.registerActivitiesImplementations(new SettlementActivitiesOnHost(host.parts(), host.workflows()));
        activities = temporal.newActivityStub(SettlementActivities.class);
    }

    @AfterEach
    void close() throws Exception {
        temporal.close();
        host.close();
    }

    private SessionState state() {
        return new SessionState(
                "s",
                "s",
                "run-of-s",
                "Do it",
                "",
                "",
                target.toString(),
                target.toString(),
                Phase.DONE,
                Hold.NONE,
                "",
                "",
                "claude",
                List.of(),
                List.of(),
                Usage.NONE,
                100,
                NOON,
                NOON,
                Teamwork.NONE,
                0);
    }

    private static Signature signature(String session, String nonce) {
        return new Signature(Signature.START, session, Instant.now(), nonce, "of the key");
    }

    private Settled merge(String execution, @Nullable Signature signature) {
        SettlementRequest request =
                new SettlementRequest(Kind.MERGE, "s", "", "ana", "api", MergeOptions.USUAL, PublishOptions.USUAL);
        return activities.settleResult(new SettlementCall(WORKFLOW, execution, request, signature));
    }

    @Test
    void a_signed_request_is_carried_out_and_a_repeated_call_changes_nothing() {
        Signature signature = signature(WORKFLOW, "00112233445566778899aabb");

        Settled first = merge("first", signature);
        Settled second = merge("first", signature);

        assertThat(first.refusal()).isEmpty();
        assertThat(first.fate()).isEqualTo("merged");
        assertThat(target.resolve("a.txt")).hasContent("two");
        assertThat(second.refusal()).isEmpty();
        assertThat(second.outcome()).isEqualTo(first.outcome());
    }

    @Test
    void a_request_that_nobody_here_has_signed_is_refused() {
        assertThat(merge("first", null).refusal())
                .isEqualTo("nobody on this machine has asked for it: it was sent without a signature.");
        assertThat(merge("first", signature("", "00112233445566778899aabb")).refusal())
                .contains("its signature is not for `settlement:s`");
        assertThat(merge("first", signature("settlement:other", "00112233445566778899aabb"))
                        .refusal())
                .contains("its signature is for session `settlement:other`");
        assertThat(target.resolve("a.txt")).hasContent("one");
    }

    @Test
    void a_signature_counts_for_one_execution() throws Exception {
        Files.writeString(target.resolve("a.txt"), "mine\n");
        Signature signature = signature(WORKFLOW, "00112233445566778899aabb");
        assertThat(merge("first", signature).refusal()).contains("you have changed files");
        Files.writeString(target.resolve("a.txt"), "one\n");

        assertThat(merge("second", signature).refusal()).contains("its signature was used before");

        assertThat(target.resolve("a.txt")).hasContent("one");
    }

    @Test
    void the_result_of_an_open_session_is_left_alone() {
        host.says("s", Answer.OPEN);

        assertThat(merge("first", signature(WORKFLOW, "00112233445566778899aabb"))
                        .refusal())
                .startsWith("session s is still open");
        assertThat(target.resolve("a.txt")).hasContent("one");
    }

    @Test
    void a_missing_target_is_a_reason_not_a_failure() throws Exception {
        Files.move(target, base.resolve("elsewhere"));

        assertThat(merge("first", signature(WORKFLOW, "00112233445566778899aabb"))
                        .refusal())
                .contains(target + " is gone", "mv NEW-PLACE");
    }
}
