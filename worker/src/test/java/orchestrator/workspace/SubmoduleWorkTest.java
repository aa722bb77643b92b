package orchestrator.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import orchestrator.checkout.CheckoutActivities.Integrated;
import orchestrator.checkout.LeftOut;
import orchestrator.checkout.LeftOut.Why;
import orchestrator.workspace.request.MergeRequest;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Work in submodules is merged with commits that the user gets, or kept beside the result; a link never names a commit
 * that nobody has.
 */
class SubmoduleWorkTest {
    private static final MergeRequest USUAL = new MergeRequest(UserProject.KEY, null, true, false, "Do it");
    private static final String LOCAL = "git -c protocol.file.allow=always ";

    @RegisterExtension
    private static final PreparedProjects PROJECTS = new PreparedProjects();

    private UserProject project;
    private AgentShell shell;

    @BeforeEach
    void make() throws Exception {
        project = PROJECTS.project("submodule", fresh -> {
            Path upstream = fresh.repository().base.resolve("upstream");
            AgentShell agent = new AgentShell(fresh.base);
            agent.run(
                    fresh.base, "git init -q -b main upstream; cd upstream; echo 1 >l; git add l; git commit -qm lib");
            agent.run(fresh.root, LOCAL + "submodule -q add " + upstream + " lib; git commit -qm sub");
        });
        shell = new AgentShell(project.base);
    }

    private Path opened() throws Exception {
        project.open("claude");
        return project.tree("claude");
    }

    private String link(String commit) {
        return project.git("rev-parse", commit + ":lib");
    }

    @Test
    void a_new_commit_in_a_submodule_is_fetched_into_the_users() throws Exception {
        Path tree = opened();
        shell.run(tree, LOCAL + "submodule -q update --init; cd lib; echo 2 >new; git add new; git commit -qm new");
        String made = project.gitIn(tree.resolve("lib"), "rev-parse", "HEAD");

        Integrated integrated = project.integrate("claude");
        List<String> lines = project.checkouts.merge(USUAL);

        assertThat(integrated.leftOut()).isEmpty();
        assertThat(link("HEAD")).isEqualTo(made);
        assertThat(lines).anyMatch(line -> line.contains("git submodule update -- lib"));
        shell.run(project.root, "git submodule -q update -- lib");
        assertThat(UserProject.read(project.root, "lib/new")).isEqualTo("2\n");
        assertThat(project.git("status", "--porcelain")).isEmpty();
    }

    @Test
    void checks_see_the_new_commit_even_after_a_setup_that_updates_submodules() throws Exception {
        String setup = "git -c protocol.file.allow=always submodule -q update --init";
        project.checkouts.open(UserProject.request(project.root, null, setup, "claude"));
        Path lib = project.tree("claude").resolve("lib");
        shell.run(lib, "echo 2 >new; git add new; git commit -qm new");
        project.integrate("claude");

        assertThat(UserProject.read(project.checkouts.resultTree(UserProject.KEY), "lib/new"))
                .isEqualTo("2\n");

        shell.run(lib, "echo 3 >new; git commit -qam newer");
        project.integrate("claude");
        assertThat(UserProject.read(project.checkouts.resultTree(UserProject.KEY), "lib/new"))
                .isEqualTo("3\n");
    }

    @Test
    void changed_files_in_a_submodule_are_committed_there_and_fetched() throws Exception {
        Path tree = opened();
        shell.run(tree, LOCAL + "submodule -q update --init; cd lib; echo changed >l; echo 2 >new; echo K >.env");
        Files.writeString(tree.resolve("lib/.gitignore"), ".env\n");

        Integrated integrated = project.integrate("claude");
        project.checkouts.merge(USUAL);

        assertThat(integrated.leftOut())
                .extracting(LeftOut::path, LeftOut::why)
                .containsExactly(Tuple.tuple("lib/.env", Why.IGNORED));
        shell.run(project.root, "git submodule -q update -- lib");
        assertThat(UserProject.read(project.root, "lib/l")).isEqualTo("changed\n");
        assertThat(UserProject.read(project.root, "lib/new")).isEqualTo("2\n");
    }

    @Test
    void a_submodule_that_is_only_checked_out_leaves_nothing_behind() throws Exception {
        Path tree = opened();
        shell.run(tree, LOCAL + "submodule -q update --init");

        assertThat(project.integrate("claude").leftOut()).isEmpty();
        assertThat(project.integrate("claude").files()).isEmpty();
    }

    @Test
    void commits_in_a_submodule_that_the_user_has_not_checked_out_are_kept_beside_the_result() throws Exception {
        shell.run(project.root, "git submodule -q deinit -f lib; rm -rf .git/modules/lib");
        String before = link("HEAD");
        Path tree = opened();
        shell.run(tree, LOCAL + "submodule -q update --init; cd lib; echo 2 >new; git add new; git commit -qm new");
        String made = project.gitIn(tree.resolve("lib"), "rev-parse", "HEAD");

        Integrated integrated = project.integrate("claude");
        List<String> lines = project.checkouts.merge(USUAL);

        assertThat(integrated.leftOut()).singleElement().satisfies(one -> {
            assertThat(one.path()).isEqualTo("lib/");
            assertThat(one.why().asks()).isTrue();
        });
        assertThat(link("HEAD")).isEqualTo(before);
        Path kept = project.home.resolve("sessions/orch_1/kept");
        assertThat(lines)
                .anyMatch(line -> line.contains(kept.resolve("claude/lib").toString()));
        assertThat(kept.resolve("claude/lib/new")).exists();
        assertThat(project.gitIn(kept.resolve("submodules.git"), "cat-file", "-t", made))
                .isEqualTo("commit");
    }

    @Test
    void files_in_the_directory_of_a_missing_submodule_are_kept_beside_the_result() throws Exception {
        Path tree = opened();
        UserProject.write(tree, "lib/mine", "m");

        Integrated integrated = project.integrate("claude");
        project.checkouts.merge(USUAL);

        assertThat(integrated.leftOut()).extracting(LeftOut::path).containsExactly("lib/");
        assertThat(project.home.resolve("sessions/orch_1/kept/claude/lib/mine")).exists();
    }

    @Test
    void a_submodule_that_an_agent_adds_stays_one_if_others_have_its_commit() throws Exception {
        Path tree = opened();
        shell.run(tree, LOCAL + "submodule -q add " + project.base.resolve("upstream") + " second");

        Integrated integrated = project.integrate("claude");
        project.checkouts.merge(USUAL);

        assertThat(integrated.leftOut()).isEmpty();
        assertThat(project.git("show", "HEAD:.gitmodules")).contains("second");
        shell.run(project.root, LOCAL + "submodule -q update --init second");
        assertThat(project.root.resolve("second/l")).exists();
    }

    @Test
    void a_submodule_whose_commits_only_the_agent_has_is_left_out() throws Exception {
        Path tree = opened();
        shell.run(
                tree,
                "git init -q own; cd own; echo 1 >a; git add a; git commit -qm i; cd ..; "
                        + "git config -f .gitmodules submodule.own.path own; git config -f .gitmodules submodule.own.url ./own;"
                        + " git add own .gitmodules 2>&1");

        Integrated integrated = project.integrate("claude");
        project.checkouts.merge(USUAL);

        assertThat(integrated.leftOut()).extracting(LeftOut::path).contains("own/");
        assertThat(project.git("ls-tree", "HEAD", "own")).isEmpty();
        assertThat(project.home.resolve("sessions/orch_1/kept/claude/own/a")).exists();
    }
}
