package orchestrator.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import orchestrator.checkout.CheckoutActivities.Integrated;
import orchestrator.git.GitProgram;
import orchestrator.workspace.request.MergeRequest;
import orchestrator.workspace.state.SessionCheckout;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class IntegrateTest {
    @RegisterExtension
    private static final PreparedProjects PROJECTS = new PreparedProjects();

    private UserProject project;

    @BeforeEach
    void make() throws Exception {
        project = PROJECTS.project("opened", fresh -> fresh.repository().open("claude", "codex"));
    }

    private Path claude() {
        return project.tree("claude");
    }

    private Path codex() {
        return project.tree("codex");
    }

    @Test
    void the_work_of_two_agents_is_integrated_and_each_gets_the_others() throws Exception {
        UserProject.write(claude(), "claude.txt", "c");
        UserProject.write(codex(), "a.txt", "ONE\ntwo\nthree\nfour\nfive\nsix\nseven\n");

        Integrated first = project.integrate("claude");
        Integrated second = project.integrate("codex");

        assertThat(first.files()).containsExactly("claude.txt");
        assertThat(second.files()).containsExactly("a.txt");
        assertThat(second.conflicts()).isEmpty();
        assertThat(project.refresh("claude")).isEmpty();
        assertThat(UserProject.read(claude(), "a.txt")).startsWith("ONE");
        assertThat(project.own("log", "-1", "--format=%an <%ae>%n%B", second.commit()))
                .startsWith("Orchestrator <orchestrator@localhost>")
                .contains("Work of codex");
        assertThat(project.git("status", "--porcelain")).isEmpty();
    }

    @Test
    void repeated_steps_change_nothing() throws Exception {
        UserProject.write(claude(), "claude.txt", "c");
        UserProject.write(codex(), "codex.txt", "x");
        project.integrate("codex");

        Integrated once = project.integrate("claude");
        Integrated twice = project.integrate("claude");

        assertThat(twice).isEqualTo(once);
        assertThat(project.refresh("codex")).isEmpty();
        assertThat(project.refresh("codex")).isEmpty();
        assertThat(project.integrate("codex").commit()).isEqualTo(once.commit());
    }

    @Test
    void commits_of_the_agent_are_integrated_too() throws Exception {
        UserProject.write(claude(), "own.txt", "c");
        project.gitIn(claude(), "add", "-A");
        project.gitIn(claude(), "-c", "core.hooksPath=/dev/null", "-c", "commit.gpgSign=false", "commit", "-qm", "own");

        assertThat(project.integrate("claude").files()).containsExactly("own.txt");
    }

    @Test
    void a_conflict_leaves_the_result_unchanged_and_its_markers_to_the_agent() throws Exception {
        UserProject.write(claude(), "b.txt", "claude\n");
        UserProject.write(codex(), "b.txt", "codex\n");
        UserProject.write(codex(), "more.txt", "m");
        Integrated before = project.integrate("claude");

        Integrated conflict = project.integrate("codex");

        assertThat(conflict.conflicts()).containsExactly("b.txt");
        assertThat(conflict.commit()).isEqualTo(before.commit());
        assertThat(UserProject.read(codex(), "b.txt")).contains("<<<<<<<", "codex", "claude", ">>>>>>>");
        assertThat(project.integrate("codex").conflicts())
                .as("still with marks")
                .containsExactly("b.txt");
        assertThat(project.refresh("codex")).containsExactly("b.txt");

        UserProject.write(codex(), "b.txt", "both\n");
        Integrated resolved = project.integrate("codex");

        assertThat(resolved.conflicts()).isEmpty();
        assertThat(resolved.files()).containsExactly("b.txt", "more.txt");
        assertThat(project.own("show", resolved.commit() + ":b.txt")).isEqualTo("both");
        assertThat(project.own("show", resolved.commit() + ":more.txt")).isEqualTo("m");
    }

    @Test
    void committed_conflict_markers_do_not_resolve_a_conflict() throws Exception {
        UserProject.write(claude(), "b.txt", "claude\n");
        UserProject.write(codex(), "b.txt", "codex\n");
        project.integrate("claude");
        project.integrate("codex");

        project.gitIn(
                codex(), "-c", "core.hooksPath=/dev/null", "-c", "commit.gpgSign=false", "commit", "-qam", "done");

        assertThat(project.integrate("codex").conflicts()).containsExactly("b.txt");
    }

    @Test
    void a_killed_merge_is_repeated_and_half_written_files_do_not_become_work() throws Exception {
        UserProject.write(claude(), "new.txt", "whole\n");
        UserProject.write(claude(), "a.txt", "whole\n");
        UserProject.write(codex(), "codex.txt", "x");
        String result = project.integrate("claude").commit();
        // The traces of a git that was killed while writing files, and the state before it.
        project.gitIn(codex(), "add", "-A");
        project.gitIn(codex(), "-c", "core.hooksPath=/dev/null", "-c", "commit.gpgSign=false", "commit", "-qm", "own");
        note("codex", project.gitIn(codex(), "rev-parse", "HEAD"));
        UserProject.write(codex(), "new.txt", "who");
        UserProject.write(codex(), "a.txt", "who");
        UserProject.write(project.home, "sessions/orch_1/repository.git/worktrees/codex/index.lock", "");

        Integrated integrated = project.integrate("codex");

        assertThat(integrated.conflicts()).isEmpty();
        assertThat(integrated.files()).containsExactly("codex.txt");
        assertThat(project.own("show", integrated.commit() + ":new.txt")).isEqualTo("whole");
        assertThat(project.own("rev-parse", integrated.commit() + "^1")).isEqualTo(result);
    }

    @Test
    void a_finished_merge_that_was_not_recorded_is_not_repeated() throws Exception {
        UserProject.write(claude(), "new.txt", "n");
        project.integrate("claude");
        note("codex", project.gitIn(codex(), "rev-parse", "HEAD"));
        project.gitIn(codex(), "merge", "-q", "--ff", "orchestrate/orch_1/result");

        assertThat(project.refresh("codex")).isEmpty();
        assertThat(UserProject.read(codex(), "new.txt")).isEqualTo("n");
    }

    /** Records that a merge into the agent's checkout has begun. */
    private void note(String agent, String commit) {
        SessionCheckout session = SessionCheckout.find(
                        project.home.resolve("sessions/orch_1"), new GitProgram(Map.of()))
                .orElseThrow();
        session.keep(session.known().withTree(agent, session.tree(agent).merging(commit)));
    }

    @Test
    void nothing_is_committed_to_a_branch_of_the_users_that_an_agent_has_checked_out() throws Exception {
        String main = project.git("rev-parse", "main");
        project.own("branch", "side", "main");
        UserProject.write(claude(), "work.txt", "w");
        project.integrate("claude");
        project.gitIn(claude(), "-c", "core.hooksPath=/dev/null", "checkout", "-q", "side");
        UserProject.write(claude(), "later.txt", "l");

        Integrated integrated = project.integrate("claude");

        assertThat(project.own("rev-parse", "side")).isEqualTo(main);
        assertThat(project.gitIn(claude(), "symbolic-ref", "--short", "HEAD")).isEqualTo("orchestrate/orch_1/claude");
        assertThat(project.own("show", integrated.commit() + ":later.txt")).isEqualTo("l");
    }

    @Test
    void a_checkout_in_which_an_agent_looked_at_an_old_commit_returns_to_its_branch() throws Exception {
        UserProject.write(claude(), "work.txt", "w");
        project.integrate("claude");
        project.gitIn(claude(), "-c", "core.hooksPath=/dev/null", "checkout", "-q", "--detach", "main");

        Integrated integrated = project.integrate("claude");

        assertThat(project.own("show", integrated.commit() + ":work.txt")).isEqualTo("w");
        assertThat(claude().resolve("work.txt")).exists();
    }

    @Test
    void nothing_is_lost_if_an_agent_deletes_the_git_file_of_its_checkout() throws Exception {
        UserProject.write(claude(), "work.txt", "w");
        Files.delete(claude().resolve(".git"));

        assertThat(project.integrate("claude").files()).containsExactly("work.txt");
    }

    @Test
    void an_unchanged_checkout_leaves_the_result_unchanged() throws Exception {
        Integrated nothing = project.integrate("claude");

        assertThat(nothing.files()).isEmpty();
        assertThat(nothing.commit()).isEqualTo(project.git("rev-parse", "main"));
    }

    @Test
    void files_with_odd_names_links_and_modes_are_integrated() throws Exception {
        UserProject.write(claude(), "ünï cöde\n\"x\".txt", "u");
        Files.createSymbolicLink(claude().resolve("link"), Path.of("a.txt"));
        UserProject.write(claude(), "run.sh", "#!/bin/sh\n").toFile().setExecutable(true);
        Files.delete(claude().resolve("b.txt"));

        Integrated integrated = project.integrate("claude");

        assertThat(integrated.files()).containsExactly("b.txt", "link", "run.sh", "ünï cöde\n\"x\".txt");
        assertThat(project.own("ls-tree", integrated.commit())).contains("100755 blob", "120000 blob");
    }

    @Test
    void changes_of_agents_that_work_in_the_target_itself_are_committed() throws Exception {
        String target = project.root.toString();
        project.checkouts.open(new orchestrator.checkout.CheckoutActivities.OpenRequest(
                "none", "none", target, target, "none", List.of("claude"), null, null));
        project.write("a.txt", "by claude\n");

        Integrated integrated = project.checkouts.integrate(
                new orchestrator.checkout.CheckoutActivities.IntegrateRequest("none", "claude", "claude-1", "m"));

        assertThat(integrated.files()).containsExactly("a.txt");
        assertThat(project.checkouts.diff("none").files()).isOne();
        assertThat(project.git("status", "--porcelain")).isEqualTo(" M a.txt");
        assertThat(project.checkouts.merge(new MergeRequest("none", null, true, false, "t")))
                .singleElement()
                .asString()
                .contains("what they did is there already");
        assertThat(project.branches()).doesNotContain("orchestrate/none");
    }
}
