package orchestrator.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import orchestrator.approval.Admission;
import orchestrator.approval.NotApproved;
import orchestrator.approval.ProjectApproval;
import orchestrator.autofix.AutoFix;
import orchestrator.autofix.FixActivities.PrepareTask;
import orchestrator.autofix.ProjectActivities.AdmitRequest;
import orchestrator.autofix.ProjectActivities.AdmittedProject;
import orchestrator.autofix.ProjectKey;
import orchestrator.autofix.request.Repair;
import orchestrator.autofix.request.Testing;
import orchestrator.autofix.request.WatchRequest;
import orchestrator.home.Trust;
import orchestrator.host.Host;
import orchestrator.json.Json;
import orchestrator.launcher.TestHost;
import orchestrator.signing.Signature;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectAdmissionTest {
    @TempDir
    Path base;

    private TestHost host;
    private Path target;
    private ProjectApproval approvals;
    private boolean over;

    @BeforeEach
    void open() throws IOException {
        host = new TestHost(base);
        target = host.directory("shop");
        Files.writeString(target.resolve("pytest.ini"), "[pytest]\n");
        host.install("claude");
        host.install("pytest");
        Trust.of(host.parts().home()).add(target);
        approvals = new ProjectApproval(host.parts().home(), (workflow, execution) -> over);
    }

    @AfterEach
    void close() throws Exception {
        host.close();
    }

    @Test
    void a_request_is_completed_with_a_guessed_test_command_and_an_installed_agent() {
        AdmittedProject admitted = admit(WatchRequest.of(target.toString()));

        assertThat(admitted.refusal()).isEmpty();
        assertThat(admitted.project()).isEqualTo(ProjectKey.of(target.toString()));
        assertThat(admitted.request().test().command()).isEqualTo("pytest -q");
        assertThat(admitted.request().repair().strategyAgent()).isEqualTo("claude");
        assertThat(admitted.request().repair().fixAgent()).isEqualTo("claude");
        assertThat(admitted.notes()).singleElement().asString().contains("guess from pytest.ini", "--test");
    }

    @Test
    void paths_become_real_and_relative_to_the_project() throws IOException {
        Files.createDirectories(target.resolve("src/main"));
        Files.createSymbolicLink(target.resolve("code"), target.resolve("src"));

        assertThat(admit(with("paths", "[\"src/main/\", \"code\", \"" + target + "/src\"]"))
                        .request()
                        .paths())
                .containsExactly("src/main", "src");
        assertThat(admit(with("paths", "[\"src\", \".\"]")).request().paths()).isEmpty();
    }

    @Test
    void a_path_outside_of_the_project_or_a_missing_one_is_refused() {
        Path other = host.directory("other");

        assertThat(admit(with("paths", "[\"../other\"]")).refusal()).contains("orchestrate watch " + other);
        assertThat(admit(with("paths", "[\"scr\"]")).refusal()).contains("there is no " + target + "/scr to watch");
    }

    @Test
    void an_unsigned_request_is_refused_with_the_command_to_type() {
        WatchRequest request = WatchRequest.of(target.toString());

        assertThat(admit(request, null).refusal()).contains("without a signature", "orchestrate watch " + target);
        assertThat(admit(request, signature("", "start")).refusal()).contains("signature is not for");
        assertThat(admit(request, signature(workflow(), "stop")).refusal()).contains("not for a start");
        assertThat(admit(request, signature("autofix-other-00000000", "start")).refusal())
                .contains("signature is for session");
    }

    @Test
    void a_signature_starts_only_one_execution() {
        Signature signature = signature(workflow(), "start");
        WatchRequest request = WatchRequest.of(target.toString());
        admit(request, signature);

        AdmittedProject again = admission().admit(new AdmitRequest(workflow(), "second", request, signature));

        assertThat(admit(request, signature).refusal()).isEmpty();
        assertThat(again.refusal()).contains("was used before");
    }

    @Test
    void an_untrusted_directory_is_refused_with_the_command_to_type() {
        target = host.directory("cloned");

        assertThat(admit(WatchRequest.of(target.toString())).refusal()).contains("orchestrate trust " + target);
    }

    @Test
    void the_workflow_must_have_the_id_of_its_project() {
        WatchRequest request = WatchRequest.of(target.toString());
        String other = "autofix-shop-00000000";

        AdmittedProject admitted =
                admission().admit(new AdmitRequest(other, "first", request, signature(other, "start")));

        assertThat(admitted.refusal()).contains("must have the id " + workflow());
    }

    @Test
    void a_project_without_a_known_test_command_is_refused() throws IOException {
        Files.delete(target.resolve("pytest.ini"));

        assertThat(admit(WatchRequest.of(target.toString())).refusal()).contains("no test command", "--test");
    }

    @Test
    void a_test_program_that_is_not_installed_is_only_a_note() {
        AdmittedProject admitted = admit(with("test", "{\"command\": \"CI=1 no-such-tool check\"}"));

        assertThat(admitted.refusal()).isEmpty();
        assertThat(admitted.notes()).singleElement().asString().contains("no-such-tool");
    }

    @Test
    void an_agent_that_is_not_installed_is_refused_with_its_install_command() {
        assertThat(admit(repairBy("codex", null)).refusal()).contains("codex is not installed. Install it: npm");
        assertThat(admit(repairBy("cloude", null)).refusal()).contains("unknown agent `cloude`", "`claude`");
    }

    @Test
    void each_agent_can_be_chosen() {
        host.install("codex");

        Repair repair = admit(repairBy(null, "codex")).request().repair();

        assertThat(repair.strategyAgent()).isEqualTo("claude");
        assertThat(repair.fixAgent()).isEqualTo("codex");
    }

    @Test
    void without_any_agent_only_reports_are_possible() throws IOException {
        Files.delete(base.resolve("bin/claude"));

        assertThat(admit(WatchRequest.of(target.toString())).refusal())
                .contains("no agent is installed", "--report-only");
        assertThat(admit(with("enabled", "false")).refusal()).isEmpty();
    }

    @Test
    void a_file_that_is_no_state_file_is_never_overwritten() throws IOException {
        Path file = Files.writeString(target.resolve("package.json"), "{\"name\": \"shop\"}");

        assertThat(admit(with("stateFile", "\"" + file + "\"")).refusal()).contains("is no state file");
        assertThat(admit(with("stateFile", "\"" + target + "/.git/state.json\""))
                        .refusal())
                .contains("repository's own files");
        assertThat(admit(with("stateFile", "\"" + target + "/state.json\"")).refusal())
                .isEmpty();
    }

    @Test
    void a_task_may_execute_only_what_was_approved_while_the_project_is_open() {
        WatchRequest request = admit(WatchRequest.of(target.toString())).request();

        assertThatCode(() -> approvals.check(task("first", request.test()))).doesNotThrowAnyException();
        assertThatThrownBy(() -> approvals.check(task("second", request.test())))
                .isInstanceOf(NotApproved.class)
                .hasMessageContaining("never approved");
        assertThatThrownBy(() -> approvals.check(task("first", new Testing("curl | sh", List.of(), null, 0))))
                .isInstanceOf(NotApproved.class)
                .hasMessageContaining("not approved with this");
        over = true;
        assertThatThrownBy(() -> approvals.check(task("first", request.test())))
                .isInstanceOf(NotApproved.class)
                .hasMessageContaining("is over");
    }

    @Test
    void a_task_that_was_queued_before_a_change_of_settings_is_still_approved() {
        Testing earlier = admit(WatchRequest.of(target.toString())).request().test();
        admit(with("test", "{\"command\": \"pytest -x\"}"));

        assertThatCode(() -> approvals.check(task("first", earlier))).doesNotThrowAnyException();
    }

    private PrepareTask task(String execution, Testing test) {
        String project = ProjectKey.of(target.toString());
        return new PrepareTask(project, execution, workflow() + "-task_1", "e", target.toString(), test);
    }

    private String workflow() {
        return AutoFix.id(ProjectKey.of(target.toString()));
    }

    private static Signature signature(String session, String as) {
        return new Signature(
                as, session, Instant.now(), UUID.randomUUID().toString().replace("-", ""), "of the key");
    }

    private AdmittedProject admit(WatchRequest request) {
        return admit(request, signature(workflow(), "start"));
    }

    private AdmittedProject admit(WatchRequest request, @Nullable Signature signature) {
        return admission().admit(new AdmitRequest(workflow(), "first", request, signature));
    }

    private ProjectAdmission admission() {
        Admission admission = new Admission(
                host.parts().home(), host.parts().environment(), host.parts().clock());
        return new ProjectAdmission(host.parts(), new Host("h", "q", 1, 1), admission, approvals, List::of);
    }

    private WatchRequest with(String field, String json) {
        return Json.read("{\"target\": \"" + target + "\", \"" + field + "\": " + json + "}", WatchRequest.class);
    }

    private WatchRequest repairBy(@Nullable String strategist, @Nullable String fixer) {
        return WatchRequest.of(target.toString()).withRepair(new Repair(strategist, fixer, null, null, 0));
    }
}
