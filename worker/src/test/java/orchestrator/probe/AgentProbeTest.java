package orchestrator.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import orchestrator.agent.Agent;
import orchestrator.agent.claude.ClaudeAgent;
import orchestrator.agent.gemini.GeminiAgent;
import orchestrator.probe.AgentsReport.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real processes: shell scripts that print recorded output of the agents. */
@Timeout(60)
class AgentProbeTest {
    private static final Duration AMPLE = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    private Path program(String script) throws IOException {
        Path file = Files.writeString(directory.resolve("agent"), "#!/bin/sh\n" + script + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static String recording(String name) {
        String file = "/agents/" + name;
        return "'"
                + Path.of(Objects.requireNonNull(AgentProbeTest.class.getResource(file))
                        .getPath()) + "'";
    }

    private Answer ask(Duration limit, Agent agent, String script) throws Exception {
        Map<String, String> environment = Map.of(
                "PATH", "/usr/bin:/bin",
                "HOME", directory.toString(),
                "ANTHROPIC_API_KEY", "its-own",
                "OPENAI_API_KEY", "not-its-own",
                "DATABASE_PASSWORD", "nobodys");
        try (AgentProbe word = AgentProbe.within(limit, agent, environment)) {
            return word.ask(program(script));
        }
    }

    private Answer askClaude(Duration limit, String script) throws Exception {
        return ask(limit, new ClaudeAgent(false), script);
    }

    private String told(String file) throws IOException {
        return Files.readString(directory.resolve(file));
    }

    @Test
    void an_answer_is_reported_with_time_and_cost() throws Exception {
        Answer answer = askClaude(AMPLE, "cat " + recording("claude/hello.jsonl"));

        assertThat(answer.good()).isTrue();
        assertThat(answer.reason()).isEmpty();
        assertThat(answer.costUsd()).isPositive();
        assertThat(answer.seconds()).isBetween(0.0, 30.0);
    }

    @Test
    void an_agent_is_asked_on_stdin_read_only_and_without_other_agents_keys() throws Exception {
        askClaude(AMPLE, """
                echo "$@" >"$HOME/arguments"; cat >"$HOME/prompt"; env >"$HOME/environment"; echo "$PWD" >"$HOME/place"
                cat %s""".formatted(recording("claude/hello.jsonl")));

        assertThat(told("prompt")).isEqualTo("Answer with the one word: ready\n");
        assertThat(told("arguments")).contains("--permission-mode plan").doesNotContain("dangerously");
        assertThat(told("environment"))
                .contains("ANTHROPIC_API_KEY=its-own")
                .containsPattern("ORCHESTRATOR_RUN=doctor-[^/]+/claude-1/1")
                .doesNotContain("not-its-own", "nobodys");
        assertThat(Path.of(told("place").strip())).as("its directory").doesNotExist();
    }

    @Test
    void a_missing_login_is_reported_with_its_remedy() throws Exception {
        Answer answer = askClaude(AMPLE, "cat " + recording("claude/err401.jsonl") + "; exit 1");

        assertThat(answer.good()).isFalse();
        assertThat(answer.reason()).contains("claude ended with exit code 1", "Log in with");
    }

    @Test
    void stderr_is_reported_if_no_event_is_printed() throws Exception {
        Answer answer = askClaude(AMPLE, "echo 'error: unknown option --verbose' >&2; exit 2");

        assertThat(answer.reason()).contains("exit code 2", "unknown option --verbose");
    }

    @Test
    void an_agent_that_stays_after_its_answer_is_ended_and_has_answered() throws Exception {
        Answer answer = askClaude(
                Duration.ofSeconds(12),
                "cat " + recording("claude/hello.jsonl") + "; echo $$ >\"$HOME/pid\"; exec sleep 600");

        assertThat(answer.good()).isTrue();
        assertGone("pid");
    }

    @Test
    void an_agent_that_does_not_answer_is_ended_with_its_children() throws Exception {
        Answer answer = askClaude(
                Duration.ofSeconds(1),
                "sleep 600 & echo $! >\"$HOME/pid\"; echo 'YOLO mode is enabled' >&2; echo 'waiting for a browser' >&2; wait");

        assertThat(answer.good()).isFalse();
        assertThat(answer.reason())
                .isEqualTo("no answer within 1 s; it said on stderr: waiting for a browser."
                        + " Start `claude` by hand and see what it waits for.");
        assertGone("pid");
    }

    private void assertGone(String file) throws IOException {
        long pid = Long.parseLong(told(file).strip());
        await().atMost(Duration.ofSeconds(10))
                .until(() ->
                        ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
    }

    @Test
    void the_users_own_files_behind_links_are_left_alone() throws Exception {
        Path logIn = Files.createDirectories(directory.resolve(".gemini/kept")).resolve("log-in.json");
        Files.writeString(logIn, "{}");

        ask(AMPLE, new GeminiAgent(), "ls \"$GEMINI_CLI_HOME/.gemini/kept\" >\"$HOME/seen\"");

        assertThat(told("seen")).contains("log-in.json");
        assertThat(logIn).exists();
    }
}
