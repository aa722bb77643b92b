package orchestrator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import orchestrator.event.AgentEvent;
import orchestrator.harness.Tools;
import orchestrator.harness.Wait;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * Rows of the recovery table, provoked with the real command lines: a script in their place drops a flag or a variable
 * at the first launch, so that the program itself refuses. Takes about a minute.
 */
@TestInstance(Lifecycle.PER_CLASS)
class RealRemediesTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    /** {@code $real} is the vendor's program, {@code $empty} a directory that is no repository. */
    private static final Map<String, String> FIRST_LAUNCH = Map.of(
            "root-claude", "unset IS_SANDBOX",
            "taken-claude", "echo hello | \"$real\" \"$@\" >/dev/null 2>&1",
            "taken-gemini", "echo hello | \"$real\" \"$@\" >/dev/null 2>&1",
            "untrusted-gemini", "unset GEMINI_CLI_TRUST_WORKSPACE; drop --skip-trust",
            "untrusted-codex",
                    "cd \"$empty\"; drop --skip-git-repo-check; drop --dangerously-bypass-approvals-and-sandbox; drop -C");

    private final RealSessions sessions = RealSessions.start("remedies", Map.of());

    @BeforeAll
    void wrapPrograms() throws IOException {
        for (String agent : RealSessions.AGENTS) {
            Path link = sessions.orchestrator().bin().resolve(agent);
            Files.delete(link);
            Files.writeString(link, script(agent));
            assertThat(link.toFile().setExecutable(true)).isTrue();
        }
    }

    private static String script(String agent) {
        StringBuilder script =
                new StringBuilder("#!/bin/sh\nreal=" + Tools.agents().resolve(agent) + "\n");
        script.append("empty=/\nwithout=\n");
        script.append("drop() { without=\"$without $1 \"; }\n");
        script.append("case ${ORCHESTRATOR_RUN:-} in\n");
        FIRST_LAUNCH.forEach((session, change) ->
                script.append(session).append("/*/1) ").append(change).append(" ;;\n"));
        script.append("esac\n");
        script.append("left=$# value=\n");
        script.append("while [ $left -gt 0 ]; do\n");
        script.append("  word=$1 left=$((left - 1)); shift\n");
        script.append("  if [ -n \"$value\" ]; then value=; continue; fi\n");
        script.append("  case $without in *\" $word \"*) [ \"$word\" != -C ] || value=yes; continue ;; esac\n");
        script.append("  set -- \"$@\" \"$word\"\n");
        script.append("done\n");
        return script.append("exec \"$real\" \"$@\"\n").toString();
    }

    @AfterAll
    void stop() {
        sessions.close();
    }

    @Test
    void what_a_program_refuses_is_remedied_once_and_the_work_goes_on() {
        List<RealSession> working = FIRST_LAUNCH.keySet().stream()
                .sorted()
                .map(id -> id.split("-"))
                .map(name -> sessions.begin(name[1], name[0], "hello"))
                .toList();

        for (RealSession session : working) {
            JsonNode done = session.awaitDone();
            List<AgentEvent> recoveries = session.recoveries();
            assertThat(recoveries).as(session.id()).hasSize(1);
            JsonNode data = recoveries.get(0).data();
            assertThat(data.path("remedy").asText()).as(session.id()).isEqualTo(remedy(session.id()));
            assertThat(data.path("lost").asText()).as(session.id()).isEqualTo("nothing");
            assertThat(done.path("phase").asText()).isEqualTo("done");
            assertThat(session.launch(2).exitCode()).as(session.id()).contains(0);
        }
    }

    private static String remedy(String session) {
        if (session.startsWith("root")) return "declare_sandbox";
        return session.startsWith("taken") ? "new_conversation" : "trust_directory";
    }

    @Test
    void nobody_sits_through_a_programs_own_retries_of_a_refused_key() {
        RealSession session = sessions.begin("claude", "refused", "401");

        Wait.until("claude is ended", SOON, () -> session.launch(1).isEndedByUs());

        assertThat(session.requests()).hasSizeLessThanOrEqualTo(4);
        Wait.until(
                "the reason is told",
                SOON,
                () -> session.events().stream()
                        .anyMatch(event -> (event.text() + event.data()).contains("ANTHROPIC_API_KEY")));
    }
}
