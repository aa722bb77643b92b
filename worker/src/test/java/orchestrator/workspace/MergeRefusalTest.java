package orchestrator.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import orchestrator.workspace.request.MergeRequest;
import orchestrator.workspace.request.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Merges that are refused, and then change nothing. */
class MergeRefusalTest {
    private static final MergeRequest USUAL =
            new MergeRequest(UserProject.KEY, null, true, false, "Add what was asked for");
    private static final MergeRequest FILES_ONLY = new MergeRequest(UserProject.KEY, null, false, false, "t");

    @RegisterExtension
    private static final PreparedProjects PROJECTS = new PreparedProjects();

    private UserProject project;

    private List<String> merge() throws Refused {
        return project.checkouts.merge(USUAL);
    }

    @Test
    void a_partly_staged_file_is_refused_and_nothing_changes() throws Exception {
        project = PROJECTS.project("repository", UserProject::repository);
        project.write("a.txt", AgentWork.line(1, "STAGED", project.read("a.txt")));
        project.git("add", "a.txt");
        project.write("a.txt", AgentWork.line(2, "NOT STAGED", project.read("a.txt")));
        project.open("claude");
        AgentWork.change(project);
        String before = project.gitState();

        assertThatThrownBy(this::merge).hasMessageContaining("staged in part").hasMessageContaining("a.txt");

        assertThat(project.gitState()).isEqualTo(before);
    }

    @Test
    void a_change_that_the_user_makes_to_the_same_file_meanwhile_is_refused() throws Exception {
        project = AgentWork.done(PROJECTS);
        project.write("a.txt", AgentWork.line(1, "MEANWHILE", project.read("a.txt")));
        String before = project.gitState();

        assertThatThrownBy(this::merge)
                .isInstanceOf(Refused.class)
                .hasMessageContaining("you have changed files that the agents have changed too: a.txt")
                .hasMessageContaining("git stash")
                .hasMessageContaining("--branch NAME");

        assertThat(project.gitState()).isEqualTo(before);
        assertThat(project.own("branch", "--list", "orchestrate/*/result")).isNotEmpty();
        assertThatThrownBy(() -> project.checkouts.merge(FILES_ONLY)).hasMessageContaining("a.txt");
    }

    @Test
    void a_commit_that_changes_the_same_lines_meanwhile_is_refused_with_a_remedy() throws Exception {
        project = AgentWork.done(PROJECTS);
        project.write("a.txt", AgentWork.line(7, "OTHER", project.read("a.txt")));
        project.commit("meanwhile");
        String before = project.gitState();

        assertThatThrownBy(this::merge)
                .hasMessageContaining("by commits since the session began: a.txt")
                .hasMessageContaining("git fetch ")
                .hasMessageContaining("orchestrate/orch_1/result:NAME");

        assertThat(project.gitState()).isEqualTo(before);
        assertThat(project.git("worktree", "list").lines())
                .as("no scratch is left")
                .hasSize(1);
    }

    @Test
    void an_existing_branch_or_an_invalid_name_is_refused() throws Exception {
        project = AgentWork.done(PROJECTS);

        assertThatThrownBy(() -> project.checkouts.merge(new MergeRequest(UserProject.KEY, "main", true, false, "t")))
                .hasMessageContaining("there is a branch main already");
        assertThatThrownBy(() -> project.checkouts.merge(new MergeRequest(UserProject.KEY, "-x..y", true, false, "t")))
                .hasMessageContaining("cannot be the name of a branch");
    }

    @Test
    void a_merge_of_the_users_in_progress_is_refused() throws Exception {
        project = AgentWork.done(PROJECTS);
        project.leaveMergeOpen();
        String before = project.gitState();

        assertThatThrownBy(this::merge)
                .hasMessageContaining("in the middle of a merge")
                .hasMessageContaining("git merge --abort");

        assertThat(project.gitState()).isEqualTo(before);
    }

    @Test
    void an_ignored_file_in_the_way_is_not_overwritten() throws Exception {
        project = PROJECTS.project("open", fresh -> fresh.repository().open("claude"));
        UserProject.write(project.tree("claude"), ".gitignore", "*.log\n");
        UserProject.write(project.tree("claude"), ".env", "from the agent\n");
        project.integrate("claude");
        project.write(".env", "my secret\n");
        String head = project.git("rev-parse", "HEAD");

        assertThatThrownBy(this::merge)
                .hasMessageContaining("nothing was merged")
                .hasMessageContaining(".env");

        assertThat(project.read(".env")).isEqualTo("my secret\n");
        assertThat(project.git("rev-parse", "HEAD")).isEqualTo(head);
        assertThat(project.git("status", "--porcelain")).isEmpty();
    }

    @Test
    void a_directory_of_the_agents_where_the_user_has_committed_a_file_is_refused() throws Exception {
        project = PROJECTS.project("open", fresh -> fresh.repository().open("claude"));
        UserProject.write(project.tree("claude"), "x/y.txt", "y\n");
        project.integrate("claude");
        project.write("x", "a file\n");
        project.commit("a file");
        String before = project.gitState();

        assertThatThrownBy(this::merge).isInstanceOf(Refused.class);

        assertThat(project.gitState()).isEqualTo(before);
    }

    @Test
    void a_directory_of_the_agents_where_the_user_has_a_new_file_is_refused() throws Exception {
        project = PROJECTS.project("open", fresh -> fresh.repository().open("claude"));
        UserProject.write(project.tree("claude"), "x/y.txt", "y\n");
        project.integrate("claude");
        project.write("x", "not committed\n");
        String before = project.gitState();

        assertThatThrownBy(this::merge)
                .hasMessageContaining("would take the place of yours")
                .hasMessageContaining("x");

        assertThat(project.gitState()).isEqualTo(before);
        assertThat(project.read("x")).isEqualTo("not committed\n");
    }

    @Test
    void a_directory_without_repository_stays_unchanged_if_the_user_has_changed_the_same_file() throws Exception {
        project = PROJECTS.project("empty", empty -> {});
        project.write("x.txt", "x\n");
        project.open("claude");
        UserProject.write(project.tree("claude"), "x.txt", "agent\n");
        project.integrate("claude");
        project.write("x.txt", "mine\n");

        assertThatThrownBy(this::merge).hasMessageContaining("x.txt");

        assertThat(project.read("x.txt")).isEqualTo("mine\n");
    }

    @Test
    void a_result_that_builds_on_uncommitted_changes_is_refused_until_they_are_committed() throws Exception {
        project = PROJECTS.project("repository", UserProject::repository);
        project.write("draft.txt", "draft\n");
        project.open("claude");
        UserProject.write(project.tree("claude"), "draft.txt", "draft\nby the agent\n");
        project.integrate("claude");
        String before = project.gitState();

        assertThatThrownBy(this::merge)
                .hasMessageContaining("build on changes of yours that are not committed")
                .hasMessageContaining("draft.txt")
                .hasMessageContaining("--no-commit");
        assertThat(project.gitState()).isEqualTo(before);
        project.commit("my draft");
        merge();

        assertThat(project.git("log", "-1", "--format=%s")).isEqualTo("Add what was asked for");
        assertThat(project.git("show", "HEAD:draft.txt")).isEqualTo("draft\nby the agent");
        assertThat(project.git("show", "HEAD^:draft.txt")).isEqualTo("draft");
    }
}
