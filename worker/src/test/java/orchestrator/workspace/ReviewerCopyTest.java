package orchestrator.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import orchestrator.checkout.CheckoutActivities.Copy;
import orchestrator.checkout.CheckoutActivities.CopyId;
import orchestrator.checkout.CheckoutActivities.CopyRequest;
import orchestrator.checkout.CheckoutActivities.Diff;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReviewerCopyTest {
    @RegisterExtension
    private static final PreparedProjects PROJECTS = new PreparedProjects();

    private UserProject project;

    @BeforeEach
    void make() throws Exception {
        project = PROJECTS.project("opened", fresh -> fresh.repository().open("claude"));
    }

    @Test
    void a_copy_has_the_uncommitted_work_of_its_agent_and_changes_nothing() throws Exception {
        Path tree = project.tree("claude");
        UserProject.write(tree, "work.txt", "in the middle\n");
        project.gitIn(tree, "add", "work.txt");
        UserProject.write(tree, "work.txt", "of it\n");
        String status = project.gitIn(tree, "status", "--porcelain");

        Copy copy = project.checkouts.copy(new CopyRequest(UserProject.KEY, "claude", "review-1"));
        UserProject.write(Path.of(copy.path()), "work.txt", "the reader writes\n");

        assertThat(project.store.artifacts().get(copy.diff()).orElseThrow()).contains("+of it");
        assertThat(copy.isEmpty()).isFalse();
        assertThat(UserProject.read(tree, "work.txt")).isEqualTo("of it\n");
        assertThat(project.gitIn(tree, "status", "--porcelain")).isEqualTo(status);
        assertThat(project.checkouts.copy(new CopyRequest(UserProject.KEY, "claude", "review-1")))
                .as("asked again while it is read")
                .isEqualTo(copy);
        assertThat(UserProject.read(Path.of(copy.path()), "work.txt")).isEqualTo("the reader writes\n");
    }

    @Test
    void git_forgets_a_dropped_copy() throws Exception {
        Copy copy = project.checkouts.copy(new CopyRequest(UserProject.KEY, "", "review-1"));

        project.checkouts.dropCopy(new CopyId(UserProject.KEY, "review-1"));
        project.checkouts.dropCopy(new CopyId(UserProject.KEY, "review-1"));

        assertThat(Path.of(copy.path())).doesNotExist();
        assertThat(copy.isEmpty()).isTrue();
        assertThat(project.own("worktree", "list").lines()).hasSize(2);
    }

    @Test
    void an_interrupted_copy_is_made_anew() throws Exception {
        UserProject.write(project.tree("claude"), "work.txt", "w");
        Path half = project.home.resolve("sessions/orch_1/copies/review-1");
        UserProject.write(half, "half.txt", "half");

        Copy copy = project.checkouts.copy(new CopyRequest(UserProject.KEY, "claude", "review-1"));

        assertThat(Path.of(copy.path()).toFile().list())
                .doesNotContain("half.txt")
                .contains("work.txt");
    }

    @Test
    void the_diff_counts_lines_and_names_binary_files() throws Exception {
        Path tree = project.tree("claude");
        UserProject.write(tree, "a.txt", "one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\n");
        Files.delete(tree.resolve("b.txt"));
        Files.write(tree.resolve("image.bin"), new byte[] {0, 1, 2, 3});
        project.integrate("claude");

        Diff diff = project.checkouts.diff(UserProject.KEY);

        assertThat(diff.files()).isEqualTo(3);
        assertThat(diff.insertions()).isOne();
        assertThat(diff.deletions()).isOne();
        assertThat(project.store.artifacts().get(diff.artifact()).orElseThrow())
                .contains("+eight", "Binary files /dev/null and b/image.bin differ");
        assertThat(project.checkouts.stat(UserProject.KEY)).contains("3 files changed");
    }

    @Test
    void a_huge_diff_is_cut_with_a_note() throws Exception {
        UserProject.write(project.tree("claude"), "big.txt", "0123456789abcdef\n".repeat(400_000));
        project.integrate("claude");

        Diff diff = project.checkouts.diff(UserProject.KEY);

        assertThat(project.store.artifacts().get(diff.artifact()).orElseThrow())
                .hasSizeLessThan(4_100_000)
                .contains("… cut here");
        assertThat(diff.insertions()).isEqualTo(400_000);
    }

    @Test
    void checks_run_in_a_checkout_of_the_current_result() throws Exception {
        UserProject.write(project.tree("claude"), "one.txt", "1");
        project.integrate("claude");
        Path first = project.checkouts.resultTree(UserProject.KEY);
        assertThat(first.resolve("one.txt")).exists();
        UserProject.write(first, "left-by-checks.txt", "x");
        UserProject.write(first, "cache.log", "ignored, so it may stay");
        UserProject.write(first, "a.txt", "touched by checks");
        Files.delete(project.tree("claude").resolve("one.txt"));
        UserProject.write(project.tree("claude"), "two.txt", "2");
        project.integrate("claude");

        Path second = project.checkouts.resultTree(UserProject.KEY);

        assertThat(second).isEqualTo(first);
        assertThat(second.resolve("two.txt")).exists();
        assertThat(second.resolve("one.txt")).doesNotExist();
        assertThat(second.resolve("left-by-checks.txt")).doesNotExist();
        assertThat(second.resolve("cache.log")).exists();
        assertThat(UserProject.read(second, "a.txt")).startsWith("one");
    }
}
