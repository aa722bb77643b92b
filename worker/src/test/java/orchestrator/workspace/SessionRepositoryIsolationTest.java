package orchestrator.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import orchestrator.checkout.CheckoutActivities.Integrated;
import orchestrator.workspace.creation.CheckoutLocation;
import orchestrator.workspace.request.MergeRequest;
import orchestrator.workspace.request.Refused;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session has its own repository: what agents do in git does not affect the user, nor the other way round. */
class SessionRepositoryIsolationTest {
    private static final MergeRequest USUAL = new MergeRequest(UserProject.KEY, null, true, false, "Do it");

    @TempDir
    Path base;

    private UserProject project;

    @BeforeEach
    void make() throws Exception {
        project = new UserProject(base, Map.of("ANTHROPIC_API_KEY", "a key")).repository();
    }

    @AfterEach
    void close() {
        project.close();
    }

    private String agent(String... arguments) {
        Path tree = project.tree("claude");
        List<String> all = Stream.concat(
                        Stream.of("-c", "core.hooksPath=/dev/null", "-c", "commit.gpgSign=false"), Stream.of(arguments))
                .toList();
        return project.gitIn(tree, all.toArray(String[]::new));
    }

    private String merged() throws Refused {
        return String.join("\n", project.checkouts.merge(USUAL));
    }

