package orchestrator.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import orchestrator.git.GitProgram;
import orchestrator.workspace.request.MergeRequest;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Diffs, results and merges do not depend on what users have set for their own git. */
class UserSettingsTest {
    private static final MergeRequest USUAL = new MergeRequest(UserProject.KEY, null, true, false, "# Do it");

    private static final String ALL_OF_THEM = """
            [color]
              ui = always
              diff = always
              status = always
              advice = always
            [diff]
              external = false
              noprefix = true
              mnemonicPrefix = true
              srcPrefix = old/
              dstPrefix = new/
              relative = true
              orderFile = %1$s/order
              renames = copies
              algorithm = patience
              context = 0
              interHunkContext = 9
              suppressBlankEmpty = true
              submodule = log
              ignoreSubmodules = all
              wsErrorHighlight = all
              colorMoved = zebra
            [diff "shout"]
              textconv = tr a-z A-Z
              command = false
            [core]
              quotePath = true
              pager = false
              abbrev = 40
              attributesFile = %1$s/attributes
            [status]
              showUntrackedFiles = no
              short = true
              branch = true
              relativePaths = true
            [log]
              showSignature = true
              decorate = full
              follow = true
            [format]
              pretty = fuller
            [grep]
              patternType = fixed
              extendedRegexp = true
            [i18n]
              commitEncoding = ISO-8859-1
              logOutputEncoding = ISO-8859-1
            [commit]
              cleanup = strip
              verbose = true
            [column]
              ui = always
            [merge]
              conflictStyle = diff3
              autoStash = true
              renames = false
            [author]
              name = Somebody
              email = somebody@example.org
            [committer]
              name = Somebody
              email = somebody@example.org
            [submodule]
              recurse = true
            [interactive]
              diffFilter = false
            """;

    @RegisterExtension
    private static final PreparedProjects PROJECTS = new PreparedProjects();

    private UserProject project;

    @BeforeEach
    void make() throws Exception {
        project = PROJECTS.project("module", fresh -> {
            fresh.repository().write("module/m.txt", "one\n\nthree\nfour\nfive\nsix\nseven\n");
            fresh.write("module/z.txt", "z\n");
            fresh.commit("more");
        });
    }

    private void setAll() throws Exception {
        Path real = project.base;
        Files.writeString(real.resolve("order"), "module/z.txt\n");
        Files.writeString(real.resolve("attributes"), "*.txt diff=shout\n");
        Files.writeString(real.resolve(".gitconfig"), ALL_OF_THEM.formatted(real), StandardOpenOption.APPEND);
    }

    private String diffOfTheAgentsWork() throws Exception {
        project.checkouts.open(UserProject.request(project.root.resolve("module"), null, null, "claude"));
        Path tree = project.tree("claude");
        UserProject.write(tree, "module/m.txt", "one\n\nthree\nfour\nfünf\nsix\nseven\n");
        UserProject.write(tree, "module/z.txt", "zz\n");
        UserProject.write(tree, "grün.txt", "new\n");
        Files.move(tree.resolve("a.txt"), tree.resolve("moved.txt"));
        assertThat(project.integrate("claude").files())
                .containsExactly("a.txt", "grün.txt", "module/m.txt", "module/z.txt", "moved.txt");
        return project.store
                .artifacts()
                .get(project.checkouts.diff(UserProject.KEY).artifact())
                .orElseThrow();
    }

    @Test
    void the_diff_does_not_depend_on_the_users_settings() throws Exception {
        setAll();

        assertThat(diffOfTheAgentsWork().replaceAll("(?m)^index .*$", "index")).isEqualTo("""
                        diff --git a/grün.txt b/grün.txt
                        new file mode 100644
                        index
                        --- /dev/null
                        +++ b/grün.txt
                        @@ -0,0 +1 @@
                        +new
                        diff --git a/module/m.txt b/module/m.txt
                        index
                        --- a/module/m.txt
                        +++ b/module/m.txt
                        @@ -2,6 +2,6 @@ one
                        \s
                         three
                         four
                        -five
                        +fünf
                         six
                         seven
                        diff --git a/module/z.txt b/module/z.txt
                        index
                        --- a/module/z.txt
                        +++ b/module/z.txt
                        @@ -1 +1 @@
                        -z
                        +zz
                        diff --git a/a.txt b/moved.txt
                        similarity index 100%
                        rename from a.txt
                        rename to moved.txt
                        """);
        assertThat(project.checkouts.stat(UserProject.KEY))
                .contains("4 files changed, 3 insertions(+), 2 deletions(-)")
                .doesNotContain("\033");
    }

    @Test
    void the_merge_does_not_depend_on_the_users_settings() throws Exception {
        setAll();
        diffOfTheAgentsWork();

        project.checkouts.merge(USUAL);

        assertThat(project.read("grün.txt")).isEqualTo("new\n");
        String commit = project.git("cat-file", "commit", "HEAD");
        assertThat(commit)
                .contains("author Somebody <somebody@example.org>", "committer Somebody", "\n\n# Do it\n")
                .doesNotContain("encoding", GitProgram.EMAIL);
    }

    @Test
    void a_failed_merge_is_reported_without_color_codes() throws Exception {
        setAll();
        diffOfTheAgentsWork();
        project.write("module/z.txt", "mine\n");

        assertThat(Assertions.catchThrowable(() -> project.checkouts.merge(USUAL)))
                .hasMessageContaining("you have changed files that the agents have changed too: module/z.txt")
                .hasMessageNotContaining("\033");
    }

    @Test
    void a_repository_of_ours_can_be_read_by_every_git() throws Exception {
        Files.writeString(
                project.base.resolve(".gitconfig"),
                "[init]\ndefaultObjectFormat = sha256\ntemplateDir = /nowhere\n",
                StandardOpenOption.APPEND);
        Path plain = Files.createDirectory(project.base.resolve("plain"));
        UserProject.write(plain, "a.txt", "a\n");
        project.checkouts.open(UserProject.request(plain, null, null, "claude"));
        UserProject.write(project.tree("claude"), "new.txt", "n\n");
        Files.delete(project.tree("claude").resolve("a.txt"));
        project.integrate("claude");

        assertThat(project.gitIn(project.tree("claude"), "rev-parse", "HEAD")).hasSize(40);
        project.checkouts.merge(USUAL);

        assertThat(plain.resolve("new.txt")).exists();
        assertThat(plain.resolve("a.txt")).doesNotExist();
    }
}
