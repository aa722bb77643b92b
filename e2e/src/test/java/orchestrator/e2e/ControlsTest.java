package orchestrator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import orchestrator.event.AgentEvent;
import orchestrator.harness.CommandRun;
import orchestrator.harness.MarkedProcesses.Marked;
import orchestrator.harness.Orchestrator;
import orchestrator.harness.PatientAgents;
import orchestrator.harness.PrintedLines;
import orchestrator.harness.ScratchDirectory;
import orchestrator.harness.Wait;
import orchestrator.json.Json;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pause, resume, stop and abort on real processes, by our commands and by Temporal's own tool. */
@TestInstance(Lifecycle.PER_CLASS)
class ControlsTest {

    private static final Duration SESSION = Duration.ofSeconds(120);
    private static final Duration SOON = Duration.ofSeconds(20);

    private final Orchestrator orchestrator = Orchestrator.prepare(ScratchDirectory.directory("controls"), Map.of());

    @BeforeAll
    void start() {
        PatientAgents.define(orchestrator, "one", "two");
        orchestrator.start();
    }

    @AfterAll
    void stop() {
        orchestrator.close();
    }

    @Test
    void a_pause_survives_a_kill_of_the_worker_and_the_session_resumes_without_a_gap() throws Exception {
        String session = begin("paused", "one");

        assertThat(orchestrate("pause", session, "--reason", "lunch").exitCode())
                .isZero();

        awaitAllStopped(session);
        Map<String, List<Long>> printed = printed(session);
        orchestrator.worker().kill9();
        orchestrator.startWorker();
        assertThat(states(session)).as("after the worker's death").containsOnly("T");
        assertThat(printed(session)).isEqualTo(printed);
        assertThat(state(session).at("/hold/kind").asText()).isEqualTo("paused");
        assertThat(orchestrate("status", session).out()).contains("paused: ", "lunch", "orchestrate resume " + session);
        assertThat(orchestrate("resume", session).exitCode()).isZero();
        Wait.until("it prints again", SOON, () -> !printed(session).equals(printed));
        go("paused", "go");
        JsonNode done = orchestrator.client().awaitPhase(session, "done", SESSION);
        assertThat(done.path("assignments").findValues("launches")).allMatch(launches -> launches.asInt() == 1);
        assertEveryLineIsLoggedOnce(session);
        assertThat(processes(session)).isEmpty();
    }

    @Test
    void pointless_controls_are_refused_and_a_paused_session_can_be_stopped() {
        String session = begin("refused", "one");

        CommandRun early = orchestrate("resume", session);
        CommandRun first = orchestrate("pause", session);
        CommandRun second = orchestrate("pause", session);
        CommandRun nobody = orchestrate("abort", "nobody", session);
        awaitAllStopped(session);
        CommandRun stop = orchestrate("stop", session);

        assertThat(early.exitCode()).isEqualTo(2);
        assertThat(early.err()).contains("was not resumed: nothing is paused");
        assertThat(first.exitCode()).isZero();
        assertThat(second.exitCode()).isEqualTo(2);
        assertThat(second.err()).contains("was not paused: it is paused already");
        assertThat(nobody.exitCode()).isEqualTo(2);
        assertThat(nobody.err()).contains("`nobody`", "one-1");
        assertThat(stop.exitCode()).isZero();
        orchestrator.client().awaitPhase(session, "stopped", SESSION);
        assertThat(processes(session)).isEmpty();
        assertThat(orchestrate("stop", session).exitCode()).isEqualTo(2);
        assertThat(orchestrate("pause", session).err()).containsPattern("was not paused: .* over.*stopped");
    }

