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

class KeptCommitsTest {
    private static final MergeRequest KEEPING =
            new MergeRequest(UserProject.KEY, null, true, false, true, "Add it\n\nSo that it is there.");

    @RegisterExtension
    private static final PreparedProjects PROJECTS = new PreparedProjects();

    private UserProject project;

    private List<String> merge() throws Refused {
        return project.checkouts.merge(KEEPING);
    }

    private static void commit(UserProject project, String agent, String file, String text) {
        Path tree = project.tree(agent);
        UserProject.write(tree, file, text);
        project.gitIn(tree, "add", "-A");
        project.gitIn(
                tree,
                "-c",
                "core.hooksPath=/dev/null",
                "-c",
                "commit.gpgSign=false",
                "commit",
                "-q",
                "--author=Agent " + agent + " <agent@example.org>",
                "-m",
                agent + " writes " + file);
    }

    /** Two agents have worked side by side and have made commits of their own. */
    private static UserProject twoAgents() throws Exception {
        return PROJECTS.project("two-with-commits", fresh -> {
            fresh.repository().open("claude", "codex");
            commit(fresh, "claude", "one.txt", "1\n");
            commit(fresh, "claude", "two.txt", "2\n");
            commit(fresh, "codex", "three.txt", "3\n");
            fresh.integrate("claude");
            fresh.integrate("codex");
        });
    }

    @Test
    void the_agents_commits_stay_below_a_merge_commit() throws Exception {
        project = twoAgents();
        String before = project.git("rev-parse", "HEAD");

        List<String> words = merge();

        assertThat(words.get(0)).startsWith("Merged into main as ").endsWith("\"Add it\".");
        assertThat(words).anyMatch(line -> line.matches("The agents' \\d+ commits are kept\\. .*"));
        assertThat(project.git("rev-parse", "HEAD^1")).isEqualTo(before);
        assertThat(project.git("log", "--first-parent", "--format=%an: %s", before + ".."))
                .isEqualTo("Ana: Add it");
        assertThat(project.git("log", "-1", "--format=%b"))
                .isEqualTo("So that it is there.\n\nMade in session " + UserProject.KEY);
        assertThat(project.git("log", "--format=%an: %s", before + "..").lines())
                .contains(
                        "Agent claude: claude writes one.txt",
                        "Agent claude: claude writes two.txt",
                        "Agent codex: codex writes three.txt");
        assertThat(project.git("status", "--porcelain")).isEmpty();
        assertThat(project.git("fsck", "--strict", "--no-dangling")).doesNotContain("error");
        project.assertNothingIsLeft();
    }

    @Test
    void commits_that_build_on_uncommitted_changes_hold_none_of_these() throws Exception {
        project = PROJECTS.project("kept-beside-mine", fresh -> {
            fresh.repository().write("a.txt", AgentWork.line(1, "MINE", fresh.read("a.txt")));
            fresh.write("secret.txt", "mine\n");
            fresh.open("claude");
            commit(fresh, "claude", "one.txt", "1\n");
            AgentWork.change(fresh);
        });

        merge();

        assertThat(project.read("a.txt")).startsWith("MINE\n").endsWith("AGENT\n");
        assertThat(project.git("log", "HEAD", "-p", "--format=%H")).doesNotContain("MINE", "secret.txt");
        assertThat(project.git("show", "HEAD:one.txt")).isEqualTo("1");
        assertThat(project.git("log", "--format=%s").lines()).contains("claude writes one.txt");
        assertThat(project.git("status", "--porcelain").lines()).containsExactly(" M a.txt", "?? secret.txt");
    }

    @Test
    void commits_go_on_top_of_what_the_user_has_committed_meanwhile() throws Exception {
        project = twoAgents();
        project.write("mine.txt", "mine\n");
        String mine = project.commit("mine");

        merge();

        assertThat(project.git("rev-parse", "HEAD^1")).isEqualTo(mine);
        assertThat(project.git("merge-base", "HEAD^2", mine)).isEqualTo(mine);
        String commits = project.git("rev-list", mine + "..");
        assertThat(commits.lines())
                .hasSizeGreaterThanOrEqualTo(4)
                .allSatisfy(commit ->
                        assertThat(project.git("show", commit + ":mine.txt")).isEqualTo("mine"));
    }

    @Test
    void an_intermediate_commit_that_does_not_fit_is_named_and_nothing_is_changed() throws Exception {
        project = PROJECTS.project("back-and-forth", fresh -> {
            fresh.repository().open("claude");
            String first = UserProject.read(fresh.tree("claude"), "a.txt");
            commit(fresh, "claude", "a.txt", AgentWork.line(1, "TRIED", first));
            commit(fresh, "claude", "a.txt", first);
            commit(fresh, "claude", "one.txt", "1\n");
            fresh.integrate("claude");
        });
        project.write("a.txt", AgentWork.line(1, "MINE", project.read("a.txt")));
        project.commit("mine");
        String state = project.gitState();

        assertThatThrownBy(this::merge)
                .isInstanceOf(Refused.class)
                .hasMessageContaining("\"claude writes a.txt\" does not fit to yours")
                .hasMessageContaining("orchestrate merge " + UserProject.KEY + " --mode squash");

        assertThat(project.gitState()).isEqualTo(state);
        project.checkouts.merge(new MergeRequest(UserProject.KEY, null, true, false, "As one"));
        assertThat(project.read("one.txt")).isEqualTo("1\n");
    }

    @Test
    void a_repository_without_commits_gets_the_agents_commits_as_its_first() throws Exception {
        project = PROJECTS.project("kept-in-empty", fresh -> {
            fresh.git("init", "-q");
            fresh.open("claude");
            commit(fresh, "claude", "one.txt", "1\n");
            fresh.integrate("claude");
        });

        merge();

        assertThat(project.git("show", "HEAD:one.txt")).isEqualTo("1");
        assertThat(project.git("log", "--format=%s").lines()).contains("claude writes one.txt", "Add it");
    }

    @Test
    void a_repeated_merge_changes_nothing() throws Exception {
        project = twoAgents();
        merge();
        String head = project.git("rev-parse", "HEAD");

        assertThat(merge()).singleElement().asString().startsWith("Nothing to do: it is merged into main as ");

        assertThat(project.git("rev-parse", "HEAD")).isEqualTo(head);
    }

    @Test
    void a_directory_without_a_repository_has_no_commits_to_keep() throws Exception {
        project = PROJECTS.project("kept-without-repository", fresh -> {
            Files.writeString(fresh.root.resolve("a.txt"), "a\n");
            fresh.open("claude");
            commit(fresh, "claude", "one.txt", "1\n");
            fresh.integrate("claude");
        });

        assertThatThrownBy(this::merge)
                .hasMessageEndingWith("is no git repository, so it can have neither branches nor commits.");
        assertThat(project.root.resolve("one.txt")).doesNotExist();
    }
}
