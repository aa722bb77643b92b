package orchestrator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import orchestrator.event.AgentEvent;
import orchestrator.event.EventType;
import orchestrator.harness.MarkedProcesses.Marked;
import orchestrator.harness.PrintedLines;
import orchestrator.harness.Wait;
import orchestrator.modelserver.ConversationFiles;
import orchestrator.modelserver.RecordedRequest;
import orchestrator.process.LaunchDirectory;
import orchestrator.process.ProcessIdentity;

/** A session with a real command line as its architect, observed from outside. */
record RealSession(RealSessions all, String id, String agent, Path target) {

    private static final Duration SESSION = Duration.ofSeconds(120);
    private static final Duration SOON = Duration.ofSeconds(40);

    boolean isAtItsCommand() {
        return id.startsWith("waiting-tool");
    }

    /** Waits until the agent's waiting command runs. */
    RealSession awaitTool() {
        return awaitTool("until [ -e go ]");
    }

    RealSession awaitTool(String command) {
        Wait.until(
                agent + " runs its command",
                SESSION,
                () -> processes().stream().anyMatch(one -> one.command().contains(command)) && hasNotedItsCall());
        return this;
    }

    /** Only of Claude Code is it known that it begins a call anew that it had not noted. */
    private boolean hasNotedItsCall() {
        Path projects = all.orchestrator().scratch().resolve("home/.claude/projects");
        return !agent.equals("claude") || ConversationFiles.anyContains(projects, "[[run:" + id + "]]", "\"tool_use\"");
    }

    /** Waits until the model has started to answer. */
    RealSession awaitModel() {
        Wait.until(
                agent + " is being answered",
                SESSION,
                () -> requests().stream().anyMatch(request -> request.outcome().equals("open")));
        return this;
    }

    RealSession go() {
        try {
            Files.createFile(target.resolve("go"));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode awaitDone() {
        return all.orchestrator().client().awaitPhase(id, "done", SESSION);
    }

    JsonNode state() {
        return all.orchestrator().client().state(id);
    }

    /** Requests with tools, without side questions such as for a title. */
    List<RecordedRequest> requests() {
        return all.model().log().stream()
                .filter(request -> request.run().equals(id) && !request.tools().isEmpty())
                .toList();
    }

    Optional<ProcessIdentity> process(int launch) {
        return launch(launch).identity();
    }

    LaunchDirectory launch(int launch) {
        return new LaunchDirectory(all.orchestrator().home().launch(id, agent + "-1", launch));
    }

    RealSession killAgent() {
        return killAgent(1);
    }

    /** The command line's own process, as soon as it exists. */
    RealSession killAgent(int launch) {
        long pid =
                Wait.until(agent + " is launched", SOON, () -> process(launch)).pid();
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        return this;
    }

    /** All its living processes. */
    List<Marked> processes() {
        return all.orchestrator().agents().stream()
                .filter(one -> one.run().startsWith(id + "/"))
                .toList();
    }

    RealSession pause() {
        assertThat(all.orchestrate("pause", id).exitCode()).as(agent).isZero();
        Wait.until(
                agent + " stands still",
                SOON,
                () -> !states().isEmpty() && states().stream().allMatch("T"::equals));
        return this;
    }

    RealSession resume() {
        assertThat(all.orchestrate("resume", id).exitCode()).as(agent).isZero();
        return this;
    }

    /** Process states from /proc; T means stopped. */
    List<String> states() {
        return processes().stream()
                .map(one -> state(one.pid()))
                .filter(state -> !state.isEmpty() && !state.equals("Z"))
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

    List<AgentEvent> events() {
        return all.orchestrator().client().events(id);
    }

    List<AgentEvent> recoveries() {
        return events().stream()
                .filter(event ->
                        event.type() == EventType.RECOVERY && event.data().has("tier"))
                .toList();
    }

    void assertEveryLineIsLoggedOnce() {
        List<AgentEvent> events = events();
        assertThat(PrintedLines.lines(all.orchestrator().home().session(id))).isNotEmpty();
        assertThat(PrintedLines.logged(events))
                .as(id)
                .isEqualTo(PrintedLines.lines(all.orchestrator().home().session(id)));
        assertThat(events).extracting(AgentEvent::id).isSorted().doesNotHaveDuplicates();
        assertThat(processes()).as(id).isEmpty();
    }
}
