package orchestrator.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.temporal.testing.TestActivityEnvironment;
import io.temporal.testing.TestEnvironmentOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import orchestrator.checkout.CheckoutActivities;
import orchestrator.checkout.CheckoutActivities.Copy;
import orchestrator.checkout.CheckoutActivities.CopyId;
import orchestrator.checkout.CheckoutActivities.CopyRequest;
import orchestrator.checkout.CheckoutActivities.IntegrateRequest;
import orchestrator.checkout.CheckoutActivities.Isolation;
import orchestrator.checkout.CheckoutActivities.OpenRequest;
import orchestrator.checkout.CheckoutActivities.Opened;
import orchestrator.checkout.CheckoutActivities.Verified;
import orchestrator.checkout.CheckoutActivities.VerifyRequest;
import orchestrator.home.Approvals;
import orchestrator.home.Approvals.Approval;
import orchestrator.json.Json;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As a workflow calls them: every answer goes over the wire. */
class CheckoutActivitiesTest {
    @TempDir
    Path base;

    private TestHost host;
    private Path target;
    private TestActivityEnvironment temporal;
    private CheckoutActivities activities;

    @BeforeEach
    void open() throws Exception {
        host = new TestHost(base);
        target = host.directory("target");
        Files.writeString(target.resolve("Makefile"), "check:\n\t@test -f done.txt || { echo no done.txt; exit 1; }\n");
        approve(null, null);
        temporal = TestActivityEnvironment.newInstance(
                TestEnvironmentOptions.newBuilder().build());
        temporal.registerActivitiesImplementations(new CheckoutActivitiesOnHost(host.parts(), host.approved()));
        activities = temporal.newActivityStub(CheckoutActivities.class);
    }

    private void approve(@Nullable String setup, @Nullable String verify) throws Exception {
        Files.createDirectories(host.parts().home().session("s"));
        ObjectNode request = Json.MAPPER
                .createObjectNode()
                .put("prompt", "p")
                .put("target", target.toString())
                .put("setup", setup)
                .put("verify", verify);
        String reference = host.parts().log().putArtifact(Json.write(request));
        new Approvals(host.parts().home())
                .add("s", new Approval("s", "first", reference, reference, "ana", "cli", Instant.EPOCH));
    }

    @AfterEach
    void close() throws Exception {
        temporal.close();
        host.close();
    }

    private OpenRequest request(String isolation) {
        return new OpenRequest(
                "s", "s", target.toString(), target.toString(), isolation, List.of("claude"), null, null);
    }

    @Test
    void from_a_snapshot_over_red_to_green() throws Exception {
        Opened opened = activities.open(request(null));
        assertThat(opened.isolation()).isEqualTo(Isolation.SHADOW);
        Path tree = Path.of(opened.paths().get("claude"));

        Verified red = activities.verify(new VerifyRequest("s", null, 5));
        Files.writeString(tree.resolve("done.txt"), "done\n");
        activities.integrate(new IntegrateRequest("s", "claude", "claude-1", "Do it"));
        Verified green = activities.verify(new VerifyRequest("s", null, 5));
        Copy copy = activities.copy(new CopyRequest("s", "claude", "review-1"));
        activities.dropCopy(new CopyId("s", "review-1"));

        assertThat(red.status()).isEqualTo(Verified.Status.RED);
        assertThat(red.tail()).contains("no done.txt");
        assertThat(green.status()).isEqualTo(Verified.Status.GREEN);
        assertThat(green.command()).isEqualTo("make check");
        assertThat(host.parts().log().artifact(copy.diff()).orElseThrow()).contains("+done");
        assertThat(activities.diff("s").files()).isOne();
        activities.close("s");
        assertThat(tree).doesNotExist();
    }

    @Test
    void what_cannot_be_is_an_answer_with_what_to_do() {
        Opened opened = activities.open(request("sandbox"));

        assertThat(opened.refusal()).contains("isolation is `worktree` or `none`");
    }

    @Test
    void a_session_without_checkouts_is_refused_once_and_for_all() {
        assertThatThrownBy(() -> activities.diff("nowhere")).rootCause().hasMessageContaining("has no checkouts");
    }
}
