package orchestrator.modelserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import orchestrator.harness.Orchestrator;
import orchestrator.harness.ScratchDirectory;
import orchestrator.harness.ScriptedAgentHome;
import orchestrator.json.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real Claude Code drives a session as a person's own agent would, over either transport. */
class RealMcpTest {
    private final Path scratch = ScratchDirectory.directory("mcp");
    private final ModelServer model = ModelServer.start(0);
    private final ScriptedAgentHome environment = ScriptedAgentHome.in(scratch.resolve("user"), model.url());
    private final Orchestrator orchestrator = Orchestrator.prepare(scratch, Map.of());

    @AfterEach
    void stop() {
        orchestrator.close();
        model.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"stdio", "http"})
    void it_starts_a_session_waits_for_it_and_reads_its_report(String transport) throws Exception {
        orchestrator.start();
        Path workspace = orchestrator.target(transport, true);
        ObjectNode servers = Json.MAPPER.createObjectNode();
        servers.putObject("mcpServers").set("orchestrator", transport.equals("stdio") ? command() : address());
        Path file = Files.writeString(scratch.resolve("mcp.json"), Json.write(servers));

        AgentLine.Ended ended = new AgentLine("claude", environment, workspace)
                .run("[[scenario:drive]]", "--mcp-config", file.toString());

        assertThat(ended.good()).as("%s", ended).isTrue();
        assertThat(orchestrator.client().state("driven").path("phase").asText()).isEqualTo("done");
        RecordedRequest last = model.log().get(model.log().size() - 1);
        assertThat(last.heard("tool", "The session is over: done."))
                .as("%s", ended)
                .isTrue();
        assertThat(last.heard("tool", "Write greet.sh")).isTrue();
    }

    private ObjectNode command() {
        ObjectNode server = Json.MAPPER.createObjectNode();
        server.put("command", System.getProperty("java.home") + "/bin/java");
        server.putArray("args")
                .add("-cp")
                .add(System.getProperty("java.class.path"))
                .add("orchestrator.cli.Main")
                .add("mcp");
        ObjectNode variables = server.putObject("env");
        orchestrator.environment().forEach(variables::put);
        return server;
    }

    private ObjectNode address() throws IOException {
        ObjectNode server = Json.MAPPER.createObjectNode();
        server.put("type", "http").put("url", orchestrator.client().url() + "/mcp");
        String token = Files.readString(orchestrator.home().token()).strip();
        server.putObject("headers").put("Authorization", "Bearer " + token);
        return server;
    }
}
