package orchestrator.cli.steer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import orchestrator.cli.call.ScriptedApi;
import orchestrator.cli.live.Teams;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code is read from the terminal, whatever standard input is. */
class TypedCodeTest {
    private static final String NEEDS_CODE =
            "{\"status\": 409, \"detail\": \"This needs a code.\", \"needs\": \"code\"}";

    @TempDir
    Path home;

    private ScriptedApi server;

    @BeforeEach
    void start() throws IOException {
        server = new ScriptedApi();
        Files.writeString(home.resolve("token"), "secret\n");
        server.sessions("{\"sessions\": [" + Teams.ASKING + "]}");
        server.json("/api/v1/orch_1/state", Teams.ASKING);
        server.on("/api/v1/orch_1/answer", exchange -> {
            boolean typed = last().contains("\"code\":\"482913\"");
            byte[] answer = (typed ? Teams.done().toString() : NEEDS_CODE).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(typed ? 200 : 409, answer.length);
            exchange.getResponseBody().write(answer);
        });
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void the_request_is_repeated_with_the_typed_code() throws Exception {
        String screen = answer("script", "-qec", "$ANSWER </dev/null", "/dev/null");

        assertThat(screen).contains("Code: ", "Answered in orch_1");
        assertThat(last()).contains("\"choice\":\"accept\"", "\"code\":\"482913\"");
    }

    @Test
    void without_a_terminal_the_request_stays_refused() throws Exception {
        String said = answer("setsid", "sh", "-c", "$ANSWER");

        assertThat(said).contains("orchestrate: This needs a code.").doesNotContain("Answered");
    }

    private String answer(String... way) throws IOException, InterruptedException {
        ProcessBuilder command = new ProcessBuilder(way).redirectErrorStream(true);
        command.environment().put("ORCHESTRATOR_HOME", home.toString());
        command.environment().put("ORCHESTRATOR_PORT", Integer.toString(server.port()));
        command.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        command.environment()
                .put(
                        "ANSWER",
                        System.getProperty("java.home")
                                + "/bin/java -XX:TieredStopAtLevel=1 orchestrator.cli.Main answer orch_1 --choice accept");
        Process process = command.start();
        process.getOutputStream().write("482913\n".getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    private String last() {
        return server.requests().stream()
                .filter(request -> request.method().equals("POST"))
                .reduce((first, second) -> second)
                .orElseThrow()
                .body();
    }
}
