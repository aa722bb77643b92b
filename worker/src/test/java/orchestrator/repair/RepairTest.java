package orchestrator.repair;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import orchestrator.autofix.FixActivities.Applied;
import orchestrator.autofix.FixActivities.Applied.How;
import orchestrator.autofix.FixActivities.Judged;
import orchestrator.autofix.FixActivities.Tested;
import orchestrator.autofix.FixActivities.Tested.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A task from its tests to the user's files. */
class RepairTest {
    @TempDir
    Path base;

    private RepairedProject project;

    @BeforeEach
    void open() throws Exception {
        project = new RepairedProject(base).repository().testedBy("sh check.sh");
        project.write("answer.txt", "42\n")
                .write("check.sh", "grep -q 42 answer.txt\n")
                .commit();
    }

    @AfterEach
    void close() {
        project.close();
    }

    @Test
    void a_red_change_is_repaired_verified_applied_and_taken_back() throws Exception {
        project.write("answer.txt", "41\n").git("add", "answer.txt");
        String staged = project.git("ls-files", "-s");
        var task = project.task("answer.txt");

        Tested red = task.test();
        Judged judged = task.repair("answer.txt", "42!\n").judge();
        Applied applied = task.apply();
        Applied again = task.apply();

        assertThat(red.status()).isEqualTo(Status.RED);
        assertThat(judged.tested().status()).isEqualTo(Status.GREEN);
        assertThat(judged.files()).containsExactly("answer.txt");
        assertThat(judged.weakened()).isEmpty();
        assertThat(project.store.artifacts().get(judged.diff()).orElseThrow()).contains("-41", "+42!");
        assertThat(applied.how()).isEqualTo(How.APPLIED);
        assertThat(again).isEqualTo(applied);
        assertThat(project.read("answer.txt")).isEqualTo("42!\n");
        assertThat(project.git("ls-files", "-s")).isEqualTo(staged);
        task.clear();
        assertThat(project.home.session(task.key).resolve("repository.git")).doesNotExist();
        assertThat(task.undo().how()).isEqualTo(How.UNDONE);
        assertThat(project.read("answer.txt")).isEqualTo("41\n");
        assertThat(task.undo().how()).isEqualTo(How.UNDONE);
        assertThat(project.git("for-each-ref", "refs/orchestrate")).isEmpty();
    }

    @Test
    void a_file_that_the_user_has_changed_meanwhile_is_not_touched_and_the_repair_becomes_a_branch() throws Exception {
        project.write("answer.txt", "41\n");
        var task = project.task("answer.txt").repair("answer.txt", "42!\n");
        project.write("answer.txt", "mine\n");

        Applied kept = task.apply();

        assertThat(kept.how()).isEqualTo(How.KEPT);
        assertThat(kept.branch()).isEqualTo("orchestrate/autofix/task_00000001");
        assertThat(kept.words()).contains("you have changed answer.txt");
        assertThat(project.read("answer.txt")).isEqualTo("mine\n");
        assertThat(project.git("show", kept.branch() + ":answer.txt")).isEqualTo("42!");
        assertThat(task.apply()).isEqualTo(kept);
        assertThat(task.undo().how()).isEqualTo(How.REFUSED);
    }

    @Test
    void without_a_repository_a_repair_is_applied_too_or_kept_as_a_patch() throws Exception {
        try (RepairedProject plain = new RepairedProject(Files.createDirectory(base.resolve("plain")))) {
            plain.testedBy("sh check.sh").write("answer.txt", "41\n").write("check.sh", "grep -q 42 answer.txt\n");
            var first = plain.task("answer.txt");
            assertThat(first.test().status()).isEqualTo(Status.RED);
            var second = plain.task("answer.txt").repair("answer.txt", "42 too\n");
            assertThat(first.repair("answer.txt", "42\n").apply().how()).isEqualTo(How.APPLIED);

            plain.write("answer.txt", "mine\n");
            Applied kept = second.apply();

            assertThat(kept.how()).isEqualTo(How.KEPT);
            assertThat(kept.branch()).isNull();
            assertThat(kept.words()).contains("repair.patch");
            assertThat(plain.read("answer.txt")).isEqualTo("mine\n");
        }
    }

    @Test
    void an_undo_is_refused_once_the_user_has_changed_the_file() throws Exception {
        project.write("answer.txt", "41\n");
        var task = project.task("answer.txt").repair("answer.txt", "42!\n");
        task.apply();
        project.write("answer.txt", "42! and more\n");

        Applied refused = task.undo();

        assertThat(refused.how()).isEqualTo(How.REFUSED);
        assertThat(refused.words()).contains("answer.txt changed since");
        assertThat(project.read("answer.txt")).isEqualTo("42! and more\n");
    }
}
