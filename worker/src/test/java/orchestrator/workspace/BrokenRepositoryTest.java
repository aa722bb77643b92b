package orchestrator.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import orchestrator.filetree.Removal;
import orchestrator.trouble.NeedsUser;
import orchestrator.workspace.request.MergeRequest;
import orchestrator.workspace.request.Refused;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Problems with the user's repository are reported with a remedy, and nothing is lost. */
class BrokenRepositoryTest {
    @TempDir
    Path base;

    private UserProject project;

    @BeforeEach
    void make() throws IOException {
        project = new UserProject(base);
        project.repository();
    }

    @AfterEach
    void close() {
        project.close();
    }

    @Test
    void a_moved_target_is_reported_and_work_continues_once_it_is_back() throws Exception {
        project.open("claude");
        UserProject.write(project.tree("claude"), "new.txt", "new\n");
        Path elsewhere = project.root.resolveSibling("elsewhere");
        Files.move(project.root, elsewhere);

        assertThatThrownBy(() -> project.integrate("claude"))
                .isInstanceOf(NeedsUser.class)
                .hasMessageContaining("The directory " + project.root + " is gone");
        assertThatThrownBy(() -> project.refresh("claude")).isInstanceOf(NeedsUser.class);
        assertThatThrownBy(() -> project.checkouts.diff(UserProject.KEY)).isInstanceOf(NeedsUser.class);
        assertThatThrownBy(() -> project.checkouts.resultTree(UserProject.KEY)).isInstanceOf(NeedsUser.class);
        Files.move(elsewhere, project.root);

        assertThat(project.integrate("claude").files()).containsExactly("new.txt");
    }

    @Test
    void without_its_target_a_result_can_be_discarded_and_merge_says_how_to_restore_the_target() throws Exception {
        project.open("claude");
        Path tree = project.tree("claude");
        UserProject.write(tree, "new.txt", "new\n");
        project.integrate("claude");
        Files.move(project.root, project.root.resolveSibling("elsewhere"));
        MergeRequest request = new MergeRequest(UserProject.KEY, null, true, false, "Do it");

        assertThatThrownBy(() -> project.checkouts.merge(request))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("Put it back where it was, and merge again");
        assertThat(project.checkouts.discard(UserProject.KEY).get(0))
                .startsWith("Discarded. The target " + project.root);

        assertThat(tree).doesNotExist();
        assertThat(project.checkouts.isPending(UserProject.KEY)).isFalse();
        assertThat(project.checkouts.discard(UserProject.KEY).get(0)).startsWith("Nothing to do");
    }

    @Test
    void a_moved_git_directory_is_reported() throws Exception {
        project.open("claude");
        Files.move(project.root.resolve(".git"), project.root.resolve("git-was-here"));

        assertThatThrownBy(() -> project.integrate("claude"))
                .isInstanceOf(NeedsUser.class)
                .hasMessageContaining(project.root.toString())
                .hasMessageContaining("gone");
    }

    @Test
    void a_repository_whose_filter_is_not_installed_is_refused() {
        requireFilter("sealed", "/nonexistent/filter");

        assertThatThrownBy(() -> project.open("claude"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("filter `sealed`")
                .hasMessageContaining("Install");
    }

    @Test
    void work_continues_once_a_missing_filter_is_installed_again() throws Exception {
        Path filter = project.write("../seal", "#!/bin/sh\nexec cat\n");
        filter.toFile().setExecutable(true);
        requireFilter("sealed", filter.toString());
        project.open("claude");
        Files.delete(filter);
        UserProject.write(project.tree("claude"), "a.bin", "2\n");

        assertThatThrownBy(() -> project.integrate("claude"))
                .isInstanceOf(NeedsUser.class)
                .hasMessageContaining("filter `sealed`");
    }

    @Test
    void a_session_without_its_target_can_be_discarded() throws Exception {
        project.open("claude");
        UserProject.write(project.tree("claude"), "new.txt", "new\n");
        Removal.of(project.root);
        project.checkouts.close(UserProject.KEY);
        assertThat(project.tree("claude").resolve("new.txt"))
                .as("nothing is lost")
                .exists();

        assertThat(project.checkouts.discard(UserProject.KEY).get(0))
                .startsWith("Discarded. The target " + project.root);

        assertThat(project.tree("claude")).doesNotExist();
        assertThat(project.home.resolve("sessions/orch_1/repository.git")).doesNotExist();
    }

    private void requireFilter(String name, String program) {
        project.write(".gitattributes", "*.bin filter=" + name + "\n");
        project.write("a.bin", "1\n");
        project.commit("a binary");
        project.git("config", "filter." + name + ".clean", program);
        project.git("config", "filter." + name + ".smudge", program);
        project.git("config", "filter." + name + ".required", "true");
    }

    @Test
    void a_broken_repository_is_reported_with_a_remedy() throws Exception {
        project.open("claude");
        UserProject.write(project.tree("claude"), "new.txt", "new\n");
        try (Stream<Path> objects = Files.walk(project.root.resolve(".git/objects"))) {
            for (Path object : objects.filter(Files::isRegularFile).toList()) {
                object.toFile().setWritable(true);
                Files.writeString(object, "no object");
            }
        }

        assertThatThrownBy(() -> project.integrate("claude"))
                .isInstanceOf(NeedsUser.class)
                .hasMessageContaining("is broken")
                .hasMessageContaining("git fsck");
    }

    @Test
    void a_result_survives_the_deletion_of_its_branch() throws Exception {
        project.open("claude");
        UserProject.write(project.tree("claude"), "new.txt", "n");
        project.own("branch", "-D", "orchestrate/" + UserProject.KEY + "/result");

        assertThat(project.integrate("claude").files()).containsExactly("new.txt");
        assertThat(project.own("show", "orchestrate/" + UserProject.KEY + "/result:new.txt"))
                .isEqualTo("n");
    }
}
