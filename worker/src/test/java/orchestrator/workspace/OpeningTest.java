package orchestrator.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import orchestrator.checkout.CheckoutActivities.Isolation;
import orchestrator.checkout.CheckoutActivities.OpenRequest;
import orchestrator.checkout.CheckoutActivities.Opened;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpeningTest {
    @TempDir
    Path base;

    private Project project;

    @BeforeEach
    void make() throws IOException {
        project = new Project(base);
    }

    @AfterEach
    void close() {
        project.close();
    }

    @Test
    void agents_start_from_what_lies_there_and_the_users_checkout_stays_as_it_was() throws Exception {
        project.repository();
        project.write("a.txt", "changed\n");
        project.write("staged.txt", "staged\n");
        project.git("add", "staged.txt");
        project.write("new/untracked.txt", "new\n");
        project.write("build.log", "ignored\n");
        Files.delete(project.root.resolve("b.txt"));
        String before = project.standing();

        Opened opened = project.open("claude", "codex");

        assertThat(opened.refusal()).isEmpty();
        assertThat(opened.isolation()).isEqualTo(Isolation.WORKTREE);
        assertThat(opened.paths())
                .containsEntry("claude", project.tree("claude").toString());
        for (String agent : List.of("claude", "codex")) {
            Path tree = project.tree(agent);
            assertThat(Project.read(tree, "a.txt")).isEqualTo("changed\n");
            assertThat(Project.read(tree, "staged.txt")).isEqualTo("staged\n");
            assertThat(Project.read(tree, "new/untracked.txt")).isEqualTo("new\n");
            assertThat(tree.resolve("build.log")).doesNotExist();
            assertThat(tree.resolve("b.txt")).doesNotExist();
            assertThat(project.gitIn(tree, "symbolic-ref", "--short", "HEAD")).isEqualTo("orchestrate/orch_1/" + agent);
        }
        assertThat(opened.note()).contains("4 files that are not committed");
        assertThat(project.standing()).isEqualTo(before);
        assertThat(base.resolve("hook-ran")).as("the user's hooks do not run").doesNotExist();
    }

    @Test
    void a_clean_checkout_starts_from_the_users_own_commit() throws Exception {
        project.repository();

        Opened opened = project.open("claude");

        assertThat(opened.base()).isEqualTo(project.git("rev-parse", "HEAD"));
        assertThat(opened.note()).isEmpty();
    }

    @Test
    void asked_again_nothing_changes_and_a_new_agent_gets_a_checkout_too() throws Exception {
        project.repository();
        project.write("a.txt", "mine\n");
        Opened first = project.open("claude");
        Project.write(project.tree("claude"), "work.txt", "unsaved");
        project.write("a.txt", "changed since\n");

        Opened second = project.open("claude", "gemini");

        assertThat(second.base()).isEqualTo(first.base());
        assertThat(second.note()).isEqualTo(first.note());
        assertThat(project.tree("claude").resolve("work.txt")).exists();
        assertThat(Project.read(project.tree("gemini"), "a.txt")).isEqualTo("mine\n");
    }

    @Test
    void an_opening_that_was_broken_off_anywhere_is_completed() throws Exception {
        project.repository();
        project.open("claude");
        // As if killed before the checkout was noted as usable: half of the files, a lock, the branch.
        Path session = project.home.resolve("sessions/orch_1");
        String json = Project.read(session, "checkout.json");
        Project.write(session, "checkout.json", json.replaceFirst("\"trees\":\\{.*?\\}\\}", "\"trees\":{}"));
        Files.delete(project.tree("claude").resolve("a.txt"));
        Project.write(session, "repository.git/worktrees/claude/index.lock", "");

        project.open("claude");

        assertThat(project.gitIn(project.tree("claude"), "status", "--porcelain"))
                .isEmpty();
        assertThat(project.tree("claude").resolve("a.txt")).exists();
        assertThat(project.own("worktree", "list").lines()).hasSize(2);
        assertThat(project.git("worktree", "list").lines()).hasSize(1);
    }

    @Test
    void a_checkout_that_someone_removed_is_made_again_from_its_branch() throws Exception {
        project.repository();
        project.open("claude");
        Project.write(project.tree("claude"), "work.txt", "done");
        project.integrate("claude");
        Removal.of(project.tree("claude"));

        project.open("claude");

        assertThat(Project.read(project.tree("claude"), "work.txt")).isEqualTo("done");
    }

    @Test
    void a_repository_without_a_commit_has_a_snapshot_all_the_same() throws Exception {
        project.git("init", "-q");
        project.write("only.txt", "1\n");

        Opened opened = project.open("claude");

        assertThat(opened.refusal()).isEmpty();
        assertThat(Project.read(project.tree("claude"), "only.txt")).isEqualTo("1\n");
        assertThat(opened.note()).contains("no commit yet");
        assertThat(project.git("rev-parse", "-q", "--verify", "HEAD")).isEmpty();
    }

    @Test
    void a_target_below_the_root_is_that_directory_in_the_checkout() throws Exception {
        project.repository();
        project.write("module/src/x.txt", "x\n");
        Files.createDirectories(project.root.resolve("empty/deep"));

        Opened opened = project.checkouts.open(Project.request(project.root.resolve("module"), null, null, "claude"));

        assertThat(opened.paths())
                .containsEntry(
                        "claude", project.tree("claude").resolve("module").toString());
        assertThat(project.tree("claude").resolve("a.txt")).exists();
    }

    @Test
    void a_target_that_git_does_not_keep_gets_its_directory() throws Exception {
        project.repository();
        Path deep = Files.createDirectories(project.root.resolve("empty/deep"));

        Opened opened = project.checkouts.open(Project.request(deep, null, null, "claude"));

        assertThat(Path.of(opened.paths().get("claude"))).isDirectory();
    }

    @Test
    void a_target_that_its_repository_ignores_has_none() throws Exception {
        project.repository();
        project.write(".gitignore", "sandbox/\n");
        project.write("sandbox/x.txt", "x\n");

        Opened opened = project.checkouts.open(Project.request(project.root.resolve("sandbox"), null, null, "claude"));

        assertThat(opened.isolation()).isEqualTo(Isolation.SHADOW);
        assertThat(project.tree("claude").resolve("x.txt")).exists();
    }

    @Test
    void a_bare_repository_is_refused_with_what_to_do() {
        project.git("init", "-q", "--bare");

        assertThatThrownBy(() -> project.open("claude"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("bare repository")
                .hasMessageContaining("Clone it");
    }

    @Test
    void a_shallow_clone_is_a_repository_like_others() throws Exception {
        project.repository();
        project.write("a.txt", "second\n");
        project.commit("second");
        Path clone = base.toRealPath().resolve("clone");
        project.git("clone", "-q", "--depth=1", "file://" + project.root, clone.toString());

        Opened opened = project.checkouts.open(Project.request(clone, null, null, "claude"));

        assertThat(opened.refusal()).isEmpty();
        assertThat(Project.read(project.tree("claude"), "a.txt")).isEqualTo("second\n");
    }

    @Test
    void a_checkout_that_is_itself_a_worktree_works() throws Exception {
        project.repository();
        Path other = base.toRealPath().resolve("other");
        project.git("worktree", "add", "-q", "-b", "side", other.toString());
        Project.write(other, "side.txt", "s\n");

        project.checkouts.open(Project.request(other, null, null, "claude"));

        assertThat(Project.read(project.tree("claude"), "side.txt")).isEqualTo("s\n");
    }

    @Test
    void a_merge_that_is_going_on_is_said_and_is_in_the_snapshot() throws Exception {
        project.repository();
        project.git("checkout", "-q", "-b", "side");
        project.write("b.txt", "side\n");
        project.commit("side");
        project.git("checkout", "-q", "main");
        project.write("b.txt", "main\n");
        project.commit("main");
        project.git("merge", "--ff", "side");
        String before = project.standing();

        Opened opened = project.open("claude");

        assertThat(opened.note()).contains("in the middle of a merge");
        assertThat(Project.read(project.tree("claude"), "b.txt")).contains("<<<<<<<");
        assertThat(project.standing()).isEqualTo(before);
    }

    @Test
    void submodules_repositories_within_and_huge_files_are_said() throws Exception {
        project.repository();
        project.write("inner/x.txt", "x\n");
        project.gitIn(project.root.resolve("inner"), "init", "-q");
        try (var huge =
                new java.io.RandomAccessFile(project.root.resolve("huge.bin").toFile(), "rw")) {
            huge.setLength(Limits.of(java.util.Map.of()).fileBytes() + 1);
        }

        Opened opened = project.open("claude");

        assertThat(opened.note()).contains("not in the checkouts: huge.bin (104 MB), inner/ (a repository of its own)");
        assertThat(project.tree("claude").resolve("inner")).doesNotExist();
    }

    @Test
    void ignored_files_that_are_named_come_along_with_their_modes_and_no_link_leads_out() throws Exception {
        project.repository();
        project.write(".worktreeinclude", "# what tests need\n.env\nsecret/*\n!secret/not.log\n");
        project.write(".gitignore", "*.log\n.env\nsecret/\n");
        Files.setPosixFilePermissions(project.write(".env", "KEY=1\n"), PosixFilePermissions.fromString("rw-------"));
        project.write("secret/a.txt", "a\n");
        project.write("other.log", "not named\n");
        project.write("secret/not.log", "not\n");
        Path outside = Files.writeString(base.resolve("outside.txt"), "outside");
        Files.createSymbolicLink(project.root.resolve("secret/out"), outside);
        Files.createSymbolicLink(project.root.resolve("secret/in"), Path.of("a.txt"));

        project.open("claude");

        Path tree = project.tree("claude");
        assertThat(Project.read(tree, ".env")).isEqualTo("KEY=1\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(tree.resolve(".env"))))
                .isEqualTo("rw-------");
        assertThat(Project.read(tree, "secret/a.txt")).isEqualTo("a\n");
        assertThat(Project.read(tree, "secret/in")).isEqualTo("a\n");
        assertThat(Files.exists(tree.resolve("secret/out"), LinkOption.NOFOLLOW_LINKS))
                .isFalse();
        assertThat(tree.resolve("other.log")).doesNotExist();
        assertThat(tree.resolve("secret/not.log")).doesNotExist();
        Project.write(tree, "work.txt", "w");
        assertThat(project.integrate("claude").files()).containsExactly("work.txt");
    }

    @Test
    void the_setup_makes_each_checkout_usable_and_one_that_fails_is_refused_with_its_words() throws Exception {
        project.repository();
        OpenRequest good = Project.request(project.root, null, "pwd > ready.log", "claude");

        project.checkouts.open(good);

        assertThat(Project.read(project.tree("claude"), "ready.log").strip())
                .isEqualTo(project.tree("claude").toString());
        OpenRequest bad = new OpenRequest(
                "orch_2",
                "orch_2",
                good.target(),
                good.target(),
                null,
                List.of("claude"),
                "echo no network; exit 3",
                null);
        assertThatThrownBy(() -> project.checkouts.open(bad))
                .hasMessageContaining("the setup `echo no network; exit 3` ended with exit code 3")
                .hasMessageContaining("no network");
    }

    @Test
    void a_directory_without_repository_gets_one_of_ours_and_nothing_is_written_into_it() throws Exception {
        project.write("x.txt", "x\n");
        project.write(".gitignore", "*.tmp\n");
        project.write("no.tmp", "ignored\n");

        Opened opened = project.open("claude");

        assertThat(opened.isolation()).isEqualTo(Isolation.SHADOW);
        assertThat(Project.read(project.tree("claude"), "x.txt")).isEqualTo("x\n");
        assertThat(project.tree("claude").resolve("no.tmp")).doesNotExist();
        assertThat(project.root.toFile().list()).containsExactlyInAnyOrder("x.txt", ".gitignore", "no.tmp");
        assertThat(opened.note()).contains("no git repository");
    }

    @Test
    void a_directory_of_repositories_is_worked_in_itself() throws Exception {
        project.write("one/x.txt", "x\n");
        project.gitIn(project.root.resolve("one"), "init", "-q");

        Opened opened = project.open("claude");

        assertThat(opened.isolation()).isEqualTo(Isolation.NONE);
        assertThat(opened.paths()).containsEntry("claude", project.root.toString());
        assertThat(opened.note()).contains("holds some (one/)");
        assertThatThrownBy(() -> project.checkouts()
                        .open(new OpenRequest(
                                "orch_2",
                                "orch_2",
                                project.root.toString(),
                                project.root.toString(),
                                "worktree",
                                List.of("claude"),
                                null,
                                null)))
                .hasMessageContaining("--isolation none");
    }

    @Test
    void a_data_directory_within_the_target_is_no_part_of_the_snapshot() throws Exception {
        Path inside = Files.createDirectories(base.toRealPath());
        Files.writeString(inside.resolve("x.txt"), "x");

        Opened opened = project.checkouts.open(Project.request(inside, null, null, "claude"));

        assertThat(opened.isolation()).isEqualTo(Isolation.SHADOW);
        assertThat(project.tree("claude").resolve("x.txt")).exists();
        assertThat(project.tree("claude").resolve("home")).doesNotExist();
    }

    @Test
    void names_that_lead_elsewhere_are_refused() {
        project.repository();

        assertThatThrownBy(() -> project.open("../x")).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> project.open("result")).hasMessageContaining("no agent can be called `result`");
    }

    @Test
    void a_workspace_of_the_users_gets_the_checkouts_and_one_in_the_target_is_refused() throws Exception {
        project.repository();
        Path elsewhere = Files.createDirectories(base.toRealPath().resolve("elsewhere"));
        String target = project.root.toString();

        Opened opened = project.checkouts.open(new OpenRequest(
                Project.KEY, Project.KEY, target, elsewhere.toString(), null, List.of("claude"), null, null));

        assertThat(opened.paths())
                .containsEntry("claude", elsewhere.resolve("orch_1/claude").toString());
        OpenRequest within = new OpenRequest("k", "k", target, target + "/trees", null, List.of("claude"), null, null);
        assertThatThrownBy(() -> project.checkouts.open(within)).hasMessageContaining("lies in the target");
    }

    @Test
    void two_sessions_on_one_repository_do_not_meet() throws Exception {
        project.repository();
        project.open("claude");
        String target = project.root.toString();
        project.checkouts.open(
                new OpenRequest("orch_2", "orch_2", target, target, null, List.of("claude"), null, null));

        Project.write(project.tree("claude"), "one.txt", "1");
        project.integrate("claude");

        assertThat(project.own("branch")).contains("orchestrate/orch_1/claude").doesNotContain("orch_2");
        assertThat(project.ownOf("orch_2", "branch")).contains("orchestrate/orch_2/claude");
        assertThat(project.checkouts.diff("orch_2").files()).isZero();
        assertThat(project.checkouts.diff("orch_1").files()).isOne();
    }
}
