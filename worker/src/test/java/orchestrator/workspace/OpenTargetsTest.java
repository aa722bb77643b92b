package orchestrator.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import orchestrator.checkout.CheckoutActivities.Isolation;
import orchestrator.checkout.CheckoutActivities.OpenRequest;
import orchestrator.checkout.CheckoutActivities.Opened;
import orchestrator.workspace.request.Refused;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions on every kind of target: repositories in unusual states, worktrees, plain directories. */
class OpenTargetsTest {
    @TempDir
    Path base;

    private UserProject project;

    @BeforeEach
    void make() throws IOException {
        project = new UserProject(base);
    }

    @AfterEach
    void close() {
        project.close();
    }

    @Test
    void a_repository_without_a_commit_has_a_snapshot_too() throws Exception {
        project.git("init", "-q");
        project.write("only.txt", "1\n");

        Opened opened = project.open("claude");

        assertThat(opened.refusal()).isEmpty();
        assertThat(UserProject.read(project.tree("claude"), "only.txt")).isEqualTo("1\n");
        assertThat(opened.note()).contains("no commit yet");
        assertThat(project.git("rev-parse", "-q", "--verify", "HEAD")).isEmpty();
    }

    @Test
    void agents_work_in_the_same_directory_below_the_root_as_the_target() throws Exception {
        project.repository();
        project.write("module/src/x.txt", "x\n");
        Files.createDirectories(project.root.resolve("empty/deep"));

        Opened opened =
                project.checkouts.open(UserProject.request(project.root.resolve("module"), null, null, "claude"));

        assertThat(opened.paths())
                .containsEntry(
                        "claude", project.tree("claude").resolve("module").toString());
        assertThat(project.tree("claude").resolve("a.txt")).exists();
    }

    @Test
    void a_target_without_tracked_files_gets_its_directory() throws Exception {
        project.repository();
        Path deep = Files.createDirectories(project.root.resolve("empty/deep"));

        Opened opened = project.checkouts.open(UserProject.request(deep, null, null, "claude"));

        assertThat(Path.of(opened.paths().get("claude"))).isDirectory();
    }

    @Test
    void a_target_that_its_repository_ignores_counts_as_without_repository() throws Exception {
        project.repository();
        project.write(".gitignore", "sandbox/\n");
        project.write("sandbox/x.txt", "x\n");

        Opened opened =
                project.checkouts.open(UserProject.request(project.root.resolve("sandbox"), null, null, "claude"));

        assertThat(opened.isolation()).isEqualTo(Isolation.SHADOW);
        assertThat(project.tree("claude").resolve("x.txt")).exists();
    }

    @Test
    void a_bare_repository_is_refused_with_a_remedy() {
        project.git("init", "-q", "--bare");

        assertThatThrownBy(() -> project.open("claude"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("bare repository")
                .hasMessageContaining("Clone it");
    }

    @Test
    void a_shallow_clone_works() throws Exception {
        project.repository();
        project.write("a.txt", "second\n");
        project.commit("second");
        Path clone = base.toRealPath().resolve("clone");
        project.git("clone", "-q", "--depth=1", "file://" + project.root, clone.toString());

        Opened opened = project.checkouts.open(UserProject.request(clone, null, null, "claude"));

        assertThat(opened.refusal()).isEmpty();
        assertThat(UserProject.read(project.tree("claude"), "a.txt")).isEqualTo("second\n");
    }

    @Test
    void a_target_that_is_a_worktree_works() throws Exception {
        project.repository();
        Path other = base.toRealPath().resolve("other");
        project.git("worktree", "add", "-q", "-b", "side", other.toString());
        UserProject.write(other, "side.txt", "s\n");

        project.checkouts.open(UserProject.request(other, null, null, "claude"));

        assertThat(UserProject.read(project.tree("claude"), "side.txt")).isEqualTo("s\n");
    }

    @Test
    void an_unfinished_merge_is_reported_and_part_of_the_snapshot() throws Exception {
        project.repository();
        project.leaveMergeOpen();
        String before = project.gitState();

        Opened opened = project.open("claude");

        assertThat(opened.note()).contains("in the middle of a merge");
        assertThat(UserProject.read(project.tree("claude"), "b.txt")).contains("<<<<<<<");
        assertThat(project.gitState()).isEqualTo(before);
    }

    @Test
    void a_directory_without_repository_stays_unchanged() throws Exception {
        project.write("x.txt", "x\n");
        project.write(".gitignore", "*.tmp\n");
        project.write("no.tmp", "ignored\n");

        Opened opened = project.open("claude");

        assertThat(opened.isolation()).isEqualTo(Isolation.SHADOW);
        assertThat(UserProject.read(project.tree("claude"), "x.txt")).isEqualTo("x\n");
        assertThat(project.tree("claude").resolve("no.tmp")).doesNotExist();
        assertThat(project.root.toFile().list()).containsExactlyInAnyOrder("x.txt", ".gitignore", "no.tmp");
        assertThat(opened.note()).contains("no git repository");
    }

    @Test
    void agents_work_in_a_directory_of_repositories_itself() throws Exception {
        project.write("one/x.txt", "x\n");
        project.gitIn(project.root.resolve("one"), "init", "-q");

        Opened opened = project.open("claude");

        assertThat(opened.isolation()).isEqualTo(Isolation.NONE);
        assertThat(opened.paths()).containsEntry("claude", project.root.toString());
        assertThat(opened.note()).contains("contains some (one/)");
        assertThatThrownBy(() -> project.checkouts()
                        .open(new OpenRequest(
                                "orch_2",
                                "orch_2",
                                project.root.toString(),
                                project.root.toString(),
                                "worktree",
                                List.of("claude"),
                                null,
                                null)))
                .hasMessageContaining("--isolation none");
    }

    @Test
    void a_data_directory_within_the_target_is_not_in_the_snapshot() throws Exception {
        Path inside = Files.createDirectories(base.toRealPath());
        Files.writeString(inside.resolve("x.txt"), "x");

        Opened opened = project.checkouts.open(UserProject.request(inside, null, null, "claude"));

        assertThat(opened.isolation()).isEqualTo(Isolation.SHADOW);
        assertThat(project.tree("claude").resolve("x.txt")).exists();
        assertThat(project.tree("claude").resolve("home")).doesNotExist();
    }
}