    /** Everything in the user's git directory, with its content. */
    private String usersGit() throws IOException {
        Path git = project.root.resolve(".git");
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(git)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                all.append(git.relativize(file))
                        .append(' ')
                        .append(text.hashCode())
                        .append('\n');
            }
        }
        return all.toString();
    }

    @Test
    void a_session_adds_one_reference_to_the_users_repository_and_a_discard_removes_it() throws Exception {
        project.write("big.bin", "x".repeat(3_000_000));
        project.write("a.txt", "not committed\n");
        String before = usersGit();

        project.open("claude");
        String pinned = usersGit();
        agent("config", "user.email", "agent@example.org");
        agent("config", "core.bare", "true");
        agent("config", "core.hooksPath", "/tmp/hooks");
        agent("branch", "of-the-agent");
        agent("tag", "v9");
        UserProject.write(project.tree("claude"), "new.txt", "n\n");
        agent("stash", "-u");
        agent("stash", "pop");
        project.integrate("claude");
        project.checkouts.resultTree(UserProject.KEY);

        assertThat(usersGit()).isEqualTo(pinned);
        assertThat(pinned.replaceAll("(?m)^refs/orchestrate/orch_1/base .*\n", ""))
                .isEqualTo(before);
        project.checkouts.discard(UserProject.KEY);
        assertThat(usersGit()).isEqualTo(before);
    }

    @Test
    void an_agent_cannot_pop_the_users_stash() throws Exception {
        project.write("a.txt", "private\n");
        project.git("stash", "-q");
        String stash = project.git("stash", "list");
        project.open("claude");

        assertThat(agent("stash", "pop")).contains("No stash entries");
        project.integrate("claude");

        assertThat(project.git("stash", "list")).isEqualTo(stash).isNotEmpty();
    }

    @Test
    void the_session_survives_a_clean_up_of_the_users_repository() throws Exception {
        project.git("branch", "side");
        project.write("staged.txt", "staged, and then unstaged\n");
        project.git("add", "staged.txt");
        project.open("claude");
        project.git("rm", "-q", "-f", "--cached", "staged.txt");
        project.git("branch", "-D", "side");
        project.git("reflog", "expire", "--expire=all", "--all");
        project.git("worktree", "prune");
        project.git("gc", "-q", "--prune=now");

        UserProject.write(project.tree("claude"), "new.txt", "n\n");

        assertThat(project.integrate("claude").files()).containsExactly("new.txt");
        assertThat(project.own("fsck", "--connectivity-only")).doesNotContain("missing");
        assertThat(project.own("log", "--format=%s", "side")).isEqualTo("first");
        merged();
        assertThat(project.read("new.txt")).isEqualTo("n\n");
    }

    @Test
    void agents_see_the_users_branches_tags_and_remotes() throws Exception {
        project.git("remote", "add", "origin", "https://example.org/app.git");
        project.git("-c", "commit.gpgSign=false", "tag", "-a", "-m", "one", "v1");
        project.git("update-ref", "refs/remotes/origin/main", "HEAD");
        project.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main");

        project.open("claude");

        assertThat(agent("describe")).isEqualTo("v1");
        assertThat(agent("remote", "get-url", "origin")).isEqualTo("https://example.org/app.git");
        assertThat(agent("rev-parse", "origin/HEAD", "main").lines()).hasSize(2).doesNotContain("origin/HEAD");
    }

    @Test
    void agents_have_the_users_identity_and_line_ends() throws Exception {
        project.git("config", "user.name", "Ana at work");
        project.git("config", "core.autocrlf", "input");
        project.git("config", "filter.odd \"name\\.clean", "cat\ttab");
        Files.writeString(
                base.toRealPath().resolve("included"), "[user]\n\temail = work@example.org\n[alias]\n\tst = status\n");
        project.git(
                "config",
                "--add",
                "includeIf.gitdir:" + project.root + "/.path",
                base.resolve("included").toString());

        project.open("claude");

        assertThat(agent("config", "user.name")).isEqualTo("Ana at work");
        assertThat(agent("config", "user.email")).isEqualTo("work@example.org");
        assertThat(agent("config", "core.autocrlf")).isEqualTo("input");
        assertThat(agent("config", "filter.odd \"name\\.clean")).isEqualTo("cat\ttab");
        assertThat(agent("config", "alias.st")).isEqualTo("status");
    }

    @Test
    void settings_that_start_programs_or_break_git_are_restored() throws Exception {
        project.open("claude");
        UserProject.write(project.tree("claude"), ".gitattributes", "*.txt filter=evil\n");
        UserProject.write(project.tree("claude"), "new.txt", "n\n");
        Path ran = base.toRealPath().resolve("ran");
        agent("config", "filter.evil.clean", "touch " + ran + "; cat");
        agent("config", "core.repositoryformatversion", "99");

        assertThat(project.integrate("claude").files()).containsExactly(".gitattributes", "new.txt");

        assertThat(ran).doesNotExist();
    }

    @Test
    void programs_that_git_starts_do_not_see_api_keys() throws Exception {
        Path seen = base.toRealPath().resolve("seen");
        project.write(".gitattributes", "*.txt filter=spy\n");
        project.git("config", "filter.spy.clean", "env >" + seen + "; cat");

        project.open("claude");

        assertThat(seen).content().contains("PATH=").doesNotContain("a key");
    }

    @Test
    void a_merge_hands_over_branches_that_agents_have_made() throws Exception {
        project.open("claude");
        agent("checkout", "-q", "-b", "idea");
        UserProject.write(project.tree("claude"), "idea.txt", "i\n");
        agent("add", "-A");
        agent("commit", "-q", "-m", "idea");
        agent("checkout", "-q", "orchestrate/orch_1/claude");
        UserProject.write(project.tree("claude"), "stashed.txt", "s\n");
        agent("stash", "-q", "-u");
        UserProject.write(project.tree("claude"), "new.txt", "n\n");
        project.integrate("claude");

        String words = merged();

        assertThat(words)
                .contains("heads-idea; it is in the branch orchestrate/orch_1/heads-idea, which stays")
                .contains("stash-0; it is in the branch orchestrate/orch_1/stash-0, which stays");
        assertThat(project.git("show", "orchestrate/orch_1/heads-idea:idea.txt"))
                .isEqualTo("i");
        assertThat(project.git("show", "orchestrate/orch_1/stash-0^3:stashed.txt"))
                .isEqualTo("s");
    }

    /** Two commits of the agent, of which the first conflicts with the other branch. */
    private void leaveRebaseOpen() {
        agent("checkout", "-q", "-b", "other");
        UserProject.write(project.tree("claude"), "a.txt", "other\n");
        agent("commit", "-q", "-a", "-m", "other");
        agent("checkout", "-q", "orchestrate/orch_1/claude");
        UserProject.write(project.tree("claude"), "a.txt", "mine\n");
        agent("commit", "-q", "-a", "-m", "mine");
        UserProject.write(project.tree("claude"), "second.txt", "2\n");
        agent("add", "-A");
        agent("commit", "-q", "-m", "second");
        assertThat(agent("rebase", "other")).contains("CONFLICT");
    }

    @Test
    void an_open_rebase_is_finished_after_the_agent_has_resolved_its_conflict() throws Exception {
        project.open("claude");
        leaveRebaseOpen();

        assertThat(project.integrate("claude").conflicts()).containsExactly("a.txt");
        UserProject.write(project.tree("claude"), "a.txt", "both\n");
        Integrated integrated = project.integrate("claude");

        assertThat(integrated.conflicts()).isEmpty();
        assertThat(integrated.note()).contains("a rebase that claude had left open was finished");
        assertThat(integrated.files()).containsExactly("a.txt", "second.txt");
        assertThat(project.own("show", integrated.commit() + ":a.txt")).isEqualTo("both");
        assertThat(agent("status")).doesNotContain("rebase in progress");
    }

    @Test
    void a_rebase_with_an_unresolved_conflict_is_given_up_and_reported() throws Exception {
        project.open("claude");
        leaveRebaseOpen();
        assertThat(project.integrate("claude").conflicts()).containsExactly("a.txt");

        Integrated integrated = project.integrate("claude");

        assertThat(integrated.conflicts()).isEmpty();
        assertThat(integrated.note()).contains("was given up", "unfinished-claude");
        assertThat(integrated.files()).containsExactly("a.txt", "second.txt");
        assertThat(project.own("show", integrated.commit() + ":a.txt")).isEqualTo("mine");
    }

    @Test
    void an_unfinished_rebase_loses_no_commit() throws Exception {
        project.open("claude");
        leaveRebaseOpen();
        UserProject.write(project.tree("claude"), "half.txt", "half\n");

        project.checkouts.close(UserProject.KEY);

        String half = project.own("for-each-ref", "--format=%(refname)", "refs/orchestrate/orch_1/unfinished-*");
        assertThat(project.own("show", half + ":half.txt")).isEqualTo("half");
        assertThat(project.own("show", "orchestrate/orch_1/claude:second.txt")).isEqualTo("2");
        assertThat(merged()).contains("orchestrate/orch_1/claude", "orchestrate/orch_1/unfinished-claude");
    }

    @Test
    void an_open_cherry_pick_and_an_open_bisect_are_ended() throws Exception {
        project.open("claude");
        agent("checkout", "-q", "-b", "other");
        UserProject.write(project.tree("claude"), "a.txt", "other\n");
        agent("commit", "-q", "-a", "-m", "other");
        agent("checkout", "-q", "orchestrate/orch_1/claude");
        UserProject.write(project.tree("claude"), "a.txt", "mine\n");
        agent("commit", "-q", "-a", "-m", "mine");
        agent("cherry-pick", "other");
        UserProject.write(project.tree("claude"), "a.txt", "both\n");

        Integrated integrated = project.integrate("claude");

        assertThat(integrated.conflicts()).isEmpty();
        assertThat(integrated.note()).contains("cherry-pick");
        assertThat(project.own("show", integrated.commit() + ":a.txt")).isEqualTo("both");
        agent("bisect", "start");
        assertThat(project.integrate("claude").note()).contains("bisect");
        assertThat(agent("status")).doesNotContain("bisect");
    }

    @Test
    void the_user_is_the_author_of_a_merge_and_skipped_hooks_are_reported() throws Exception {
        project.open("claude");
        UserProject.write(project.tree("claude"), "new.txt", "n\n");
        project.integrate("claude");

        assertThat(merged())
                .contains("The commit is in your name, Ana <ana@example.org>")
                .contains("it is not signed")
                .contains("pre-commit")
                .contains("git commit --amend --no-edit");
        assertThat(project.git("log", "-1", "--format=%an %ce")).isEqualTo("Ana ana@example.org");
    }

    @Test
    void the_command_that_restores_a_file_can_be_pasted_even_with_blanks_in_the_path() throws Exception {
        Path plain = Files.createDirectories(base.toRealPath().resolve("it's a directory"));
        UserProject.write(plain, "x.txt", "x\n");
        project.checkouts.open(UserProject.request(plain, null, null, "claude"));
        UserProject.write(project.tree("claude"), "x.txt", "agent\n");
        project.integrate("claude");

        String back = project.checkouts
                .merge(USUAL)
                .get(1)
                .replaceFirst("^[^:]*: +", "")
                .replace("FILE", "x.txt");

        assertThat(new ProcessBuilder("sh", "-c", back).start().waitFor()).isZero();
        assertThat(UserProject.read(plain, "x.txt")).isEqualTo("x\n");
    }

    @Test
    void checkouts_of_a_hidden_data_directory_lie_beside_it() {
        Path home = base.resolve("user");

        assertThat(CheckoutLocation.of(home.resolve("data/sessions/k"), base.resolve("app")))
                .isEqualTo(home.resolve("data/sessions/k"));
        assertThat(home.toFile().mkdirs()).isTrue();
        assertThat(CheckoutLocation.of(home.resolve(".orchestrator/sessions/k"), base.resolve("app")))
                .isEqualTo(home.resolve("orchestrator-checkouts/k"));
        assertThat(CheckoutLocation.of(home.resolve(".orchestrator/sessions/k"), home))
                .as("not in the user's files")
                .isEqualTo(home.resolve(".orchestrator/sessions/k"));
    }
}
