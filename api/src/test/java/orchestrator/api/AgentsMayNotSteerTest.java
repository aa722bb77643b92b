package orchestrator.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import orchestrator.identity.LaunchId;
import orchestrator.json.Json;
import orchestrator.lineage.LaunchMark;
import orchestrator.lineage.Proc;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes of a run can read the token, but are refused. */
class AgentsMayNotSteerTest {
    private static final LaunchId LAUNCH = new LaunchId("session", "agent-1", 1);

    @TempDir
    static Path directory;

    static RunningApi api;

    @BeforeAll
    static void start() {
        api = RunningApi.in(directory);
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void a_process_with_the_marker_is_refused() throws Exception {
        assertRefused("marked", "exec \"$@\"", LAUNCH.marker());
    }

    @Test
    void a_child_without_the_marker_is_refused() throws Exception {
        assertRefused("child", "env -i \"$@\" & wait", LAUNCH.marker());
    }

    @Test
    void a_detached_process_without_environment_is_refused() throws Exception {
        String mark = "ulimit -w " + LaunchMark.of(LAUNCH);
        assertRefused("left", mark + "; setsid sh -c 'env -i setsid \"$@\" &' sh \"$@\" & exit", "");
    }

    @Test
    void another_process_of_this_user_is_accepted() throws Exception {
        String answer = send("free", "exec \"$@\"", "", "/api/v1/free/pause");

        assertThat(answer)
                .startsWith("HTTP/1.1 200")
                .contains("\"via\":\"api\"")
                .doesNotContain("alice");
    }

    @Test
    void an_agent_gets_no_login_code() throws Exception {
        String answer = send("codes", "exec \"$@\"", LAUNCH.marker(), "/api/v1/login-codes");

        assertThat(answer).startsWith("HTTP/1.1 403").contains("Not for agents");
    }

    @Test
    void an_agent_inside_a_run_gets_no_tools() throws Exception {
        String answer = send("tools", "exec \"$@\"", LAUNCH.marker(), "/mcp");

        assertThat(answer).startsWith("HTTP/1.1 403").contains("Not for agents");
    }

    @Test
    void an_agent_decides_nothing_about_a_result() throws Exception {
        for (String what : List.of("merge", "discard", "pull-request")) {
            String answer = send(what, "exec \"$@\"", LAUNCH.marker(), "/api/v1/" + what + "/" + what);

            assertThat(answer).startsWith("HTTP/1.1 403").contains("Not for agents");
        }
    }

    private static void assertRefused(String session, String way, String marker) throws Exception {
        String answer = send(session, way, marker, "/api/v1/" + session + "/stop");

        assertThat(answer).startsWith("HTTP/1.1 403").contains("agents may neither control sessions");
        assertThat(api.get("/api/v1/" + session + "/state").json().path("controls"))
                .isEmpty();
    }

    private static void begin(String session) {
        String body = Json.write(Map.of("prompt", "work", "target", "/tmp", "session", session));
        assertThat(api.post("/api/v1/sessions", body).status()).isEqualTo(201);
    }

    /** @param way shell code that runs the arguments */
    private static String send(String session, String way, String marker, String path)
            throws IOException, InterruptedException {
        begin(session);
        Path answer = directory.resolve(session + ".answer");
        ProcessBuilder sender = new ProcessBuilder(List.of(
                "dash",
                "-c",
                way,
                "dash",
                System.getProperty("java.home") + "/bin/java",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                LonePost.class.getName(),
                Integer.toString(api.port()),
                api.token(),
                path,
                "{\"by\": \"alice\", \"via\": \"page\"}",
                answer.toString()));
        if (!marker.isEmpty()) sender.environment().put(Proc.MARKER, marker);
        Process process = sender.inheritIO().start();
        await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(answer));
        process.waitFor();
        return Files.readString(answer);
    }
}
