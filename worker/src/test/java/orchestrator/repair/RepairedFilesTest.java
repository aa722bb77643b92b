package orchestrator.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import orchestrator.autofix.FixActivities.Applied;
import orchestrator.autofix.FixActivities.Applied.How;
import orchestrator.filetree.Removal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of change that a repair makes reaches the user's files whole, once, and can be taken back. */
class RepairedFilesTest {
    @TempDir
    Path base;

    private RepairedProject project;

    @BeforeEach
    void open() throws Exception {
        project = new RepairedProject(base).repository().testedBy("true");
        project.write("a.txt", "a\n")
                .write("b.txt", "b\n")
                .write("old/c.txt", "c\n")
                .write("run.sh", "echo\n")
                .write(".gitignore", "*.log\nbuild\n")
                .commit();
    }

    @AfterEach
    void close() {
        project.close();
    }

    @Test
    void new_deleted_and_executable_files_and_links_are_applied_and_taken_back() throws Exception {
        project.write("b.txt", "b, not committed\n");
        Files.setPosixFilePermissions(project.root.resolve("a.txt"), PosixFilePermissions.fromString("rw-rw----"));
        var task = project.task();
        Path tree = task.tree();
        RepairedProject.write(tree, "a.txt", "a!\n");
        RepairedProject.write(tree, "new/deep/d.txt", "d\n");
        Files.delete(tree.resolve("old/c.txt"));
        Files.setPosixFilePermissions(tree.resolve("run.sh"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createSymbolicLink(tree.resolve("link"), Path.of("a.txt"));
        task.integrate();

        Applied applied = task.apply();

        assertThat(applied.how()).as(applied.words()).isEqualTo(How.APPLIED);
        assertThat(project.read("a.txt")).isEqualTo("a!\n");
        assertThat(project.read("b.txt")).isEqualTo("b, not committed\n");
        assertThat(project.read("new/deep/d.txt")).isEqualTo("d\n");
        assertThat(project.root.resolve("old")).doesNotExist();
        assertThat(project.root.resolve("run.sh")).isExecutable();
        assertThat(Files.readSymbolicLink(project.root.resolve("link"))).isEqualTo(Path.of("a.txt"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(project.root.resolve("a.txt"))))
                .isEqualTo("rw-rw----");
        task.clear();

        assertThat(task.undo().how()).isEqualTo(How.UNDONE);
        assertThat(project.read("old/c.txt")).isEqualTo("c\n");
        assertThat(project.root.resolve("new")).doesNotExist();
        assertThat(project.root.resolve("link")).doesNotExist();
        assertThat(project.git("status", "--porcelain")).isEqualTo(" M b.txt");
    }

    @Test
    void lines_end_as_in_the_users_checkout() throws Exception {
        project.git("config", "core.autocrlf", "true");
        project.write("a.txt", "one\r\ntwo\r\n").commit();
        var task = project.task();
        RepairedProject.write(task.tree(), "a.txt", "one\r\n2\r\n");

        task.integrate().apply();

        assertThat(project.read("a.txt")).isEqualTo("one\r\n2\r\n");
        assertThat(project.git("status", "--porcelain")).isEqualTo(" M a.txt");
    }

    @Test
    void a_name_that_changes_only_in_case_is_applied() throws Exception {
        var task = project.task();
        Files.delete(task.tree().resolve("a.txt"));

        Applied applied = task.repair("A.txt", "a\n").apply();

        assertThat(applied.how()).isEqualTo(How.APPLIED);
        assertThat(project.root.toFile().list()).contains("A.txt").doesNotContain("a.txt");
    }

    @Test
    void a_crash_in_the_middle_is_finished_by_the_next_call() throws Exception {
        var task = project.task();
        RepairedProject.write(task.tree(), "a.txt", "a!\n");
        task.repair("b.txt", "b!\n");
        Path obstacle = stopAt(1);
        assertThatThrownBy(task::apply).isInstanceOf(UncheckedIOException.class);
        assertThat(project.read("a.txt")).isEqualTo("a!\n");
        assertThat(project.read("b.txt")).isEqualTo("b\n");
        Removal.of(obstacle);
        project.restarted();

        Applied applied = task.apply();

        assertThat(applied.how()).isEqualTo(How.APPLIED);
        assertThat(project.read("b.txt")).isEqualTo("b!\n");
        assertThat(project.root.toFile().list()).noneMatch(name -> name.startsWith(".orchestrate"));
    }

    /** Makes the write of the file with this number fail. */
    private Path stopAt(int number) throws Exception {
        Path obstacle = Files.createDirectories(project.root.resolve(".orchestrate-" + number + "/x"));
        return obstacle.getParent();
    }

    @Test
    void a_file_that_changes_during_a_crash_makes_it_give_up_and_take_back_what_is_written() throws Exception {
        var task = project.task();
        RepairedProject.write(task.tree(), "a.txt", "a!\n");
        task.repair("b.txt", "b!\n");
        Path obstacle = stopAt(1);
        assertThatThrownBy(task::apply).isInstanceOf(UncheckedIOException.class);
        Removal.of(obstacle);
        project.write("b.txt", "mine\n");

        Applied kept = task.apply();

        assertThat(kept.how()).isEqualTo(How.KEPT);
        assertThat(project.read("a.txt")).isEqualTo("a\n");
        assertThat(project.read("b.txt")).isEqualTo("mine\n");
        assertThat(project.git("show", kept.branch() + ":b.txt")).isEqualTo("b!");
    }

    @Test
    void a_crash_while_it_is_taken_back_is_finished_by_the_next_call() throws Exception {
        var task = project.task();
        RepairedProject.write(task.tree(), "a.txt", "a!\n");
        task.repair("b.txt", "b!\n").apply();
        Path obstacle = stopAt(1);
        assertThatThrownBy(task::undo).isInstanceOf(UncheckedIOException.class);
        Removal.of(obstacle);

        assertThat(task.undo().how()).isEqualTo(How.UNDONE);

        assertThat(project.read("a.txt")).isEqualTo("a\n");
        assertThat(project.read("b.txt")).isEqualTo("b\n");
    }

    @Test
    void during_a_merge_with_conflicts_it_is_kept() throws Exception {
        project.git("checkout", "-q", "-b", "side");
        project.write("b.txt", "side\n").commit();
        project.git("checkout", "-q", "main");
        project.write("b.txt", "main\n").commit();
        var task = project.task().repair("a.txt", "a!\n");
        project.git("merge", "side");

        Applied kept = task.apply();

        assertThat(kept.how()).isEqualTo(How.KEPT);
        assertThat(kept.words()).contains("in the middle of a merge", "cherry-pick -n " + kept.branch());
        assertThat(project.read("a.txt")).isEqualTo("a\n");
    }

    @Test
    void a_repair_of_files_that_another_repair_has_changed_meanwhile_begins_again() throws Exception {
        var first = project.task();
        var second = project.task();
        RepairedProject.write(first.tree(), "a.txt", "first\n");
        first.integrate();
        RepairedProject.write(second.tree(), "a.txt", "second\n");
        second.integrate();
        first.apply();

        Applied applied = second.apply();

        assertThat(applied.how()).isEqualTo(How.OUTDATED);
        assertThat(applied.words()).contains("Another repair has changed a.txt");
        assertThat(project.read("a.txt")).isEqualTo("first\n");
    }

    @Test
    void what_the_user_has_changed_after_another_repair_is_the_users() throws Exception {
        var first = project.task();
        var second = project.task();
        RepairedProject.write(first.tree(), "a.txt", "first\n");
        first.integrate();
        RepairedProject.write(second.tree(), "a.txt", "second\n");
        second.integrate();
        first.apply();
        project.write("a.txt", "mine\n");

        assertThat(second.apply().how()).isEqualTo(How.KEPT);
    }

    @Test
    void an_ignored_file_of_the_user_is_not_overwritten() throws Exception {
        var task = project.task().repair("data/new.txt", "agent\n");
        project.write(".git/info/exclude", "data\n").write("data/new.txt", "mine\n");

        Applied kept = task.apply();

        assertThat(kept.how()).isEqualTo(How.KEPT);
        assertThat(kept.words()).contains("in the way");
        assertThat(project.read("data/new.txt")).isEqualTo("mine\n");
    }

    @Test
    void a_kept_branch_has_the_repair_as_one_commit_on_the_snapshot() throws Exception {
        project.write("b.txt", "b, not committed\n");
        var task = project.task().repair("a.txt", "a!\n");
        project.write("a.txt", "mine\n");

        Applied kept = task.apply();

        assertThat(project.git("diff", "--name-only", kept.branch() + "~1", kept.branch()))
                .isEqualTo("a.txt");
        assertThat(project.git("for-each-ref", "--format=%(refname)", "refs/orchestrate"))
                .doesNotContain("fetched");
    }

    @Test
    void a_project_below_the_root_of_its_repository_is_repaired_there() throws Exception {
        project.write("sub/x.txt", "x\n").commit();
        var task = project.task().repair("sub/x.txt", "x!\n");

        assertThat(task.apply().how()).isEqualTo(How.APPLIED);
        assertThat(project.read("sub/x.txt")).isEqualTo("x!\n");
    }
}
