package orchestrator.activity;

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
import orchestrator.launcher.TestHost;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls activities as a workflow does: every answer is serialised. */
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

    private void approve(@Nullable String setup, @Nullable String verify) {
        host.parts().home().session("s").toFile().mkdirs();
        ObjectNode request = Json.MAPPER
                .createObjectNode()
                .put("prompt", "p")
                .put("target", target.toString())
                .put("setup", setup)
                .put("verify", verify);
        String reference = host.parts().artifacts().put(Json.write(request));
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
    void a_red_check_is_green_after_the_work_is_integrated() throws Exception {
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
        assertThat(green.status()).as(green.tail()).isEqualTo(Verified.Status.GREEN);
        assertThat(green.command()).isEqualTo("make check");
        assertThat(host.parts().artifacts().get(copy.diff()).orElseThrow()).contains("+done");
        assertThat(activities.diff("s").files()).isOne();
        activities.closeAndTell("s");
        assertThat(tree).doesNotExist();
    }

    private Verified check(String command) {
        approve(null, command);
        return activities.verify(new VerifyRequest("s", command, 5));
    }

    private void agentWrites(String name, String text) throws Exception {
        Path tree = Path.of(activities.open(request(null)).paths().get("claude"));
        Files.writeString(tree.resolve(name), text);
        activities.integrate(new IntegrateRequest("s", "claude", "claude-1", "Do it"));
    }

    @Test
    void a_check_that_is_red_without_any_change_is_recognised_and_run_there_once() throws Exception {
        agentWrites("new.txt", "n\n");
        Path tries = base.resolve("tries");
        String command = "echo $PWD >>" + tries + "; test -f missing.txt";

        Verified first = check(command);
        Verified second = check(command);

        assertThat(first.wasRedBefore()).isTrue();
        assertThat(second).extracting(Verified::untouched).isEqualTo(Verified.Status.RED);
        assertThat(first.remarks()).startsWith("It is red without any change too");
        assertThat(Files.readAllLines(tries))
                .hasSize(3)
                .filteredOn(one -> one.contains("untouched"))
                .hasSize(1);
        assertThat(host.parts().home().session("s").resolve("copies/untouched")).doesNotExist();
    }

    @Test
    void a_check_that_the_work_has_broken_was_green_before() throws Exception {
        agentWrites("broken.txt", "b\n");

        Verified red = check("test ! -f broken.txt");

        assertThat(red.wasRedBefore()).isFalse();
        assertThat(red.remarks()).isEqualTo("Without any change it is green.");
    }

    @Test
    void without_changes_a_red_check_was_red_before() {
        activities.open(request(null));

        assertThat(check("false").wasRedBefore()).isTrue();
    }

    @Test
    void in_place_the_check_without_changes_is_unknown() {
        activities.open(request("none"));

        assertThat(check("false").untouched()).isNull();
    }

    @Test
    void ignored_files_that_a_check_may_lack_are_named() throws Exception {
        Files.writeString(target.resolve(".gitignore"), ".env\nfixtures/\n*.log\n.idea/\nkept.txt\n");
        Files.writeString(target.resolve(".worktreeinclude"), "kept.txt\n");
        for (String name : new String[] {".env", "fixtures/big.json", "x.log", ".idea/x", "kept.txt"}) {
            Files.createDirectories(target.resolve(name).getParent());
            Files.writeString(target.resolve(name), "x\n");
        }
        agentWrites("new.txt", "n\n");

        Verified green = check("test -f fixtures/big.json || echo skipped");

        assertThat(green.status()).isEqualTo(Verified.Status.GREEN);
        assertThat(green.note())
                .isEqualTo(
                        "Not in the checkouts, because git ignores it: .env, fixtures/. If checks need it, name it in"
                                + " .worktreeinclude, or have --setup make it.");
    }

    @Test
    void a_refusal_says_what_to_do() {
        Opened opened = activities.open(request("sandbox"));

        assertThat(opened.refusal()).contains("isolation is `worktree` or `none`");
    }

    @Test
    void a_session_without_checkouts_is_refused() {
        assertThatThrownBy(() -> activities.diff("nowhere")).rootCause().hasMessageContaining("has no checkouts");
    }
}
