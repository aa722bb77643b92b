package orchestrator.follow;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import orchestrator.event.AgentEvent;
import orchestrator.event.EventType;
import orchestrator.event.StreamId;
import orchestrator.eventlog.EventLog;
import orchestrator.identity.LaunchId;
import orchestrator.json.Json;
import orchestrator.process.LaunchDirectory;
import orchestrator.process.LeftoverProcess;
import orchestrator.process.ProcessIdentity;
import orchestrator.process.RunProcesses;
import orchestrator.text.Text;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reports and ends processes that outlive their agent. Processes that may belong to someone else are only reported. */
final class LeftoverProcesses {
    private static final Logger log = LoggerFactory.getLogger(LeftoverProcesses.class);
    private static final String SOURCE = "leftovers";
    private static final Pattern LAUNCHER =
            Pattern.compile("^(\\S*bwrap --args \\d )?sh \\S*launch\\.sh (start|claim|agent|inside|enclosed) ");
    private static final int COMMANDS_MAX = 8;
    private static final int COMMAND_CHARACTERS_MAX = 200;
    private static final long ENDED = 0;
    private static final long ENDED_WITH_AGENT = 1;
    private static final long NOT_OURS = 2;
    private static final long ENDED_BY_AGENT = 3;

    private final EventLog events;
    private final RunProcesses processes;
    private final LaunchDirectory directory;
    private final LaunchId launch;

    LeftoverProcesses(EventLog events, RunProcesses processes, LaunchId launch, LaunchDirectory directory) {
        this.events = events;
        this.processes = processes;
        this.directory = directory;
        this.launch = launch;
    }

    /** Call it when the agent has ended. */
    void end() throws InterruptedException {
        processes.recall(launch, directory);
        List<LeftoverProcess> left = processes.leftBehind(launch, directory.identity()).stream()
                .filter(one -> !isOfLauncher(one))
                .toList();
        if (!left.isEmpty()) {
            List<LeftoverProcess> work =
                    left.stream().filter(LeftoverProcess::isWork).toList();
            // Recorded before they are ended, because after a crash in between no trace of them would be left.
            if (!work.isEmpty() && directory.leftWork().isEmpty())
                directory.markLeftWork(LeftoverProcess.inWords(work));
            tell(ENDED, left, "still ran when " + launch.agent() + " had ended");
        }
        processes.kill(launch, directory.identity());
        reportStrangers();
    }

    /** The agent keeps running after its final event, so it is ended with everything it started. */
    void endWithAgent() throws InterruptedException {
        processes.recall(launch, directory);
        List<LeftoverProcess> left = processes.living(launch, directory.identity()).stream()
                .filter(one -> !isOfLauncher(one))
                .toList();
        if (!left.isEmpty()) {
            tell(ENDED_WITH_AGENT, left, "still ran 10 s after the last word of " + launch.agent());
        }
        processes.kill(launch, directory.identity());
    }

    /** @param commands commands that the agent's own program has ended, so that none of their processes are left */
    void tellOfCutShort(List<String> commands) {
        if (commands.isEmpty()) return;
        String which = commands.stream()
                .limit(COMMANDS_MAX)
                .map(command -> "`" + Text.cut(command.replaceAll("\\s+", " "), COMMAND_CHARACTERS_MAX) + "`")
                .collect(Collectors.joining(", "));
        if (directory.leftWork().isEmpty()) directory.markLeftWork(which);
        record(
                ENDED_BY_AGENT,
                List.of(),
                "When " + launch.agent() + " ended its turn this still ran, and was ended by its program: " + which
                        + ".");
    }

    /** The agent itself, or the script that started it and records its exit code. */
    private boolean isOfLauncher(LeftoverProcess one) {
        boolean isAgent =
                directory.identity().filter(agent -> agent.pid() == one.pid()).isPresent();
        return isAgent || LAUNCHER.matcher(one.commandLine()).find();
    }

    private void tell(long number, List<LeftoverProcess> left, String when) {
        boolean one = left.size() == 1;
        String text = (one ? "1 of its processes " : left.size() + " of its processes ") + when + " and "
                + (one ? "was" : "were") + " ended with the launch: " + LeftoverProcess.inWords(left) + ".";
        record(number, left, text);
    }

    private void reportStrangers() {
        Optional<ProcessIdentity> agent = directory.identity();
        if (agent.isEmpty()) return;
        List<LeftoverProcess> strangers = directory
                .workspace()
                .map(workspace -> processes.strangersIn(workspace, agent.get()))
                .orElse(List.of());
        if (strangers.isEmpty()) return;
        record(
                NOT_OURS,
                strangers,
                "In its directory something has files open that began after " + launch.agent()
                        + " and is not known to belong to it: " + LeftoverProcess.inWords(strangers)
                        + ". It goes on running; end it if nobody needs it.");
    }

    private void record(long number, List<LeftoverProcess> left, String text) {
        log.info(
                "leftovers launch={} count={} pids={}",
                launch,
                number,
                left.stream().map(LeftoverProcess::pid).toList());
        ObjectNode data = Json.MAPPER.createObjectNode();
        ArrayNode list = data.putArray("leftovers");
        for (LeftoverProcess one : left) {
            ObjectNode item = list.addObject().put("pid", one.pid()).put("command", one.commandLine());
            if (one.since() != null) item.put("since", one.since().toString());
            item.put("ended", number != NOT_OURS);
        }
        events.record(List.of(AgentEvent.of(new StreamId(launch, SOURCE), Instant.now(), EventType.STATUS, text)
                .withPlace(number, 0)
                .withData(data)));
    }
}
