package orchestrator.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import orchestrator.checkout.CheckoutActivities.Opened;
import orchestrator.filetree.Removal;
import orchestrator.workspace.request.MergeRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From snapshot to merge with unusual repositories. */
class OddRepositoriesTest {
    private static final MergeRequest USUAL = new MergeRequest(UserProject.KEY, null, true, false, "Do it");

    @TempDir
    Path base;

    private UserProject project;

    @BeforeEach
    void make() throws Exception {
        project = new UserProject(Files.createDirectory(base.resolve("wïth späce")));
    }

    @AfterEach
    void close() {
        project.close();
    }

    private void commit() {
        project.git("add", "-A");
        project.git("-c", "core.hooksPath=/dev/null", "-c", "commit.gpgSign=false", "commit", "-q", "-m", "more");
    }

    private void agentWrites(String name, String text) throws Exception {
        project.open("claude");
        UserProject.write(project.tree("claude"), name, text);
        project.integrate("claude");
    }

    @Test
    void files_that_a_sparse_checkout_omits_are_not_deleted() throws Exception {
        project.repository();
        project.write("big/x.txt", "x\n");
        project.write("small/y.txt", "y\n");
        commit();
        project.git("sparse-checkout", "set", "small");
        assertThat(project.root.resolve("big")).doesNotExist();
        project.write("small/y.txt", "mine\n");

        agentWrites("small/z.txt", "z\n");
        project.checkouts.merge(USUAL);

        assertThat(project.git("ls-tree", "-r", "--name-only", "HEAD").lines())
                .contains("big/x.txt", "small/y.txt", "small/z.txt");
        assertThat(project.git("status", "--porcelain")).isEqualTo(" M small/y.txt");
        assertThat(project.root.resolve("big")).doesNotExist();
    }

    @Test
    void files_whose_names_are_not_utf8_or_look_like_patterns_are_merged() throws Exception {
        project.repository();
        AgentShell shell = new AgentShell(base);
        String odd =
                "a=$(printf 'mod\\351'); b=$(printf 'gone\\351'); c=$(printf 'stay\\351'); d=$(printf 'new\\351'); ";
        shell.run(
                project.root,
                odd + "for f in $a $b $c ':memory:' ':(top)x'; do echo 1 >\"$f\"; done; git add .; git commit -qm o");
        project.open("claude");
        shell.run(
                project.tree("claude"),
                odd + "echo 2 >$a; rm $b; echo 2 >$d; echo 2 >':memory:'; rm ':(top)x'; echo 2 >':!y'");
        project.integrate("claude");
        shell.run(project.root, odd + "echo mine >$c; echo mine >mine");

        project.checkouts.merge(USUAL);

        shell.run(
                project.root,
                odd
                        + "test $(cat $a) = 2; test ! -e $b; test $(cat $c) = mine; test $(cat $d) = 2; test $(cat ':memory:') = 2;"
                        + " test ! -e ':(top)x'; test $(cat ':!y') = 2");
        assertThat(project.git("status", "--porcelain").lines()).containsExactly(" M \"stay\\351\"", "?? mine");
    }

    @Test
    void the_users_changes_in_a_file_whose_name_is_not_utf8_are_not_overwritten() throws Exception {
        project.repository();
        AgentShell shell = new AgentShell(base);
        String odd = "a=$(printf 'mod\\351'); b=$(printf 'new\\351.log'); ";
        shell.run(project.root, odd + "echo 1 >$a; git add .; git commit -qm o");
        project.open("claude");
        shell.run(project.tree("claude"), odd + "echo 2 >$a; echo 2 >$b; git add -f $b");
        project.integrate("claude");
        shell.run(project.root, odd + "echo mine >$a");

        assertThatThrownBy(() -> project.checkouts.merge(USUAL)).hasMessageContaining("mod\\xE9");

        shell.run(project.root, odd + "test $(cat $a) = mine; git checkout -q -- $a; echo ignored >$b");
        assertThatThrownBy(() -> project.checkouts.merge(USUAL)).hasMessageContaining("new\\xE9.log");
        shell.run(project.root, odd + "test $(cat $b) = ignored");
    }

