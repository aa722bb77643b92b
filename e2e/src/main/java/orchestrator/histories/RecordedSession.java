package orchestrator.histories;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import orchestrator.harness.ExternalCommand;
import orchestrator.harness.Orchestrator;
import orchestrator.harness.Wait;
import orchestrator.json.Json;

/** One session of a case: its agents' scripts, its request, and the controls that it gets. */
final class RecordedSession {
    static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Orchestrator orchestrator;
    private final String name;
    private final Path scripts;
    private final Path target;
    private final ObjectNode request;
    private String session = "";

    /** In a git repository of its own, with three agents, a fixed plan and reviews. */
    RecordedSession(Orchestrator orchestrator, String name, boolean trusted) {
        this.orchestrator = orchestrator;
        this.name = name;
        this.scripts = orchestrator.scratch().resolve("cases").resolve(name);
        this.target = orchestrator.target(name, trusted);
        CaseAgents.write(scripts.resolve("README"), name);
        CaseAgents.write(target.resolve("README"), "A target.\n");
        for (String command : List.of("init -q", "add .", "-c user.name=a -c user.email=a@b.c commit -qm Start"))
            ExternalCommand.run(
                    Path.of("/usr/bin/git"),
                    List.of(command.split(" ")),
                    Map.of("HOME", orchestrator.scratch().toString()),
                    target);
        request = Json.MAPPER
                .createObjectNode()
                .put("prompt", "Write the file. case:" + scripts + " ")
                .put("target", target.toString())
                .put("plan", "fixed")
                .put("reviews", "on")
                .put("isolation", "worktree")
                .put("verify", "true");
        request.set("agents", Json.MAPPER.valueToTree(CaseAgents.NAMES));
    }

    String name() {
        return name;
    }

    String id() {
        return session;
    }

    Path target() {
        return target;
    }

    ObjectNode request() {
        return request;
    }

    /** Replaces what the agents do at {@code kind} or {@code kind-role}. */
    RecordedSession script(String when, String shell) {
        CaseAgents.write(scripts.resolve(when), shell + "\n");
        return this;
    }

    RecordedSession with(String field, Object value) {
        request.set(field, Json.MAPPER.valueToTree(value));
        return this;
    }

    RecordedSession start() {
        session = orchestrator.client().create(request);
        return this;
    }

    RecordedSession startWithTemporal() {
        session = "outside-" + name;
        orchestrator
                .temporal()
                .command(
                        "workflow",
                        "start",
                        "--type",
                        "Orchestration",
                        "-t",
                        "orchestrator",
                        "-w",
                        session,
                        "--input",
                        request.toString());
        return this;
    }

    JsonNode state() {
        return orchestrator.client().state(session);
    }

    void awaitPhase(String phase) {
        orchestrator.client().awaitPhase(session, phase, PATIENCE);
    }

    void awaitHold(String hold) {
        Wait.until(
                name + " is held: " + hold,
                PATIENCE,
                () -> state().path("hold").path("kind").asText().equals(hold));
    }

    /** Waits until this launch of that kind of work has begun. */
    void awaitLaunch(String kindAndRole, int launch) {
        Path launches = scripts.resolve("launches-" + kindAndRole);
        Wait.until(name + ": " + kindAndRole, PATIENCE, () -> size(launches) >= launch);
    }

    private static long size(Path file) {
        return file.toFile().length();
    }

    /** Releases agents that wait for this file. */
    void release(String file) {
        CaseAgents.write(scripts.resolve(file), "");
    }

    JsonNode control(String control, Map<String, ?> body) {
        return orchestrator
                .client()
                .post("/api/v1/" + session + "/" + control, body)
                .json();
    }

    ObjectNode proposedPlan() {
        return (ObjectNode)
                orchestrator.client().get("/api/v1/" + session + "/plan").json();
    }

    void abort(String agent) {
        control("agents/" + agent + "/abort", Map.of("reason", "for the record"));
    }

    /** The run that does the implementer's first work. */
    String mainRun() {
        return StreamSupport.stream(state().path("assignments").spliterator(), false)
                .filter(assignment -> assignment.path("role").asText().equals("implementer"))
                .findFirst()
                .orElseThrow()
                .path("run")
                .asText();
    }

    String runningRun() {
        return running().path("run").asText();
    }

    String runningAgent() {
        return running().path("agent").asText();
    }

    private JsonNode running() {
        return StreamSupport.stream(state().path("assignments").spliterator(), false)
                .filter(assignment -> assignment.path("status").asText().equals("running"))
                .findFirst()
                .orElseThrow();
    }

    /** Waits until an event says this. */
    void awaitEvent(String text) {
        Wait.until(
                name + ": " + text,
                PATIENCE,
                () -> orchestrator.client().events(session).stream()
                        .anyMatch(event -> event.text().contains(text)));
    }

    /** Approves exactly what it asks for. */
    void approve() {
        String reference = orchestrator
                .client()
                .get("/api/v1/" + session + "/request")
                .json()
                .path("request")
                .asText();
        control("approve", Map.of("request", reference));
    }

    /** Kills the processes of its agents, as a crash would end them. */
    void killAgents() {
        orchestrator.agents().stream()
                .filter(agent -> agent.run().startsWith(session))
                .forEach(agent -> ProcessHandle.of(agent.pid()).ifPresent(ProcessHandle::destroyForcibly));
    }
}
