package orchestrator.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import orchestrator.checkout.CheckoutActivities.OpenRequest;
import orchestrator.checkout.CheckoutActivities.Opened;
import orchestrator.workspace.request.MergeRequest;
import orchestrator.workspace.request.Refused;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ContinuedSessionTest {
    private static final String NEXT = "orch_2";

    @RegisterExtension
    private static final PreparedProjects PROJECTS = new PreparedProjects();

    private UserProject project;

    @BeforeEach
    void make() throws Exception {
        project = PROJECTS.project("worked", fresh -> {
            fresh.repository().write("mine.txt", "not committed\n");
            fresh.open("claude", "codex");
            UserProject.write(fresh.tree("claude"), "done.txt", "d\n");
            fresh.integrate("claude");
            UserProject.write(fresh.tree("codex"), "half.txt", "h\n");
        });
    }

    private Opened goOn() throws Refused {
        String target = project.root.toString();
        return project.checkouts.open(
                new OpenRequest(NEXT, NEXT, target, target, null, List.of("claude", "codex"), null, UserProject.KEY));
    }

    @Test
    void a_continued_session_has_all_earlier_work_at_the_same_paths() throws Exception {
        Opened opened = goOn();

        assertThat(opened.paths()).containsEntry("codex", project.tree("codex").toString());
        assertThat(UserProject.read(project.tree("codex"), "half.txt")).isEqualTo("h\n");
        assertThat(UserProject.read(project.tree("claude"), "done.txt")).isEqualTo("d\n");
        assertThat(opened.note()).isEqualTo("continues where session orch_1 ended");
        assertThat(goOn()).isEqualTo(opened);
        assertThat(project.own("for-each-ref", "refs/heads"))
                .contains("orch_2/")
                .doesNotContain("orch_1/");
        assertThat(project.checkouts.merge(new MergeRequest(UserProject.KEY, null, true, false, "t")))
                .containsExactly("Nothing to do: it is continued in session orch_2 already.");
        assertThat(project.tree("codex").resolve("half.txt")).exists();
    }

    @Test
    void the_result_of_both_sessions_is_merged_as_one_commit() throws Exception {
        goOn();
        project.checkouts.integrate(new orchestrator.checkout.CheckoutActivities.IntegrateRequest(
                NEXT, "codex", "codex-1", "Work of codex"));

        project.checkouts.merge(new MergeRequest(NEXT, null, true, false, "Both"));

        assertThat(project.git("show", "--name-only", "--format=%s", "HEAD").lines())
                .containsExactly("Both", "", "done.txt", "half.txt");
        assertThat(project.git("status", "--porcelain")).isEqualTo("?? mine.txt");
        assertThat(project.tree("codex")).doesNotExist();
        assertThat(project.git("worktree", "list").lines()).hasSize(1);
    }

    @Test
    void a_merged_or_discarded_result_is_not_taken_over() throws Exception {
        project.checkouts.discard(UserProject.KEY);

        Opened opened = goOn();

        assertThat(project.tree("claude")).doesNotExist();
        assertThat(Path.of(opened.paths().get("claude")).resolve("done.txt")).doesNotExist();
        assertThat(Path.of(opened.paths().get("claude")).resolve("mine.txt")).exists();
    }
}
