package orchestrator.chaos.load;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import orchestrator.chaos.finding.Findings;
import orchestrator.eventlog.Archive;
import orchestrator.harness.PlainRequest;
import orchestrator.json.Json;

/** Three agents, one after another, that print numbered lines. */
public final class NumberedLinesWorkload implements Workload {

    private final InstalledOrchestrator installed;

    public NumberedLinesWorkload(InstalledOrchestrator installed, int lines) {
        this.installed = installed;
        define(installed.home().file("agents"), lines);
    }

    @Override
    public ObjectNode request(String session) {
        ObjectNode request = Json.MAPPER.createObjectNode();
        request.put("prompt", "Say numbered lines.");
        request.put("target", installed.target(session).toString());
        request.putArray("agents").add("chaos");
        return PlainRequest.plain(request);
    }

    @Override
    public int killsOfOneRunMax() {
        return 3;
    }

    @Override
    public int pauseMillisMax() {
        return 2_500;
    }

    @Override
    public void judge(String session, Archive archive, Findings findings) {}

    private static void define(Path agents, int lines) {
        try {
            Files.createDirectories(agents);
            Files.writeString(agents.resolve("agent.sh"), resource("agent.sh"));
            Files.writeString(
                    agents.resolve("chaos.yaml"), resource("agent.yaml").replace("LINES", "" + lines));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the agent's definition", e);
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = NumberedLinesWorkload.class.getResourceAsStream(name)) {
            if (in == null) throw new IOException(name + " is missing from the program");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