    @Test
    void converted_line_ends_stay_as_the_user_has_them() throws Exception {
        project.repository();
        project.write(".gitattributes", "*.txt text eol=crlf\n");
        project.write("w.txt", "one\r\ntwo\r\n");
        commit();

        agentWrites("w.txt", "one\r\ntwo\r\nthree\r\n");
        project.checkouts.merge(USUAL);

        assertThat(project.read("w.txt")).isEqualTo("one\r\ntwo\r\nthree\r\n");
        assertThat(project.git("show", "HEAD:w.txt")).isEqualTo("one\ntwo\nthree");
        assertThat(project.git("status", "--porcelain")).isEmpty();
    }

    @Test
    void a_file_that_the_user_has_renamed_meanwhile_is_changed_under_its_new_name() throws Exception {
        project.repository();
        agentWrites("a.txt", "one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\n");
        project.git("mv", "a.txt", "moved.txt");
        commit();

        project.checkouts.merge(USUAL);

        assertThat(project.read("moved.txt")).endsWith("eight\n");
        assertThat(project.root.resolve("a.txt")).doesNotExist();
        assertThat(project.git("status", "--porcelain")).isEmpty();
    }

    @Test
    void on_a_detached_head_the_commit_is_made_there() throws Exception {
        project.repository();
        project.git("-c", "core.hooksPath=/dev/null", "checkout", "-q", "--detach");
        String main = project.git("rev-parse", "main");

        agentWrites("new.txt", "n\n");

        assertThat(project.checkouts.merge(USUAL).get(0)).contains("HEAD, which is on no branch");
        assertThat(project.git("rev-parse", "main", "HEAD^1").lines()).containsExactly(main, main);
    }

    @Test
    void the_merge_goes_to_the_branch_that_is_checked_out_now() throws Exception {
        project.repository();
        agentWrites("new.txt", "n\n");
        project.git("-c", "core.hooksPath=/dev/null", "checkout", "-q", "-b", "release");
        project.write("r.txt", "r\n");
        commit();

        assertThat(project.checkouts.merge(USUAL).get(0)).contains("Merged into release");
        assertThat(project.git("ls-tree", "--name-only", "main").lines()).doesNotContain("new.txt");
    }

    @Test
    void a_file_added_with_intent_to_add_is_in_the_snapshot_and_stays_so() throws Exception {
        project.repository();
        project.write("intended.txt", "i\n");
        project.git("add", "-N", "intended.txt");

        agentWrites("new.txt", "n\n");
        assertThat(project.tree("claude").resolve("intended.txt")).exists();
        project.checkouts.merge(USUAL);

        assertThat(project.git("status", "--porcelain")).isEqualTo(" A intended.txt");
    }

    @Test
    void a_directory_may_become_a_file_and_a_file_a_directory() throws Exception {
        project.repository();
        project.write("d/x.txt", "x\n");
        commit();
        project.open("claude");
        Path tree = project.tree("claude");
        Removal.of(tree.resolve("d"));
        UserProject.write(tree, "d", "a file now\n");
        Files.delete(tree.resolve("b.txt"));
        UserProject.write(tree, "b.txt/inside.txt", "i\n");
        project.integrate("claude");

        project.checkouts.merge(USUAL);

        assertThat(project.read("d")).isEqualTo("a file now\n");
        assertThat(project.read("b.txt/inside.txt")).isEqualTo("i\n");
        assertThat(project.git("status", "--porcelain")).isEmpty();
    }

    @Test
    void a_submodule_stays_a_submodule() throws Exception {
        Path library = Files.createDirectory(base.toRealPath().resolve("library"));
        project.gitIn(library, "init", "-q");
        UserProject.write(library, "l.txt", "l\n");
        project.gitIn(library, "add", "-A");
        project.gitIn(library, "-c", "core.hooksPath=/dev/null", "-c", "commit.gpgSign=false", "commit", "-qm", "l");
        project.repository();
        project.git(
                "-c",
                "core.hooksPath=/dev/null",
                "-c",
                "protocol.file.allow=always",
                "submodule",
                "add",
                "-q",
                library.toString(),
                "lib");
        commit();
        Opened opened = project.open("claude");
        UserProject.write(project.tree("claude"), "new.txt", "n\n");

        assertThat(project.integrate("claude").files()).containsExactly("new.txt");
        project.checkouts.merge(USUAL);

        assertThat(opened.note()).contains("submodules are empty in the checkouts (lib)");
        assertThat(project.read("lib/l.txt")).isEqualTo("l\n");
        assertThat(project.git("status", "--porcelain")).isEmpty();
    }