    @Test
    void the_assignment_of_an_aborted_agent_goes_to_the_other() throws Exception {
        String session = begin("aborted", "one", "two");
        String aborted = state(session).at("/assignments/0/agent").asText();
        String other = aborted.equals("one") ? "two" : "one";

        assertThat(orchestrate("abort", aborted, session, "--reason", "too slow")
                        .exitCode())
                .isZero();

        Wait.until(
                "the other one takes over",
                SESSION,
                () -> processes(session).stream().anyMatch(one -> one.command().endsWith("tool-of-" + other)));
        assertThat(processes(session)).noneMatch(one -> one.command().endsWith("tool-of-" + aborted));
        go("aborted", "go");
        JsonNode done = orchestrator.client().awaitPhase(session, "done", SESSION);
        assertThat(done.path("assignments").findValuesAsText("agent")).containsOnly(other);
        assertThat(began("aborted")).containsOnlyOnce(aborted + " architect").contains(other + " architect");
        assertThat(processes(session)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"remembered", "forgotten"})
    void a_stopped_session_resumes_its_unfinished_work(String how) throws Exception {
        String name = "resumed-" + how;
        String session = begin(name, "one");
        go(name, "go-architect");
        Wait.until("the implementer works", SESSION, () -> began(name).contains("one implementer"));
        assertThat(orchestrate("stop", session).exitCode()).isZero();
        JsonNode first = orchestrator.client().awaitPhase(session, "stopped", SESSION);
        if (how.equals("forgotten")) forget(session);
        go(name, "go");
        Files.delete(target(name).resolve("implementer.prompt"));

        CommandRun resume = how.equals("forgotten") ? orchestrate("--resume", session) : orchestrate("resume", session);

        assertThat(resume.exitCode()).as(resume.out() + resume.err()).isZero();
        assertThat(resume.out()).contains("session    " + session, "done after");
        JsonNode second = state(session);
        assertThat(second.path("execution")).isNotEqualTo(first.path("execution"));
        assertThat(second.path("resumedFrom").asText())
                .isEqualTo(first.path("key").asText());
        assertThat(began(name)).containsOnlyOnce("one architect");
        assertThat(Files.readString(target(name).resolve("implementer.prompt")))
                .as("the whole prompt, though the archive's state has it cut")
                .contains("the end of the prompt");
        assertThat(state(first.path("execution").asText()).path("phase").asText())
                .isEqualTo("stopped");
        assertThat(orchestrate("list").out())
                .contains("(resumes " + first.path("key").asText() + ")", "stopped, resumed");
        assertEveryLineIsLoggedOnce(second.path("key").asText());
        assertThat(orchestrate("resume", session).err()).contains("is done; send a message");
        assertThat(processes(session)).isEmpty();
    }

    @Test
    void an_agent_that_keeps_crashing_asks_the_user_and_retries_on_resume() throws Exception {
        Path target = orchestrator.target("crashing", true);
        Files.createFile(target.resolve("broken"));
        ObjectNode request = Json.MAPPER.createObjectNode();
        request.put("prompt", "Crash.").put("target", target.toString()).put("session", "crashing");
        request.putArray("agents").add("one");
        orchestrator.client().create(request);

        CommandRun attach = orchestrate("attach", "crashing");
        CommandRun status = orchestrate("status", "crashing");
        Files.delete(target.resolve("broken"));
        go("crashing", "go");
        CommandRun resume = orchestrate("resume");

        assertThat(attach.exitCode()).as(attach.out()).isEqualTo(3);
        assertThat(attach.out())
                .contains("⟳ ", "one-1 recovery", "needs you: one-1 gives up", "orchestrate resume crashing");
        assertThat(status.out()).contains("architect    needs you (launch 4)");
        assertThat(resume.exitCode()).as(resume.err()).isZero();
        assertThat(resume.out()).startsWith("Resumed crashing.");
        orchestrator.client().awaitPhase("crashing", "done", SESSION);
        JsonNode recoveries =
                orchestrator.client().get("/api/v1/crashing/recovery").json().path("recovery");
        assertThat(recoveries).hasSizeGreaterThanOrEqualTo(3);
        assertThat(recoveries.findValues("tier")).isNotEmpty();
        assertThat(recoveries.findValuesAsText("cause").get(0)).contains("exit code 9");
    }

