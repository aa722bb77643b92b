package orchestrator.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import orchestrator.filetree.Removal;
import orchestrator.trouble.NeedsPerson;
import orchestrator.workspace.request.MergeRequest;
import orchestrator.workspace.request.Refused;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person has to put right in the user's repository: it is named, and nothing is lost by it. */
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
    void a_target_that_was_moved_is_named_and_all_goes_on_when_it_is_back() throws Exception {
        project.open("claude");
        UserProject.write(project.tree("claude"), "new.txt", "new\n");
        Path elsewhere = project.root.resolveSibling("elsewhere");
        Files.move(project.root, elsewhere);

        assertThatThrownBy(() -> project.integrate("claude"))
                .isInstanceOf(NeedsPerson.class)
                .hasMessageContaining("The directory " + project.root + " is gone");
        assertThatThrownBy(() -> project.refresh("claude")).isInstanceOf(NeedsPerson.class);
        assertThatThrownBy(() -> project.checkouts.diff(UserProject.KEY)).isInstanceOf(NeedsPerson.class);
        assertThatThrownBy(() -> project.checkouts.resultTree(UserProject.KEY)).isInstanceOf(NeedsPerson.class);
        Files.move(elsewhere, project.root);

        assertThat(project.integrate("claude").files()).containsExactly("new.txt");
    }

    @Test
    void what_was_made_for_a_target_that_is_gone_can_be_discarded_and_merge_says_how_to_bring_it_back()
            throws Exception {
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
    void a_git_directory_that_was_moved_is_named() throws Exception {
        project.open("claude");
        Files.move(project.root.resolve(".git"), project.root.resolve("git-was-here"));

        assertThatThrownBy(() -> project.integrate("claude"))
                .isInstanceOf(NeedsPerson.class)
                .hasMessageContaining(project.root.toString())
                .hasMessageContaining("gone");
    }

    @Test
    void a_filter_that_is_required_and_missing_is_refused_at_the_opening() {
        requireFilter("sealed", "/nonexistent/filter");

        assertThatThrownBy(() -> project.open("claude"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("filter `sealed`")
                .hasMessageContaining("Install");
    }

    @Test
    void a_filter_that_goes_missing_later_can_be_installed() throws Exception {
        Path filter = project.write("../seal", "#!/bin/sh\nexec cat\n");
        filter.toFile().setExecutable(true);
        requireFilter("sealed", filter.toString());
        project.open("claude");
        Files.delete(filter);
        UserProject.write(project.tree("claude"), "a.bin", "2\n");

        assertThatThrownBy(() -> project.integrate("claude"))
                .isInstanceOf(NeedsPerson.class)
                .hasMessageContaining("filter `sealed`");
    }

    @Test
    void a_session_whose_target_is_gone_for_ever_can_be_discarded() throws Exception {
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
    void a_broken_repository_is_named_with_what_to_do() throws Exception {
        project.open("claude");
        UserProject.write(project.tree("claude"), "new.txt", "new\n");
        try (Stream<Path> objects = Files.walk(project.root.resolve(".git/objects"))) {
            for (Path object : objects.filter(Files::isRegularFile).toList()) {
                object.toFile().setWritable(true);
                Files.writeString(object, "no object");
            }
        }

        assertThatThrownBy(() -> project.integrate("claude"))
                .isInstanceOf(NeedsPerson.class)
                .hasMessageContaining("is broken")
                .hasMessageContaining("git fsck");
    }

    @Test
    void a_result_whose_branch_was_deleted_goes_on() throws Exception {
        project.open("claude");
        UserProject.write(project.tree("claude"), "new.txt", "n");
        project.own("branch", "-D", "orchestrate/" + UserProject.KEY + "/result");

        assertThat(project.integrate("claude").files()).containsExactly("new.txt");
        assertThat(project.own("show", "orchestrate/" + UserProject.KEY + "/result:new.txt"))
                .isEqualTo("n");
    }
}
