package orchestrator.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import orchestrator.agent.registry.AgentRegistry;
import orchestrator.launch.LaunchActivities.Followed;
import org.junit.jupiter.api.Test;

/** Processes that are still alive when their agent has ended. */
class FollowerLeftoversTest extends FollowerFixture {
    @Test
    void children_that_hold_the_output_open_do_not_hold_up_the_end() throws Exception {
        runs.launch("children", "setsid sleep 300 & " + GOOD_RESULT);

        assertThat(followToTheEnd("children").ending().succeeded()).isTrue();
    }

    @Test
    void work_that_outlives_its_agent_is_reported_ended_and_handed_to_the_workflow() throws Exception {
        runs.launch("scripted-1", "(sleep 341; echo x >late.txt) & " + GOOD_RESULT);

        Followed end = followToTheEnd("scripted-1");

        assertThat(end.ending().succeeded()).isTrue();
        assertThat(end.ending().leftWork()).contains("`sleep 341` (pid ");
        assertThat(leftovers("scripted-1")).singleElement().satisfies(event -> {
            assertThat(event.text())
                    .startsWith("2 of its processes still ran when scripted had ended and were ended with the launch: ")
                    .contains("sleep 341");
            JsonNode sleeper = event.data().path("leftovers").get(1);
            assertThat(sleeper.path("command").asText()).isEqualTo("sleep 341");
            assertThat(sleeper.path("pid").asLong()).isPositive();
            assertThat(sleeper.path("since").asText()).isNotEmpty();
            assertThat(sleeper.path("ended").asBoolean()).isTrue();
        });
        assertThat(processes.members(
                        runs.id("scripted-1"), runs.directory("scripted-1").identity()))
                .isEmpty();
        assertThat(followToTheEnd("scripted-1").ending().leftWork())
                .as("still reported by a second attempt, as after a crash")
                .isEqualTo(end.ending().leftWork());
        assertThat(leftovers("scripted-1")).hasSize(1);
    }

    @Test
    void a_server_that_outlives_its_agent_is_reported_and_ended_but_is_no_unfinished_work() throws Exception {
        runs.launch(
                "server",
                "python3 -u -m http.server --bind 127.0.0.1 0 >served 2>&1 & until grep -q Serving served; do sleep 0.1; done; "
                        + GOOD_RESULT);

        Followed end = followToTheEnd("server");

        assertThat(end.ending().leftWork()).isNull();
        assertThat(leftovers("server"))
                .singleElement()
                .satisfies(event -> assertThat(event.text())
                        .contains("1 of its processes still ran", "was ended", "-m http.server"));
    }

    @Test
    void a_command_that_codex_ended_with_its_turn_is_reported_too() throws Exception {
        agent = AgentRegistry.open(base, Map.of()).byName("codex").orElseThrow();
        String lines = """
                {"type":"thread.started","thread_id":"t-1"}
                {"type":"turn.started"}
                {"type":"item.started","item":{"id":"item_0","type":"command_execution","command":"/bin/bash -lc 'make all'","status":"in_progress"}}
                {"type":"item.started","item":{"id":"item_1","type":"command_execution","command":"ls","status":"in_progress"}}
                {"type":"item.completed","item":{"id":"item_1","type":"command_execution","command":"ls","exit_code":0,"status":"completed"}}
                {"type":"item.completed","item":{"id":"item_2","type":"agent_message","text":"It is being built."}}
                {"type":"turn.completed","usage":{"input_tokens":1,"cached_input_tokens":0,"output_tokens":1}}
                """;
        Files.writeString(base.resolve("lines"), lines);
        runs.launch("codex", "cat '" + base.resolve("lines") + "'");

        Followed end = followToTheEnd("codex");

        assertThat(end.ending().succeeded()).isTrue();
        assertThat(end.ending().leftWork()).isEqualTo("`Bash: make all`");
        assertThat(leftovers("codex"))
                .singleElement()
                .satisfies(event -> assertThat(event.text())
                        .contains("this still ran", "make all")
                        .doesNotContain("ls"));
    }

    @Test
    void an_unrelated_process_in_the_directory_is_reported_and_keeps_running() throws Exception {
        Path pid = base.resolve("pid");
        runs.launch("visited", "until [ -e go ]; do sleep 0.1; done; " + GOOD_RESULT);
        new ProcessBuilder("sh", "-c", "setsid sh -c 'echo $$ >" + pid + "; exec sleep 342' >/dev/null 2>&1 &")
                .directory(base.resolve("workspace").toFile())
                .start()
                .waitFor();
        await().until(() -> Files.exists(pid) && Files.size(pid) > 0);
        Files.createFile(base.resolve("workspace/go"));

        Followed end = followToTheEnd("visited");

        ProcessHandle visitor =
                ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();
        assertThat(visitor.isAlive()).isTrue();
        assertThat(end.ending().leftWork()).isNull();
        assertThat(leftovers("visited")).singleElement().satisfies(event -> {
            assertThat(event.text()).contains("`sleep 342` (pid " + visitor.pid(), "It goes on running");
            assertThat(event.data().at("/leftovers/0/ended").asBoolean(true)).isFalse();
        });
        visitor.destroyForcibly();
    }
}
