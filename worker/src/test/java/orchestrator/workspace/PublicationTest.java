package orchestrator.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import orchestrator.workspace.publish.ResultPublication;
import orchestrator.workspace.request.MergeRequest;
import orchestrator.workspace.request.PublishRequest;
import orchestrator.workspace.request.Refused;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PublicationTest {
    private static final String ADDRESS = "https://github.example/ana/app/pull/7";
    private static final MergeRequest MERGE =
            new MergeRequest(UserProject.KEY, null, true, false, "Add it; $(touch x)\n\nSo that \"it\" is there.");
    private static final String BRANCH = "orchestrate/" + UserProject.KEY;

    @RegisterExtension
    private static final PreparedProjects PROJECTS = new PreparedProjects();

    private UserProject project;
    private Path remote;
    private Path programs;

    @BeforeEach
    void worked() throws Exception {
        project = AgentWork.done(PROJECTS);
        remote = project.base.resolve("remote.git");
        programs = Files.createDirectories(project.base.resolve("programs"));
    }

    private void addRemote(String name) {
        project.gitIn(project.base, "init", "-q", "--bare", remote.toString());
        project.git("remote", "add", name, remote.toString());
        project.git("push", "-q", name, "main");
    }

    /** Notes how it is called, and knows the pull request that it has opened. */
    private void installGh(String... more) throws IOException {
        Path gh = programs.resolve("gh");
        Files.writeString(gh, """
                #!/bin/sh
                cd '%s' || exit 1
                printf '<%%s>' "$@" >> calls
                echo >> calls
                %s
                case "$1 $2" in
                "pr list") if [ -e opened ]; then echo '[{"url":"%s"}]'; else echo '[]'; fi ;;
                "pr create") cat > body; touch opened; echo 'Creating pull request'; echo '%s' ;;
                esac
                """.formatted(programs, String.join("\n", more), ADDRESS, ADDRESS));
        gh.toFile().setExecutable(true);
    }

    private List<String> publish(PublishRequest request) throws Refused {
        Map<String, String> environment = new HashMap<>();
        environment.put("PATH", programs + ":/usr/bin:/bin");
        environment.put("HOME", project.base.toString());
        return project.checkouts.alone(
                UserProject.KEY,
                session -> new ResultPublication(session, project.store.artifacts(), environment).publish(request));
    }

    private List<String> open() throws Refused {
        return publish(new PublishRequest(MERGE, "", "", false));
    }

    private String calls() throws IOException {
        return Files.readString(programs.resolve("calls"));
    }

    private String pushed(String... arguments) {
        return project.gitIn(remote, arguments);
    }

    @Test
    void the_result_is_pushed_as_a_branch_and_a_pull_request_is_opened() throws Exception {
        addRemote("origin");
        installGh();
        String before = project.gitState();

        List<String> lines = open();

        assertThat(lines)
                .containsExactly("Pushed the branch " + BRANCH + " to origin.", "Opened the pull request " + ADDRESS);
        assertThat(pushed("log", "-1", "--format=%an: %s", BRANCH)).isEqualTo("Ana: Add it; $(touch x)");
        assertThat(pushed("rev-parse", BRANCH + "^")).isEqualTo(project.git("rev-parse", "main"));
        assertThat(pushed("show", BRANCH + ":new/agent.txt")).isEqualTo("agent");
        assertThat(calls())
                .contains("<pr><create><--head><" + BRANCH
                        + "><--title><Add it; $(touch x)><--body-file><-><--base><main>\n");
        assertThat(Files.readString(programs.resolve("body")))
                .isEqualTo("So that \"it\" is there.\n\nMade in session " + UserProject.KEY + ".\n");
        assertThat(project.gitState()).as("the target stays as it is").isEqualTo(before);
        assertThat(project.checkouts.isPending(UserProject.KEY)).isTrue();
    }

    @Test
    void a_repeated_request_opens_no_second_pull_request() throws Exception {
        addRemote("origin");
        installGh();
        open();
        String calls = calls();

        assertThat(open()).containsExactly("Nothing to do: the pull request is open already: " + ADDRESS);

        assertThat(calls()).isEqualTo(calls);
    }

    @Test
    void an_interrupted_request_is_finished_with_the_same_commit() throws Exception {
        addRemote("origin");
        installGh("[ \"$2\" != create ] || [ -e repaired ] || { echo 'HTTP 502' >&2; exit 1; }");
        assertThatThrownBy(this::open).hasMessage("`gh pr create` failed: HTTP 502");
        String commit = pushed("rev-parse", BRANCH);
        Files.createFile(programs.resolve("repaired"));

        open();

        assertThat(pushed("rev-parse", BRANCH)).isEqualTo(commit);
    }

    @Test
    void a_pull_request_that_another_gh_opened_in_this_moment_counts() throws Exception {
        addRemote("origin");
        installGh("[ \"$2\" != create ] || { touch opened; echo 'already exists' >&2; exit 1; }");

        assertThat(open()).contains("Opened the pull request " + ADDRESS);
    }

    @Test
    void without_a_remote_it_says_what_to_do() throws Exception {
        installGh();

        assertThatThrownBy(this::open)
                .isInstanceOf(Refused.class)
                .hasMessageContaining("has no remote to push to")
                .hasMessageContaining("remote add origin URL");
    }

    @Test
    void without_gh_nothing_is_pushed_unless_only_a_push_is_asked_for() throws Exception {
        addRemote("upstream");

        assertThatThrownBy(this::open)
                .hasMessageContaining("`gh`, which is not installed")
                .hasMessageContaining("gh auth login")
                .hasMessageContaining("orchestrate pull-request " + UserProject.KEY + " --push-only");
        assertThat(pushed("branch", "--format=%(refname:short)")).isEqualTo("main");

        assertThat(publish(new PublishRequest(MERGE, "", "", true)))
                .contains("Pushed the branch " + BRANCH + " to upstream.");
        assertThat(pushed("branch", "--format=%(refname:short)").lines()).contains(BRANCH);
    }

    @Test
    void a_gh_that_is_not_logged_in_is_a_reason_too() throws Exception {
        addRemote("origin");
        installGh("[ \"$1\" != auth ] || { echo 'You are not logged into any GitHub hosts.' >&2; exit 1; }");

        assertThatThrownBy(this::open)
                .hasMessageContaining("not logged in: You are not logged into any GitHub hosts.")
                .hasMessageContaining("gh auth login");
        assertThat(pushed("branch", "--format=%(refname:short)")).isEqualTo("main");
    }

    @Test
    void gh_is_told_the_repository_of_a_remote_on_github() throws Exception {
        addRemote("origin");
        installGh();
        project.git("remote", "set-url", "origin", "git@github.example:ana/app.git");
        project.git("config", "url." + remote + ".insteadOf", "git@github.example:ana/app.git");
        project.git("config", "remote.origin.url", "git@github.example:ana/app.git");

        open();

        assertThat(calls()).contains("<pr><create>");
    }

    @Test
    void what_others_have_pushed_to_the_branch_is_not_replaced() throws Exception {
        addRemote("origin");
        installGh();
        project.git("push", "-q", "origin", "main:refs/heads/" + BRANCH);
        project.write("other.txt", "theirs\n");
        String theirs = project.commit("theirs");
        project.git("push", "-q", "origin", "main:refs/heads/" + BRANCH);
        project.git("reset", "-q", "--hard", "HEAD^");

        assertThatThrownBy(this::open).hasMessageContaining("does not take the branch " + BRANCH);

        assertThat(pushed("rev-parse", BRANCH)).isEqualTo(theirs);
    }

    @Test
    void a_result_that_is_merged_has_nothing_to_publish() throws Exception {
        addRemote("origin");
        installGh();
        project.checkouts.merge(MERGE);

        assertThatThrownBy(this::open).hasMessageStartingWith("the result is merged into main as ");
    }

    @Test
    void a_base_that_the_remote_lacks_is_refused_before_anything_is_pushed() throws Exception {
        addRemote("origin");
        installGh();

        assertThatThrownBy(() -> publish(new PublishRequest(MERGE, "", "release", false)))
                .hasMessage("the remote origin has no branch `release`.");
        assertThatThrownBy(() -> publish(new PublishRequest(MERGE, "elsewhere", "", false)))
                .hasMessage("the repository has no remote `elsewhere`. There is: origin");
        assertThat(pushed("branch", "--format=%(refname:short)")).isEqualTo("main");
    }
}
