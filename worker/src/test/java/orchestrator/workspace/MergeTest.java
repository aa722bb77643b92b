package orchestrator.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import orchestrator.workspace.request.MergeRequest;
import orchestrator.workspace.request.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MergeTest {
    private static final MergeRequest USUAL =
            new MergeRequest(UserProject.KEY, null, true, false, "Add what was asked for");
    private static final MergeRequest FILES_ONLY = new MergeRequest(UserProject.KEY, null, false, false, "t");

    @RegisterExtension
    private static final PreparedProjects PROJECTS = new PreparedProjects();

    private UserProject project;

    /** A repository with one commit, after the work of an agent. */
    private void agentHasWorked() throws Exception {
        project = PROJECTS.project("worked", fresh -> {
            fresh.repository();
            fresh.open("claude");
            agentsWork(fresh);
        });
    }

    /** The same, but the user has changed line 1 of a.txt before. */
    private void agentHasWorkedBesideMine() throws Exception {
        project = PROJECTS.project("worked-beside-mine", fresh -> {
            fresh.repository();
            fresh.write("a.txt", line(1, "MINE", fresh.read("a.txt")));
            fresh.open("claude");
            agentsWork(fresh);
        });
    }

    /** Line {@code n} of a.txt, with another text. */
    private static String line(int n, String text, String in) {
        String[] lines = in.split("\n", -1);
        lines[n - 1] = text;
        return String.join("\n", lines);
    }

    /** An agent changes line 7 of a.txt, adds a file and deletes b.txt. */
    private static void agentsWork(UserProject project) throws Exception {
        Path tree = project.tree("claude");
        UserProject.write(tree, "a.txt", line(7, "AGENT", UserProject.read(tree, "a.txt")));
        UserProject.write(tree, "new/agent.txt", "agent\n");
        Files.delete(tree.resolve("b.txt"));
        project.integrate("claude");
    }

    private List<String> merge() throws Refused {
        return project.checkouts.merge(USUAL);
    }

    private void allIsGone() {
        assertThat(project.home.resolve("sessions/orch_1/repository.git")).doesNotExist();
        assertThat(project.git("for-each-ref", "refs/orchestrate/orch_1/base")).isEmpty();
        assertThat(project.home.resolve("sessions/orch_1/trees")).doesNotExist();
        assertThat(project.home.resolve("sessions/orch_1/result")).doesNotExist();
        assertThat(project.branches()).doesNotContain("refs/heads/orchestrate");
        assertThat(project.git("worktree", "list").lines()).hasSize(1);
    }

    @Test
    void a_merge_into_a_clean_checkout_is_one_commit() throws Exception {
        agentHasWorked();
        String before = project.git("rev-parse", "HEAD");

        List<String> words = merge();

        assertThat(words.get(0)).contains("Merged into main as ");
        assertThat(project.git("rev-parse", "HEAD^1")).isEqualTo(before);
        assertThat(project.git("rev-list", "--count", "HEAD")).isEqualTo("2");
        assertThat(project.git("status", "--porcelain")).isEmpty();
        assertThat(project.read("a.txt")).endsWith("AGENT\n");
        assertThat(project.read("new/agent.txt")).isEqualTo("agent\n");
        assertThat(project.root.resolve("b.txt")).doesNotExist();
        assertThat(project.git("log", "-1", "--format=%an: %s")).isEqualTo("Ana: Add what was asked for");
        allIsGone();
    }

    @Test
    void a_second_merge_says_that_the_result_is_merged_already() throws Exception {
        agentHasWorked();
        merge();
        String head = project.git("rev-parse", "HEAD");

        assertThat(merge()).singleElement().asString().startsWith("Nothing to do: it is merged into main as ");
        assertThat(project.checkouts.discard(UserProject.KEY))
                .singleElement()
                .asString()
                .startsWith("Nothing to do");
        assertThat(project.git("rev-parse", "HEAD")).isEqualTo(head);
        assertThat(project.store
                        .artifacts()
                        .get(project.checkouts.diff(UserProject.KEY).artifact())
                        .orElseThrow())
                .as("the diff is still there")
                .contains("+AGENT");
    }

    @Test
    void uncommitted_changes_stay_uncommitted() throws Exception {
        project = PROJECTS.project("repository", UserProject::repository);
        project.write("c.txt", "c\n");
        project.write("staged.txt", "s\n");
        project.commit("second");
        project.write("a.txt", line(1, "MINE", project.read("a.txt")));
        project.write("c.txt", "mine\n");
        project.write("untracked.txt", "mine\n");
        project.write("staged.txt", "mine\n");
        project.git("add", "staged.txt");
        project.open("claude");
        agentsWork(project);

        merge();

        assertThat(project.read("a.txt")).startsWith("MINE\n").endsWith("AGENT\n");
        assertThat(project.git("show", "HEAD:a.txt")).startsWith("one\n").endsWith("AGENT");
        assertThat(project.git("show", "--name-only", "--format=", "HEAD").lines())
                .containsExactlyInAnyOrder("a.txt", "b.txt", "new/agent.txt");
        assertThat(project.git("status", "--porcelain").lines())
                .containsExactlyInAnyOrder(" M a.txt", " M c.txt", "M  staged.txt", "?? untracked.txt");
        assertThat(project.git("diff", "a.txt")).contains("+MINE").doesNotContain("AGENT\n+");
        allIsGone();
    }

    @Test
    void a_fully_staged_file_stays_staged_and_the_agents_part_is_committed() throws Exception {
        project = PROJECTS.project("repository", UserProject::repository);
        project.write("a.txt", line(1, "MINE", project.read("a.txt")));
        project.git("add", "a.txt");
        project.open("claude");
        agentsWork(project);

        merge();

        assertThat(project.git("status", "--porcelain")).isEqualTo("M  a.txt");
        assertThat(project.git("show", "HEAD:a.txt")).startsWith("one\n").endsWith("AGENT");
        assertThat(project.git("show", ":a.txt")).startsWith("MINE\n").endsWith("AGENT");
    }

    @Test
    void a_partly_staged_file_is_refused_and_nothing_changes() throws Exception {
        project = PROJECTS.project("repository", UserProject::repository);
        project.write("a.txt", line(1, "STAGED", project.read("a.txt")));
        project.git("add", "a.txt");
        project.write("a.txt", line(2, "NOT STAGED", project.read("a.txt")));
        project.open("claude");
        agentsWork(project);
        String before = project.standing();

        assertThatThrownBy(this::merge).hasMessageContaining("staged in part").hasMessageContaining("a.txt");

        assertThat(project.standing()).isEqualTo(before);
    }

    @Test
    void changes_that_the_user_makes_to_other_files_meanwhile_stay() throws Exception {
        project = PROJECTS.project("repository", UserProject::repository);
        project.write("c.txt", "c\n");
        project.commit("second");
        project.write("c.txt", "dirty\n");
        project.open("claude");
        agentsWork(project);
        project.write("c.txt", "dirtier\n");
        project.write("later.txt", "later\n");

        merge();

        assertThat(project.read("c.txt")).isEqualTo("dirtier\n");
        assertThat(project.git("status", "--porcelain").lines()).containsExactlyInAnyOrder(" M c.txt", "?? later.txt");
        allIsGone();
    }

    @Test
    void a_change_that_the_user_makes_to_the_same_file_meanwhile_is_refused() throws Exception {
        agentHasWorked();
        project.write("a.txt", line(1, "MEANWHILE", project.read("a.txt")));
        String before = project.standing();

        assertThatThrownBy(this::merge)
                .isInstanceOf(Refused.class)
                .hasMessageContaining("you have changed files that the agents have changed too: a.txt")
                .hasMessageContaining("git stash")
                .hasMessageContaining("--branch NAME");

        assertThat(project.standing()).isEqualTo(before);
        assertThat(project.own("branch", "--list", "orchestrate/*/result")).isNotEmpty();
        assertThatThrownBy(() -> project.checkouts.merge(FILES_ONLY)).hasMessageContaining("a.txt");
    }

    @Test
    void after_the_user_has_committed_the_change_the_merge_succeeds() throws Exception {
        agentHasWorked();
        project.write("a.txt", line(1, "MEANWHILE", project.read("a.txt")));
        assertThatThrownBy(this::merge).isInstanceOf(Refused.class);
        project.commit("mine");

        merge();

        assertThat(project.git("show", "HEAD:a.txt")).startsWith("MEANWHILE").endsWith("AGENT");
        assertThat(project.git("status", "--porcelain")).isEmpty();
        assertThat(project.git("log", "--format=%s").lines())
                .containsExactly("Add what was asked for", "mine", "first");
    }

    @Test
    void commits_made_meanwhile_are_merged() throws Exception {
        agentHasWorked();
        project.write("theirs.txt", "t\n");
        project.write("a.txt", line(1, "COMMITTED", project.read("a.txt")));
        String head = project.commit("meanwhile");
        project.write("theirs.txt", "and not committed\n");

        merge();

        assertThat(project.git("rev-parse", "HEAD^1")).isEqualTo(head);
        assertThat(project.read("a.txt")).startsWith("COMMITTED").endsWith("AGENT\n");
        assertThat(project.git("status", "--porcelain")).isEqualTo(" M theirs.txt");
        allIsGone();
    }

    @Test
    void a_commit_that_changes_the_same_lines_meanwhile_is_refused_with_a_remedy() throws Exception {
        agentHasWorked();
        project.write("a.txt", line(7, "OTHER", project.read("a.txt")));
        project.commit("meanwhile");
        String before = project.standing();

        assertThatThrownBy(this::merge)
                .hasMessageContaining("by commits since the session began: a.txt")
                .hasMessageContaining("git fetch ")
                .hasMessageContaining("orchestrate/orch_1/result:NAME");

        assertThat(project.standing()).isEqualTo(before);
        assertThat(project.git("worktree", "list").lines())
                .as("no scratch is left")
                .hasSize(1);
    }

    @Test
    void a_result_that_builds_on_uncommitted_changes_is_refused_until_they_are_committed() throws Exception {
        project = PROJECTS.project("repository", UserProject::repository);
        project.write("draft.txt", "draft\n");
        project.open("claude");
        UserProject.write(project.tree("claude"), "draft.txt", "draft\nby the agent\n");
        project.integrate("claude");
        String before = project.standing();

        assertThatThrownBy(this::merge)
                .hasMessageContaining("build on changes of yours that are not committed")
                .hasMessageContaining("draft.txt")
                .hasMessageContaining("--no-commit");
        assertThat(project.standing()).isEqualTo(before);
        project.commit("my draft");
        merge();

        assertThat(project.git("log", "-1", "--format=%s")).isEqualTo("Add what was asked for");
        assertThat(project.git("show", "HEAD:draft.txt")).isEqualTo("draft\nby the agent");
        assertThat(project.git("show", "HEAD^:draft.txt")).isEqualTo("draft");
    }

    @Test
    void with_no_commit_only_files_change() throws Exception {
        project = PROJECTS.project("repository", UserProject::repository);
        project.write("draft.txt", "draft\n");
        project.write("a.txt", line(1, "MINE", project.read("a.txt")));
        project.open("claude");
        UserProject.write(project.tree("claude"), "draft.txt", "draft\nby the agent\n");
        agentsWork(project);
        project.write("later.txt", "later\n");
        String head = project.git("rev-parse", "HEAD");

        assertThat(project.checkouts.merge(FILES_ONLY).get(0)).contains("nothing is committed");

        assertThat(project.git("rev-parse", "HEAD")).isEqualTo(head);
        assertThat(project.read("draft.txt")).isEqualTo("draft\nby the agent\n");
        assertThat(project.read("a.txt")).startsWith("MINE").endsWith("AGENT\n");
        assertThat(project.read("later.txt")).isEqualTo("later\n");
        assertThat(project.git("status", "--porcelain").lines())
                .containsExactlyInAnyOrder(" M a.txt", " D b.txt", "?? draft.txt", "?? later.txt", "?? new/");
        allIsGone();
    }

    @Test
    void with_a_branch_the_checkout_stays_unchanged() throws Exception {
        agentHasWorkedBesideMine();
        String before = project.standing();

        project.checkouts.merge(new MergeRequest(UserProject.KEY, "agents/work", true, false, "title"));

        assertThat(project.standing()).isEqualTo(before);
        assertThat(project.git("show", "agents/work:a.txt")).startsWith("one\n").endsWith("AGENT");
        assertThat(project.git("rev-list", "--count", "main..agents/work")).isEqualTo("1");
        allIsGone();
    }

    @Test
    void an_existing_branch_or_an_invalid_name_is_refused() throws Exception {
        agentHasWorked();

        assertThatThrownBy(() -> project.checkouts.merge(new MergeRequest(UserProject.KEY, "main", true, false, "t")))
                .hasMessageContaining("there is a branch main already");
        assertThatThrownBy(() -> project.checkouts.merge(new MergeRequest(UserProject.KEY, "-x..y", true, false, "t")))
                .hasMessageContaining("cannot be the name of a branch");
    }

    @Test
    void with_keep_branch_the_branch_of_the_result_stays_at_the_commit() throws Exception {
        agentHasWorked();

        project.checkouts.merge(new MergeRequest(UserProject.KEY, null, true, true, "t"));
        merge();

        assertThat(project.git("rev-parse", "orchestrate/orch_1/result")).isEqualTo(project.git("rev-parse", "HEAD"));
        assertThat(project.branches()).doesNotContain("orchestrate/orch_1/claude");
    }

    @Test
    void a_merge_of_the_users_in_progress_is_refused() throws Exception {
        agentHasWorked();
        project.leaveMergeOpen();
        String before = project.standing();

        assertThatThrownBy(this::merge)
                .hasMessageContaining("in the middle of a merge")
                .hasMessageContaining("git merge --abort");

        assertThat(project.standing()).isEqualTo(before);
    }

    @Test
    void an_interrupted_merge_is_completed() throws Exception {
        agentHasWorkedBesideMine();
        // All files are written, and neither index nor HEAD has moved.
        project.write("a.txt", line(7, "AGENT", project.read("a.txt")));
        project.write("new/agent.txt", "agent\n");

        merge();

        assertThat(project.git("show", "HEAD:a.txt")).startsWith("one\n").endsWith("AGENT");
        assertThat(project.git("status", "--porcelain")).isEqualTo(" M a.txt");
        assertThat(project.root.resolve("b.txt")).doesNotExist();
    }

    @Test
    void a_finished_merge_that_was_not_recorded_is_not_repeated() throws Exception {
        agentHasWorked();
        String repository =
                project.home.resolve("sessions/orch_1/repository.git").toString();
        project.git("fetch", "-q", repository, "orchestrate/orch_1/result");
        project.git(
                "-c",
                "core.hooksPath=/dev/null",
                "-c",
                "commit.gpgSign=false",
                "merge",
                "-q",
                "--ff",
                "--squash",
                "FETCH_HEAD");
        String head = project.commit("already there");

        merge();

        assertThat(project.git("rev-parse", "HEAD")).isEqualTo(head);
        assertThat(project.git("status", "--porcelain")).isEmpty();
        allIsGone();
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
        String before = project.standing();

        assertThatThrownBy(this::merge).isInstanceOf(Refused.class);

        assertThat(project.standing()).isEqualTo(before);
    }

    @Test
    void a_directory_of_the_agents_where_the_user_has_a_new_file_is_refused() throws Exception {
        project = PROJECTS.project("open", fresh -> fresh.repository().open("claude"));
        UserProject.write(project.tree("claude"), "x/y.txt", "y\n");
        project.integrate("claude");
        project.write("x", "not committed\n");
        String before = project.standing();

        assertThatThrownBy(this::merge)
                .hasMessageContaining("would take the place of yours")
                .hasMessageContaining("x");

        assertThat(project.standing()).isEqualTo(before);
        assertThat(project.read("x")).isEqualTo("not committed\n");
    }

    @Test
    void a_file_can_be_restored_as_it_was_before() throws Exception {
        agentHasWorkedBesideMine();
        merge();

        project.git("restore", "--source=refs/orchestrate/orch_1/before", "--", "a.txt");

        assertThat(project.read("a.txt")).isEqualTo("MINE\ntwo\nthree\nfour\nfive\nsix\nseven\n");
    }

    @Test
    void a_merge_into_a_repository_without_a_commit_makes_the_first() throws Exception {
        project = PROJECTS.project("empty", empty -> {});
        project.git("init", "-q");
        project.open("claude");
        UserProject.write(project.tree("claude"), "x.txt", "x\n");
        project.integrate("claude");

        merge();

        assertThat(project.git("rev-list", "--count", "HEAD")).isEqualTo("1");
        assertThat(project.git("status", "--porcelain")).isEmpty();
        assertThat(project.read("x.txt")).isEqualTo("x\n");
    }

    @Test
    void a_directory_without_repository_gets_the_files_and_a_backup() throws Exception {
        project = PROJECTS.project("empty", empty -> {});
        project.write("x.txt", "x\n");
        project.write("gone.txt", "g\n");
        project.open("claude");
        UserProject.write(project.tree("claude"), "x.txt", "agent\n");
        UserProject.write(project.tree("claude"), "y.txt", "y\n");
        Files.delete(project.tree("claude").resolve("gone.txt"));
        project.integrate("claude");
        project.write("other.txt", "later\n");

        List<String> words = merge();

        assertThat(project.root.toFile().list()).containsExactlyInAnyOrder("x.txt", "y.txt", "other.txt");
        assertThat(project.read("x.txt")).isEqualTo("agent\n");
        String back = words.get(1).replaceFirst("^[^:]*: +git ", "").replace("FILE", "gone.txt");
        project.git(back.split(" "));
        assertThat(project.read("gone.txt")).isEqualTo("g\n");
        assertThat(project.root.resolve(".git")).doesNotExist();
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
    void without_changes_there_is_nothing_to_merge_and_nothing_is_left() throws Exception {
        project = PROJECTS.project("open", fresh -> fresh.repository().open("claude"));

        assertThat(merge()).singleElement().asString().contains("nothing to merge");

        allIsGone();
    }

    @Test
    void work_that_was_never_integrated_is_reported_and_kept_in_its_branch() throws Exception {
        project = PROJECTS.project("repository", UserProject::repository);
        project.open("claude", "codex");
        agentsWork(project);
        UserProject.write(project.tree("codex"), "unfinished.txt", "u\n");

        List<String> words = merge();

        assertThat(words).anyMatch(line -> line.contains("the last work of codex"));
        assertThat(project.git("show", "orchestrate/orch_1/codex:unfinished.txt"))
                .isEqualTo("u");
        assertThat(project.branches()).doesNotContain("orch_1/claude", "orch_1/result");
        assertThat(project.root.resolve("unfinished.txt")).doesNotExist();
    }

    @Test
    void a_discard_removes_the_result_and_leaves_the_target_unchanged() throws Exception {
        project = PROJECTS.project("repository", UserProject::repository);
        project.write("a.txt", "mine\n");
        project.open("claude");
        UserProject.write(project.tree("claude"), "new.txt", "n\n");
        project.integrate("claude");
        project.checkouts.resultTree(UserProject.KEY);
        String before = project.standing();

        assertThat(project.checkouts.discard(UserProject.KEY))
                .singleElement()
                .asString()
                .contains("1 file;");

        assertThat(project.standing()).isEqualTo(before);
        allIsGone();
        assertThat(project.git("for-each-ref", "refs/orchestrate")).isEmpty();
        assertThat(project.checkouts.discard(UserProject.KEY))
                .singleElement()
                .asString()
                .contains("discarded already");
        assertThat(project.store
                        .artifacts()
                        .get(project.checkouts.diff(UserProject.KEY).artifact())
                        .orElseThrow())
                .contains("new.txt");
    }

    @Test
    void a_closed_session_can_be_merged_and_uncommitted_work_is_on_its_branch() throws Exception {
        agentHasWorked();
        UserProject.write(project.tree("claude"), "late.txt", "l\n");
        project.checkouts.close(UserProject.KEY);
        project.checkouts.close(UserProject.KEY);
        assertThat(project.tree("claude")).doesNotExist();
        assertThat(project.own("show", "orchestrate/orch_1/claude:late.txt")).isEqualTo("l");

        merge();

        assertThat(project.read("a.txt")).endsWith("AGENT\n");
    }
}