    @Test
    void temporals_own_tool_can_send_the_same_controls() throws Exception {
        String session = begin("signals", "one", "two");
        String agent = state(session).at("/assignments/0/agent").asText();

        signal(session, "pause");
        awaitAllStopped(session);
        assertThat(state(session).at("/hold/kind").asText()).isEqualTo("paused");
        signal(
                session,
                "resume",
                Json.MAPPER.createObjectNode().put("by", "ana").put("via", "signed"));
        Wait.until("it goes on", SOON, () -> !states(session).contains("T"));
        signal(session, "abort", Json.MAPPER.createObjectNode().put("agent", agent));
        Wait.until(
                "the other one takes over",
                SESSION,
                () -> processes(session).stream()
                        .anyMatch(one -> one.command().contains("tool-of-")
                                && !one.command().endsWith("tool-of-" + agent)));

        go("signals", "go");
        JsonNode done = orchestrator.client().awaitPhase(session, "done", SESSION);
        assertThat(done.path("controls").findValuesAsText("via"))
                .containsExactly("signal, not signed", "signed", "signal");
        assertThat(done.path("controls").findValuesAsText("by")).containsExactly("", "ana", "");
    }

    /** Starts a session and waits until its first agent and the agent's tool run. */
    private String begin(String name, String... agents) {
        orchestrator.target(name, true);
        ObjectNode request = Json.MAPPER.createObjectNode();
        request.put("prompt", "Wait for it. " + "Long. ".repeat(500) + "This is the end of the prompt.");
        request.put("target", target(name).toString()).put("session", name);
        List.of(agents).forEach(request.putArray("agents")::add);
        String session = orchestrator.client().create(request);
        Wait.until(
                "an agent and its tool are at work",
                SESSION,
                () -> processes(session).stream().anyMatch(one -> one.command().contains("tool-of-")));
        return session;
    }

    private CommandRun orchestrate(String... arguments) {
        return CommandRun.orchestrate(orchestrator, arguments);
    }

    private void signal(String session, String name) {
        orchestrator.temporal().command("workflow", "signal", "-w", session, "--name", name);
    }

    private void signal(String session, String name, ObjectNode says) {
        String signed = orchestrator.sign(name, session, says);
        orchestrator.temporal().command("workflow", "signal", "-w", session, "--name", name, "--input", signed);
    }

    private void forget(String session) {
        // The state shows the end a moment before the workflow is closed, and Temporal would terminate an open one
        // first.
        Wait.until(
                "it is closed",
                SOON,
                () -> !listed(session, "ExecutionStatus!='Running'").isEmpty());
        orchestrator.temporal().command("workflow", "delete", "-w", session);
        Wait.until(
                "Temporal has forgotten it",
                SESSION,
                () -> listed(session, "WorkflowType='Orchestration'").isEmpty());
    }

    private String listed(String session, String query) {
        String all = orchestrator
                .temporal()
                .command("workflow", "list", "--query", "WorkflowId='" + session + "' AND " + query);
        return all.contains(session) ? all : "";
    }

    private Path target(String name) {
        return orchestrator.scratch().resolve("targets").resolve(name);
    }

    private void go(String name, String file) throws IOException {
        Files.createFile(target(name).resolve(file));
    }

    private String began(String name) {
        try {
            return Files.readString(target(name).resolve("began"));
        } catch (IOException notYet) {
            return "";
        }
    }

    private JsonNode state(String session) {
        return orchestrator.client().state(session);
    }

    private List<Marked> processes(String session) {
        return orchestrator.agents().stream()
                .filter(agent ->
                        agent.run().startsWith(session + "/") || agent.run().startsWith(session + "-"))
                .toList();
    }

    private void awaitAllStopped(String session) {
        Wait.until("every process stands still: " + states(session), SOON, () -> {
            List<String> states = states(session);
            return states.size() >= 3 && states.stream().allMatch("T"::equals);
        });
    }

    /** Process states from /proc; T means stopped. */
    private List<String> states(String session) {
        return processes(session).stream()
                .map(one -> state(one.pid()))
                .filter(state -> !state.isEmpty())
                .toList();
    }

    private static String state(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", "" + pid, "stat"));
            return stat.substring(stat.lastIndexOf(')') + 2).split(" ", 2)[0];
        } catch (IOException gone) {
            return "";
        }
    }

    private Map<String, List<Long>> printed(String key) {
        return PrintedLines.lines(orchestrator.home().session(key));
    }

    private void assertEveryLineIsLoggedOnce(String key) {
        List<AgentEvent> events = orchestrator.client().events(key);
        assertThat(printed(key)).isNotEmpty();
        assertThat(PrintedLines.logged(events)).isEqualTo(printed(key));
        assertThat(events).extracting(AgentEvent::id).isSorted().doesNotHaveDuplicates();
    }
}
