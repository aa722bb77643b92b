package orchestrator.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
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

    private List<String> merge() throws Refused {
        return project.checkouts.merge(USUAL);
    }

    @Test
    void a_merge_into_a_clean_checkout_is_one_commit() throws Exception {
        project = AgentWork.done(PROJECTS);
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
        project.assertNothingIsLeft();
    }

    @Test
    void a_second_merge_says_that_the_result_is_merged_already() throws Exception {
        project = AgentWork.done(PROJECTS);
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
        project.write("a.txt", AgentWork.line(1, "MINE", project.read("a.txt")));
        project.write("c.txt", "mine\n");
        project.write("untracked.txt", "mine\n");
        project.write("staged.txt", "mine\n");
        project.git("add", "staged.txt");
        project.open("claude");
        AgentWork.change(project);

        merge();

        assertThat(project.read("a.txt")).startsWith("MINE\n").endsWith("AGENT\n");
        assertThat(project.git("show", "HEAD:a.txt")).startsWith("one\n").endsWith("AGENT");
        assertThat(project.git("show", "--name-only", "--format=", "HEAD").lines())
                .containsExactlyInAnyOrder("a.txt", "b.txt", "new/agent.txt");
        assertThat(project.git("status", "--porcelain").lines())
                .containsExactlyInAnyOrder(" M a.txt", " M c.txt", "M  staged.txt", "?? untracked.txt");
        assertThat(project.git("diff", "a.txt")).contains("+MINE").doesNotContain("AGENT\n+");
        project.assertNothingIsLeft();
    }

    @Test
    void a_fully_staged_file_stays_staged_and_the_agents_part_is_committed() throws Exception {
        project = PROJECTS.project("repository", UserProject::repository);
        project.write("a.txt", AgentWork.line(1, "MINE", project.read("a.txt")));
        project.git("add", "a.txt");
        project.open("claude");
        AgentWork.change(project);

        merge();

        assertThat(project.git("status", "--porcelain")).isEqualTo("M  a.txt");
        assertThat(project.git("show", "HEAD:a.txt")).startsWith("one\n").endsWith("AGENT");
        assertThat(project.git("show", ":a.txt")).startsWith("MINE\n").endsWith("AGENT");
    }

    @Test
    void changes_that_the_user_makes_to_other_files_meanwhile_stay() throws Exception {
        project = PROJECTS.project("repository", UserProject::repository);
        project.write("c.txt", "c\n");
        project.commit("second");
        project.write("c.txt", "dirty\n");
        project.open("claude");
        AgentWork.change(project);
        project.write("c.txt", "dirtier\n");
        project.write("later.txt", "later\n");

        merge();

        assertThat(project.read("c.txt")).isEqualTo("dirtier\n");
        assertThat(project.git("status", "--porcelain").lines()).containsExactlyInAnyOrder(" M c.txt", "?? later.txt");
        project.assertNothingIsLeft();
    }

    @Test
    void after_the_user_has_committed_the_change_the_merge_succeeds() throws Exception {
        project = AgentWork.done(PROJECTS);
        project.write("a.txt", AgentWork.line(1, "MEANWHILE", project.read("a.txt")));
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
        project = AgentWork.done(PROJECTS);
        project.write("theirs.txt", "t\n");
        project.write("a.txt", AgentWork.line(1, "COMMITTED", project.read("a.txt")));
        String head = project.commit("meanwhile");
        project.write("theirs.txt", "and not committed\n");

        merge();

        assertThat(project.git("rev-parse", "HEAD^1")).isEqualTo(head);
        assertThat(project.read("a.txt")).startsWith("COMMITTED").endsWith("AGENT\n");
        assertThat(project.git("status", "--porcelain")).isEqualTo(" M theirs.txt");
        project.assertNothingIsLeft();
    }

    @Test
    void with_no_commit_only_files_change() throws Exception {
        project = PROJECTS.project("repository", UserProject::repository);
        project.write("draft.txt", "draft\n");
        project.write("a.txt", AgentWork.line(1, "MINE", project.read("a.txt")));
        project.open("claude");
        UserProject.write(project.tree("claude"), "draft.txt", "draft\nby the agent\n");
        AgentWork.change(project);
        project.write("later.txt", "later\n");
        String head = project.git("rev-parse", "HEAD");

        assertThat(project.checkouts.merge(FILES_ONLY).get(0)).contains("nothing is committed");

        assertThat(project.git("rev-parse", "HEAD")).isEqualTo(head);
        assertThat(project.read("draft.txt")).isEqualTo("draft\nby the agent\n");
        assertThat(project.read("a.txt")).startsWith("MINE").endsWith("AGENT\n");
        assertThat(project.read("later.txt")).isEqualTo("later\n");
        assertThat(project.git("status", "--porcelain").lines())
                .containsExactlyInAnyOrder(" M a.txt", " D b.txt", "?? draft.txt", "?? later.txt", "?? new/");
        project.assertNothingIsLeft();
    }

    @Test
    void with_a_branch_the_checkout_stays_unchanged() throws Exception {
        project = AgentWork.doneBesideMine(PROJECTS);
        String before = project.gitState();

        project.checkouts.merge(new MergeRequest(UserProject.KEY, "agents/work", true, false, "title"));

        assertThat(project.gitState()).isEqualTo(before);
        assertThat(project.git("show", "agents/work:a.txt")).startsWith("one\n").endsWith("AGENT");
        assertThat(project.git("rev-list", "--count", "main..agents/work")).isEqualTo("1");
        project.assertNothingIsLeft();
    }

    @Test
    void with_keep_branch_the_branch_of_the_result_stays_at_the_commit() throws Exception {
        project = AgentWork.done(PROJECTS);

        project.checkouts.merge(new MergeRequest(UserProject.KEY, null, true, true, "t"));
        merge();

        assertThat(project.git("rev-parse", "orchestrate/orch_1/result")).isEqualTo(project.git("rev-parse", "HEAD"));
        assertThat(project.branches()).doesNotContain("orchestrate/orch_1/claude");
    }

    @Test
    void an_interrupted_merge_is_completed() throws Exception {
        project = AgentWork.doneBesideMine(PROJECTS);
        // All files are written, and neither index nor HEAD has moved.
        project.write("a.txt", AgentWork.line(7, "AGENT", project.read("a.txt")));
        project.write("new/agent.txt", "agent\n");

        merge();

        assertThat(project.git("show", "HEAD:a.txt")).startsWith("one\n").endsWith("AGENT");
        assertThat(project.git("status", "--porcelain")).isEqualTo(" M a.txt");
        assertThat(project.root.resolve("b.txt")).doesNotExist();
    }

    @Test
    void a_finished_merge_that_was_not_recorded_is_not_repeated() throws Exception {
        project = AgentWork.done(PROJECTS);
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
        project.assertNothingIsLeft();
    }

    @Test
    void a_file_can_be_restored_as_it_was_before() throws Exception {
        project = AgentWork.doneBesideMine(PROJECTS);
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
    void without_changes_there_is_nothing_to_merge_and_nothing_is_left() throws Exception {
        project = PROJECTS.project("open", fresh -> fresh.repository().open("claude"));

        assertThat(merge()).singleElement().asString().contains("nothing to merge");

        project.assertNothingIsLeft();
    }

    @Test
    void work_that_was_never_integrated_is_reported_and_kept_in_its_branch() throws Exception {
        project = PROJECTS.project("repository", UserProject::repository);
        project.open("claude", "codex");
        AgentWork.change(project);
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
        String before = project.gitState();

        assertThat(project.checkouts.discard(UserProject.KEY))
                .singleElement()
                .asString()
                .contains("1 file;");

        assertThat(project.gitState()).isEqualTo(before);
        project.assertNothingIsLeft();
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
        project = AgentWork.done(PROJECTS);
        UserProject.write(project.tree("claude"), "late.txt", "l\n");
        project.checkouts.close(UserProject.KEY);
        project.checkouts.close(UserProject.KEY);
        assertThat(project.tree("claude")).doesNotExist();
        assertThat(project.own("show", "orchestrate/orch_1/claude:late.txt")).isEqualTo("l");

        merge();

        assertThat(project.read("a.txt")).endsWith("AGENT\n");
    }
}
