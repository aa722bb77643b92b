package orchestrator.issue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import orchestrator.issue.GitHubIssue.NotFetched;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitHubIssueTest {
    private static final String URL = "https://github.com/o/r.js/issues/12";

    @TempDir
    Path directory;

    /** @param script what `gh` does */
    private GitHubIssue with(String script) throws IOException {
        Path gh = Files.writeString(directory.resolve("gh"), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(gh, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new GitHubIssue(Map.of("PATH", directory + ":/usr/bin:/bin"));
    }

    @Test
    void the_issue_becomes_a_prompt_and_is_only_text() throws Exception {
        GitHubIssue issue = with("""
                printf '%s|' "$@" > "$0.args"
                cat <<'END'
                {"title": "Add $(touch pwned)", "body": "Please.\\n`touch pwned`"}
                END""");

        assertThat(issue.prompt(URL)).isEqualTo("Add $(touch pwned)\n\nPlease.\n`touch pwned`\n\n" + URL + "\n");
        assertThat(directory.resolve("gh.args")).hasContent("issue|view|" + URL + "|--json|title,body|");
    }

    @Test
    void an_issue_without_text_is_its_title() throws Exception {
        assertThat(with("echo '{\"title\": \"Do it\", \"body\": null}'").prompt(URL))
                .startsWith("Do it\n");
    }

    @Test
    void without_gh_the_error_says_what_to_do() {
        GitHubIssue issue = new GitHubIssue(Map.of("PATH", directory.toString()));

        assertThatThrownBy(() -> issue.prompt(URL))
                .isInstanceOf(NotFetched.class)
                .hasMessageContaining("there is no `gh`")
                .hasMessageContaining("gh auth login");
    }

    @Test
    void what_gh_says_is_passed_on() throws IOException {
        GitHubIssue issue = with("echo 'HTTP 401: Bad credentials' >&2; exit 4");

        assertThatThrownBy(() -> issue.prompt(URL)).hasMessageContaining("HTTP 401: Bad credentials");
    }

    @Test
    void an_answer_that_is_no_issue_is_refused() throws IOException {
        GitHubIssue issue = with("echo hello");

        assertThatThrownBy(() -> issue.prompt(URL)).hasMessageContaining("no issue");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--web",
                "https://github.com/o/r/pull/12",
                "https://example.org/o/r/issues/12",
                "https://github.com/o/r/issues/12 --web",
                "https://github.com/o/-r/issues/0",
                "http://github.com/o/r/issues/1",
            })
    void only_a_url_of_an_issue_is_asked_for(String url) throws IOException {
        GitHubIssue issue = with("echo '{\"title\": \"t\"}'");

        assertThatThrownBy(() -> issue.prompt(url)).hasMessageContaining("is not the URL of a GitHub issue");
    }
}