    @Test
    void a_user_who_works_in_a_worktree_gets_the_merge_there() throws Exception {
        project.repository();
        Path other = base.toRealPath().resolve("other");
        project.git("-c", "core.hooksPath=/dev/null", "worktree", "add", "-q", "-b", "side", other.toString());
        UserProject.write(other, "b.txt", "mine\n");
        project.checkouts.open(UserProject.request(other, null, null, "claude"));
        UserProject.write(project.tree("claude"), "new.txt", "n\n");
        project.integrate("claude");

        project.checkouts.merge(USUAL);

        assertThat(UserProject.read(other, "new.txt")).isEqualTo("n\n");
        assertThat(project.gitIn(other, "status", "--porcelain")).isEqualTo(" M b.txt");
        assertThat(project.git("worktree", "list").lines()).hasSize(2);
    }

    @Test
    void a_change_of_mode_alone_is_merged() throws Exception {
        project.repository();
        project.open("claude");
        project.tree("claude").resolve("b.txt").toFile().setExecutable(true);
        project.integrate("claude");

        project.checkouts.merge(USUAL);

        assertThat(Files.isExecutable(project.root.resolve("b.txt"))).isTrue();
        assertThat(project.git("status", "--porcelain")).isEmpty();
    }

    @Test
    void a_target_below_the_root_gets_the_whole_merge() throws Exception {
        project.repository();
        project.write("module/m.txt", "m\n");
        commit();
        Path module = project.root.resolve("module");
        project.checkouts.open(UserProject.request(module, null, null, "claude"));
        UserProject.write(project.tree("claude"), "module/new.txt", "n\n");
        UserProject.write(project.tree("claude"), "a.txt", "root\n");
        assertThat(project.integrate("claude").files()).containsExactly("a.txt", "module/new.txt");
        assertThat(project.checkouts.resultTree(UserProject.KEY).resolve("new.txt"))
                .exists();

        project.checkouts.merge(USUAL);

        assertThat(project.read("a.txt")).isEqualTo("root\n");
        assertThat(project.git("status", "--porcelain")).isEmpty();
    }

    @Test
    void a_repository_with_sha_256_works() throws Exception {
        project.git("init", "-q", "--object-format=sha256");
        project.repository();
        project.open("claude", "codex");
        Files.delete(project.tree("claude").resolve("a.txt"));
        UserProject.write(project.tree("codex"), "new.txt", "n\n");
        project.integrate("claude");
        assertThat(project.refresh("codex")).isEmpty();
        assertThat(project.integrate("codex").commit()).hasSize(64);

        project.checkouts.merge(USUAL);

        assertThat(project.root.resolve("a.txt")).doesNotExist();
        assertThat(project.read("new.txt")).isEqualTo("n\n");
        assertThat(project.git("status", "--porcelain")).isEmpty();
    }

    @Test
    void a_repository_with_other_formats_gets_its_first_commit() throws Exception {
        project.git("init", "-q", "--object-format=sha256");

        agentWrites("new.txt", "n\n");
        project.checkouts.merge(USUAL);

        assertThat(project.git("log", "--format=%s")).isEqualTo("Do it");
        assertThat(project.git("status", "--porcelain")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "it's \"mine\" $(now) `then`",
                "-dash",
                "trailing ",
                " a;b&c|d",
                "back\\slash",
                "ünïcödé 🚀",
                "a%20b",
                "q?x#y",
                "a:b",
                "*"
            })
    void project_and_data_directory_may_have_any_name(String name) throws Exception {
        Path odd = Files.createDirectory(base.resolve(name));
        try (UserProject there = new UserProject(odd).repository()) {
            there.open("claude");
            UserProject.write(there.tree("claude"), "grün.txt", "n\n");
            assertThat(there.integrate("claude").files()).containsExactly("grün.txt");
            assertThat(there.checkouts.resultTree(UserProject.KEY).resolve("grün.txt"))
                    .exists();

            there.checkouts.merge(USUAL);

            assertThat(there.read("grün.txt")).isEqualTo("n\n");
            assertThat(there.git("status", "--porcelain")).isEmpty();
        }
    }
}
