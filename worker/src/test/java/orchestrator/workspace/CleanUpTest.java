package orchestrator.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import orchestrator.filetree.Removal;
import orchestrator.workspace.request.MergeRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A clean-up removes what it can, reports what it cannot, and continues. */
class CleanUpTest {
    private static final MergeRequest USUAL = new MergeRequest(UserProject.KEY, null, true, false, "Do it");

    @RegisterExtension
    private static final PreparedProjects PROJECTS = new PreparedProjects();

    private UserProject project;
    private AgentShell shell;

    @BeforeEach
    void make() throws Exception {
        project = PROJECTS.project("opened", fresh -> fresh.repository().open("claude", "codex"));
        shell = new AgentShell(project.base);
    }

    @AfterEach
    void close() throws Exception {
        shell.run(project.base, "chattr -R -i . 2>/dev/null || true; chmod -R u+rwX .");
    }

    private void immutable(String file) throws Exception {
        assumeTrue(
                new ProcessBuilder(
                                        "chattr",
                                        "+i",
                                        project.tree("claude").resolve(file).toString())
                                .start()
                                .waitFor()
                        == 0,
                "chattr works only as root, and not on every file system");
    }

    @Test
    void files_without_permissions_are_removed() throws Exception {
        shell.run(project.tree("claude"), "mkdir -p x/y; echo 1 >x/y/f; echo 2 >g; chmod 000 x/y/f x/y x g");
        project.integrate("claude");

        project.checkouts.merge(USUAL);

        assertThat(project.tree("claude")).doesNotExist();
        assertThat(project.root.resolve("x/y/f")).exists();
    }

    @Test
    void an_immutable_file_is_reported_and_the_rest_is_removed() throws Exception {
        shell.run(project.tree("claude"), "mkdir -p x; echo 1 >x/f; echo 2 >x/g; echo K >.env");
        immutable("x/f");
        immutable(".env");
        project.integrate("claude");

        List<String> lines = project.checkouts.merge(USUAL);

        Path stays = project.tree("claude").resolve("x/f");
        assertThat(String.join("\n", lines))
                .contains(stays + " (could not be removed")
                .contains("kept in " + project.tree("claude").resolve(".env"));
        assertThat(project.root.resolve("x/f")).exists();
        assertThat(stays).exists();
        assertThat(stays.resolveSibling("g")).doesNotExist();
        assertThat(project.tree("codex")).doesNotExist();
        assertThat(project.git("worktree", "list").lines()).hasSize(1);
        assertThat(project.branches()).doesNotContain("refs/heads/orchestrate/");
    }

    @Test
    void a_discard_names_and_removes_files_that_are_in_no_diff() throws Exception {
        shell.run(project.tree("claude"), "echo K >.env; echo 1 >work");

        List<String> lines = project.checkouts.discard(UserProject.KEY);

        assertThat(String.join("\n", lines)).contains("in no diff: .env (ignored by git, 1 file, 2 bytes)");
        assertThat(project.home.resolve("sessions/orch_1/kept")).doesNotExist();
        assertThat(project.tree("claude")).doesNotExist();
    }

    @Test
    void kept_files_are_not_overwritten_and_are_removed_once_the_session_is_old() throws Exception {
        shell.run(project.tree("claude"), "echo K >.env");
        project.checkouts.merge(USUAL);
        Path kept = project.home.resolve("sessions/orch_1/kept/claude/.env");
        assertThat(Files.readString(kept)).isEqualTo("K\n");

        project.checkouts.prune(java.time.Instant.now().plusSeconds(60), key -> true);

        assertThat(kept).doesNotExist();
    }

    @Test
    void links_are_removed_without_their_targets() throws Exception {
        Path outside = Files.writeString(project.base.resolve("outside"), "o");
        Path doomed = Files.createDirectories(project.base.resolve("doomed"));
        Files.createSymbolicLink(doomed.resolve("link"), outside);

        Removal.of(doomed);

        assertThat(doomed).doesNotExist();
        assertThat(outside).exists();
    }
}
