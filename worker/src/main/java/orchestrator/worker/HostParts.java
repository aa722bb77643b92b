package orchestrator.worker;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import orchestrator.agent.Agent;
import orchestrator.agent.Transcript;
import orchestrator.agent.stream.Transcriber;
import orchestrator.clock.MachineTime;
import orchestrator.event.AgentEvent;
import orchestrator.eventlog.EventLog;
import orchestrator.eventlog.StreamId;
import orchestrator.eventlog.sqlite.SqliteEventLog;
import orchestrator.follow.OutputWatch;
import orchestrator.follow.StreamCopy;
import orchestrator.home.Home;
import orchestrator.host.Host;
import orchestrator.launch.LaunchId;
import orchestrator.process.Launcher;
import orchestrator.process.RunProcesses;

/** What the activities of one worker share. */
record HostParts(
        Home home,
        Host host,
        EventLog log,
        SessionAgents agents,
        Launches launches,
        Launcher launcher,
        RunProcesses processes,
        OutputWatch watch,
        LookedAt lookedAt,
        MachineTime time,
        Map<String, String> environment,
        Clock clock) {

    /** Where the event log keeps what a launch has printed. */
    static StreamId stream(LaunchId id) {
        return new StreamId(id.key(), id.run(), id.launch(), AgentEvent.STDOUT, id.agent());
    }

    /** Reads on what a launch has printed, from where the event log stands. */
    StreamCopy copy(LaunchId id, Agent agent) {
        return new StreamCopy(log, stream(id), launches.directory(id), new Transcriber(agent), clock);
    }

    /** What is remembered of a launch's output. */
    Transcript transcript(LaunchId id) {
        return StreamCopy.transcript(log.position(stream(id)));
    }

    Optional<Agent> agent(LaunchId id) {
        return agents.of(id.key()).byName(id.agent());
    }

    /** Whether anything of the launch is alive. */
    boolean lives(Launches.Unsettled launch) {
        return !processes
                .members(launch.marker(), launch.directory().identity())
                .isEmpty();
    }

    /** Whether a session has ended: one that Temporal has forgotten is over where none of its processes is left. */
    boolean isOver(Workflows.Answer answer, String key) {
        return switch (answer) {
            case CLOSED, REPLACED -> true;
            case NOT_FOUND -> launches.unsettledOf(key).noneMatch(this::lives);
            case OPEN, UNKNOWN -> false;
        };
    }

    /** Puts them together for this data directory. */
    static HostParts open(Home home, Map<String, String> environment) {
        return new HostParts(
                home,
                HostId.of(home, environment),
                SqliteEventLog.open(home.eventLog()),
                new SessionAgents(home, environment),
                new Launches(home),
                new Launcher(home.file("bin")),
                new RunProcesses(RunProcesses.systemTable()),
                new OutputWatch(),
                new LookedAt(),
                MachineTime.in(home.file("clock")),
                environment,
                Clock.systemUTC());
    }
}
