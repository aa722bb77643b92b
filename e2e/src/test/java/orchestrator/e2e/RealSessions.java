package orchestrator.e2e;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import orchestrator.harness.CommandRun;
import orchestrator.harness.Orchestrator;
import orchestrator.harness.PatientAgents;
import orchestrator.harness.ScratchDirectory;
import orchestrator.json.Json;
import orchestrator.modelserver.ModelServer;

/**
 * Sessions in which a real command line has the first assignment. A script has the other two, and finishes them at once.
 */
final class RealSessions implements AutoCloseable {

    static final List<String> AGENTS = List.of("claude", "codex", "gemini");
    private static final String SCRIPT = "quick";

    private final ModelServer model = ModelServer.start(0);
    private final Orchestrator orchestrator;

    private final boolean isGuarded;

    private RealSessions(String name, Map<String, String> environment, boolean isGuarded) {
        this.isGuarded = isGuarded;
        String[] agents = AGENTS.toArray(String[]::new);
        orchestrator = Orchestrator.withAgents(ScratchDirectory.directory(name), model.url(), environment, agents);
        PatientAgents.define(orchestrator, SCRIPT);
        orchestrator.start();
    }

    static RealSessions start(String name, Map<String, String> environment) {
        return new RealSessions(name, environment, true);
    }

    /** Without the guard, so that nothing but the sandbox stands between the agents and the machine. */
    static RealSessions inSandbox(String name) {
        return new RealSessions(name, Map.of("ORCHESTRATOR_SANDBOX", "on"), false);
    }

    /** Starts a session in which the model plays this scenario to this agent. */
    RealSession begin(String agent, String name, String scenario) {
        return begin(agent, name, scenario, SCRIPT, 60);
    }

    RealSession begin(String agent, String name, String scenario, int runMinutes) {
        return begin(agent, name, scenario, SCRIPT, runMinutes);
    }

    /** @param other the agent with the second assignment */
    RealSession begin(String agent, String name, String scenario, String other, int runMinutes) {
        String session = name + "-" + agent;
        Path target = orchestrator.target(session, true);
        goOn(target, "go-implementer");
        goOn(target, "go-reviewer");
        ObjectNode request = Json.MAPPER.createObjectNode();
        request.put(
                "prompt", "Remember marzipan. [[scenario:architect=" + scenario + ";*=hello]] [[run:" + session + "]]");
        request.put("target", target.toString()).put("session", session).put("runMinutes", runMinutes);
        request.putArray("agents").add(agent);
        if (!isGuarded) request.put("guard", "off");
        request.putObject("roles").put("implementer", other).put("reviewer", SCRIPT);
        orchestrator.client().create(request);
        return new RealSession(this, session, agent, target);
    }

    CommandRun orchestrate(String... arguments) {
        return CommandRun.orchestrate(orchestrator, arguments);
    }

    Orchestrator orchestrator() {
        return orchestrator;
    }

    ModelServer model() {
        return model;
    }

    private static void goOn(Path target, String file) {
        try {
            Files.createFile(target.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + file, e);
        }
    }

    @Override
    public void close() {
        orchestrator.close();
        model.close();
    }
}
