package orchestrator.launcher;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import orchestrator.agent.Agent;
import orchestrator.agent.Transcript;
import orchestrator.agent.stream.Transcriber;
import orchestrator.clock.MachineTime;
import orchestrator.event.AgentEvent;
import orchestrator.event.StreamId;
import orchestrator.eventlog.Activity;
import orchestrator.eventlog.Archive;
import orchestrator.eventlog.Artifacts;
import orchestrator.eventlog.EventLog;
import orchestrator.eventlog.Troubles;
import orchestrator.eventlog.store.EventStore;
import orchestrator.follow.FollowedStreams;
import orchestrator.follow.OutputWatch;
import orchestrator.follow.StreamCopy;
import orchestrator.home.Home;
import orchestrator.host.Host;
import orchestrator.launch.LaunchId;
import orchestrator.process.ProcessLauncher;
import orchestrator.process.RunProcesses;
import orchestrator.temporal.WorkflowLookup;

/** What the activities of one worker share. */
public record HostParts(
        Home home,
        Host host,
        EventStore store,
        SessionAgents agents,
        LaunchStore launches,
        ProcessLauncher launcher,
        RunProcesses processes,
        OutputWatch watch,
        FollowedStreams lookedAt,
        MachineTime time,
        Map<String, String> environment,
        Clock clock) {

    public EventLog events() {
        return store.events();
    }

    public Archive archive() {
        return store.archive();
    }

    public Artifacts artifacts() {
        return store.artifacts();
    }

    public Activity activity() {
        return store.activity();
    }

    public Troubles troubles() {
        return store.troubles();
    }

    /** Where the event log keeps what a launch has printed. */
    public static StreamId stream(LaunchId id) {
        return new StreamId(id.key(), id.run(), id.launch(), AgentEvent.STDOUT, id.agent());
    }

    /** Reads on what a launch has printed, from where the event log stands. */
    public StreamCopy copy(LaunchId id, Agent agent) {
        return new StreamCopy(events(), stream(id), launches.directory(id), new Transcriber(agent), clock);
    }

    /** What is remembered of a launch's output. */
    public Transcript transcript(LaunchId id) {
        return StreamCopy.transcript(events().position(stream(id)));
    }

    public Optional<Agent> agent(LaunchId id) {
        return agents.of(id.key()).byName(id.agent());
    }

    /** Whether anything of the launch is alive. */
    public boolean lives(LaunchStore.Unsettled launch) {
        return !processes
                .members(launch.marker(), launch.directory().identity())
                .isEmpty();
    }

    /** Whether a session has ended: one that Temporal has forgotten is over where none of its processes is left. */
    public boolean isOver(WorkflowLookup.Answer answer, String key) {
        return switch (answer) {
            case CLOSED, REPLACED -> true;
            case NOT_FOUND -> launches.unsettledOf(key).noneMatch(this::lives);
            case OPEN, UNKNOWN -> false;
        };
    }

    /** Puts them together for this data directory. */
    public static HostParts open(Home home, Map<String, String> environment) {
        return new HostParts(
                home,
                HostId.of(home, environment),
                EventStore.open(home.eventStore()),
                new SessionAgents(home, environment),
                new LaunchStore(home),
                new ProcessLauncher(home.file("bin")),
                new RunProcesses(RunProcesses.systemTable()),
                new OutputWatch(),
                new FollowedStreams(),
                MachineTime.in(home.file("clock")),
                environment,
                Clock.systemUTC());
    }
}
