package orchestrator.guard.place;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import orchestrator.guard.GuardDecision;
import orchestrator.guard.GuardVerdict;
import orchestrator.guard.policy.Policy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PlaceRulesTest {
    private static final Policy NO_RULES = new Policy(List.of(), List.of(), List.of(), List.of());

    @TempDir
    Path machine;

    private Path home;
    private Path data;
    private Path workspace;
    private Path target;
    private Map<String, String> environment;

    @BeforeEach
    void makeDirectories() throws IOException {
        machine = machine.toRealPath();
        home = Files.createDirectories(machine.resolve("home"));
        data = Files.createDirectories(home.resolve(".orchestrator"));
        workspace = Files.createDirectories(home.resolve("orchestrator-checkouts/s1/trees/claude"));
        target = Files.createDirectories(home.resolve("project"));
        environment = Map.of(
                "HOME",
                home.toString(),
                "CODEX_HOME",
                home.resolve("codex-elsewhere").toString());
    }

    private LaunchPlace place(boolean readOnly, boolean privateTmp) {
        return new LaunchPlace(
                data,
                "s1",
                "claude-1",
                home.resolve("orchestrator-checkouts/s1"),
                workspace,
                target,
                readOnly,
                privateTmp,
                environment);
    }

    private PlaceRules rules(Policy policy, boolean readOnly, boolean privateTmp) {
        LaunchPlace place = place(readOnly, privateTmp);
        RealFiles files = RealFiles.of(place);
        return new PlaceRules(Territories.of(place, files), policy, files);
    }

    private PlaceRules rules() {
        return rules(NO_RULES, false, false);
    }

    private GuardVerdict write(String path) {
        return rules().write(workspace.resolve(path)).verdict();
    }

    private GuardVerdict read(Path path) {
        return rules().read(path).verdict();
    }

    private GuardVerdict delete(String path) {
        return rules().delete(workspace.resolve(path), true).verdict();
    }

    @Test
    void files_of_workspace_target_and_scratch_may_be_written() {
        assertThat(write("src/new/A.java")).isEqualTo(GuardVerdict.ALLOW);
        assertThat(write(target.resolve("a.txt").toString())).isEqualTo(GuardVerdict.ALLOW);
        assertThat(write(data.resolve("sessions/s1/scratch/claude-1/x").toString()))
                .isEqualTo(GuardVerdict.ALLOW);
        assertThat(write("/dev/null")).isEqualTo(GuardVerdict.ALLOW);
        assertThat(write("/dev/stderr")).isEqualTo(GuardVerdict.ALLOW);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc/passwd",
                "/tmp/x",
                "../codex/a",
                "src/../../codex/a",
                "/dev/sda",
                "/proc/sysrq-trigger",
                "/proc/self/environ",
                "/proc/1/root/etc/x",
                "/"
            })
    void nothing_is_written_outside(String path) {
        GuardDecision decision = rules().write(workspace.resolve(path));

        assertThat(decision.verdict()).as(path).isEqualTo(GuardVerdict.DENY);
        assertThat(decision.reason()).contains("$TMPDIR");
    }

    @Test
    void a_private_tmp_is_the_scratch_directory() throws Exception {
        Path scratch = Files.createDirectories(data.resolve("sessions/s1/scratch/claude-1"));
        Files.createSymbolicLink(scratch.resolve("out"), home);
        RealFiles files = RealFiles.of(place(false, true));

        assertThat(files.real(Path.of("/tmp/a/../x"))).isEqualTo(scratch.resolve("x"));
        assertThat(files.real(workspace.resolve("x"))).isEqualTo(workspace.resolve("x"));
        assertThat(rules(NO_RULES, false, true).write(Path.of("/tmp/out/x")).verdict())
                .isEqualTo(GuardVerdict.DENY);
        assertThat(rules(NO_RULES, false, true).write(Path.of("/tmp/x")).verdict())
                .isEqualTo(GuardVerdict.ALLOW);
    }

    @Test
    void what_holds_the_workspace_is_not_deleted_also_in_a_private_tmp() {
        PlaceRules rules = rules(NO_RULES, false, true);

        for (Path around = workspace; around != null; around = around.getParent()) {
            assertThat(rules.delete(around, true).verdict()).as("%s", around).isEqualTo(GuardVerdict.DENY);
        }
        assertThat(rules.delete(workspace.resolve("build"), true).verdict()).isEqualTo(GuardVerdict.ALLOW);
    }

    @Test
    void links_count_as_what_they_lead_to() throws Exception {
        Files.createSymbolicLink(workspace.resolve("out"), Files.createDirectory(machine.resolve("out")));
        Files.createSymbolicLink(workspace.resolve("keys"), home.resolve(".ssh/id_rsa"));
        Files.createSymbolicLink(workspace.resolve("in"), workspace.resolve("src"));
        Files.createSymbolicLink(workspace.resolve("loop"), workspace.resolve("loop"));

        assertThat(write("out/x")).isEqualTo(GuardVerdict.DENY);
        assertThat(write("out")).isEqualTo(GuardVerdict.DENY);
        assertThat(write("keys")).isEqualTo(GuardVerdict.DENY);
        assertThat(read(workspace.resolve("keys"))).isEqualTo(GuardVerdict.DENY);
        assertThat(write("loop/x")).isEqualTo(GuardVerdict.DENY);
        assertThat(write("in/x")).isEqualTo(GuardVerdict.ALLOW);
        assertThat(write("out/../x")).as("the parent of what the link leads to").isEqualTo(GuardVerdict.DENY);
    }

    @Test
    void a_link_is_deleted_itself() throws Exception {
        Files.createSymbolicLink(workspace.resolve("out"), Files.createDirectory(machine.resolve("out")));

        assertThat(delete("out")).isEqualTo(GuardVerdict.ALLOW);
        assertThat(delete("out/.")).isEqualTo(GuardVerdict.DENY);
        assertThat(delete("out/passwd")).isEqualTo(GuardVerdict.DENY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".git/hooks/pre-commit",
                ".git/config",
                ".GIT/config",
                ".git/info/attributes",
                ".git/config.worktree",
                ".git",
                "sub/.git/hooks/post-checkout",
                ".git/modules/a/config",
                ".git/rebase-merge/git-rebase-todo"
            })
    void what_git_obeys_is_left_to_git(String path) {
        assertThat(write(path)).as(path).isEqualTo(GuardVerdict.DENY);
    }

    @Test
    void harmless_files_of_git_may_be_changed() {
        assertThat(write(".git/info/exclude")).isEqualTo(GuardVerdict.ALLOW);
        assertThat(write(".gitattributes")).isEqualTo(GuardVerdict.ALLOW);
        assertThat(delete(".git/index.lock")).isEqualTo(GuardVerdict.ALLOW);
        assertThat(delete("vendor/lib/.git")).isEqualTo(GuardVerdict.ALLOW);
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "", "..", "../..", "/", ".git", "src/..", ".git/hooks", ".git/refs"})
    void workspace_and_repository_are_not_deleted(String path) {
        assertThat(delete(path)).as(path).isEqualTo(GuardVerdict.DENY);
    }

    @Test
    void settings_that_later_runs_obey_are_a_question() {
        assertThat(write(".claude/settings.local.json")).isEqualTo(GuardVerdict.ASK);
        assertThat(write(".claude/hooks/x.sh")).isEqualTo(GuardVerdict.ASK);
        assertThat(write(".codex/config.toml")).isEqualTo(GuardVerdict.ASK);
        assertThat(write("sub/.mcp.json")).isEqualTo(GuardVerdict.ASK);
        assertThat(delete(".gemini")).isEqualTo(GuardVerdict.ASK);
        assertThat(write(".claude/skills/a/SKILL.md")).isEqualTo(GuardVerdict.ALLOW);
        assertThat(write(".claude/commands/a.md")).isEqualTo(GuardVerdict.ALLOW);
        assertThat(write(".envrc")).isEqualTo(GuardVerdict.WATCH);
        assertThat(write(".vscode/tasks.json")).isEqualTo(GuardVerdict.WATCH);
        assertThat(write(".orchestrator/policy.yaml")).isEqualTo(GuardVerdict.DENY);
    }

    @Test
    void credentials_and_our_data_are_not_read() {
        for (String file : List.of(".ssh/id_ed25519", ".aws/credentials", ".netrc", ".claude/.credentials.json"))
            assertThat(read(home.resolve(file))).as(file).isEqualTo(GuardVerdict.DENY);
        assertThat(read(home.resolve("codex-elsewhere/auth.json"))).isEqualTo(GuardVerdict.DENY);
        assertThat(read(data.resolve("token"))).isEqualTo(GuardVerdict.DENY);
        assertThat(read(data.resolve("sessions/s1/runs/codex-1/1/prompt.md"))).isEqualTo(GuardVerdict.DENY);
        assertThat(read(home.resolve("orchestrator-checkouts/s2/trees/claude/a")))
                .isEqualTo(GuardVerdict.DENY);
        assertThat(read(Path.of("/proc/1/environ"))).isEqualTo(GuardVerdict.DENY);
        assertThat(read(Path.of("/proc/self/root" + home + "/.ssh/id_ed25519"))).isEqualTo(GuardVerdict.DENY);
    }

    @Test
    void everything_else_may_be_read() {
        assertThat(read(Path.of("/etc/hosts"))).isEqualTo(GuardVerdict.ALLOW);
        assertThat(read(workspace.resolve("src"))).isEqualTo(GuardVerdict.ALLOW);
        assertThat(read(home.resolve("orchestrator-checkouts/s1/trees/codex/a")))
                .isEqualTo(GuardVerdict.ALLOW);
        assertThat(read(Path.of("/proc/cpuinfo"))).isEqualTo(GuardVerdict.ALLOW);
        assertThat(read(Path.of("/proc/self/environ"))).isEqualTo(GuardVerdict.ALLOW);
    }

    @Test
    void a_read_only_run_writes_in_its_scratch_directory_only() {
        PlaceRules rules = rules(NO_RULES, true, false);

        assertThat(rules.write(workspace.resolve("a")).verdict()).isEqualTo(GuardVerdict.DENY);
        assertThat(rules.write(workspace.resolve("a")).reason()).contains("this run may only read");
        assertThat(rules.write(data.resolve("sessions/s1/scratch/claude-1/x")).verdict())
                .isEqualTo(GuardVerdict.ALLOW);
        assertThat(rules.write(home.resolve(".claude/plans/a.md")).verdict()).isEqualTo(GuardVerdict.ALLOW);
        assertThat(rules.write(home.resolve(".claude/settings.json")).verdict()).isEqualTo(GuardVerdict.DENY);
        assertThat(rules.read(workspace.resolve("a")).verdict()).isEqualTo(GuardVerdict.ALLOW);
    }

    @Test
    void a_policy_adds_directories_but_never_ours_or_what_starts_programs() {
        Policy policy = new Policy(
                List.of(),
                List.of(home, data.resolve("extra")),
                List.of(workspace.resolve("migrations")),
                List.of(workspace.resolve(".env.production")));
        PlaceRules rules = rules(policy, false, false);

        assertThat(rules.delete(target.getParent(), true).verdict()).isEqualTo(GuardVerdict.DENY);
        assertThat(rules.delete(workspace.getParent(), true).verdict()).isEqualTo(GuardVerdict.DENY);
        assertThat(rules.write(home.resolve("notes.txt")).verdict()).isEqualTo(GuardVerdict.ALLOW);
        assertThat(rules.write(home.resolve(".claude/settings.json")).verdict()).isEqualTo(GuardVerdict.DENY);
        assertThat(rules.write(home.resolve(".bashrc")).verdict()).isEqualTo(GuardVerdict.DENY);
        assertThat(rules.write(data.resolve("token")).verdict()).isEqualTo(GuardVerdict.DENY);
        assertThat(rules.write(data.resolve("extra/x")).verdict()).isEqualTo(GuardVerdict.DENY);
        assertThat(rules.write(workspace.resolve("migrations/1.sql")).verdict()).isEqualTo(GuardVerdict.DENY);
        assertThat(rules.delete(workspace.resolve("migrations"), true).verdict())
                .isEqualTo(GuardVerdict.DENY);
        assertThat(rules.read(workspace.resolve(".env.production")).verdict()).isEqualTo(GuardVerdict.DENY);
    }
}
