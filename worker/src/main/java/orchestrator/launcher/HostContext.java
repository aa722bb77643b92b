package orchestrator.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import orchestrator.agent.Agent;
import orchestrator.agent.Transcript;
import orchestrator.agent.stream.Transcriber;
import orchestrator.clock.WorkedTime;
import orchestrator.event.AgentEvent;
import orchestrator.event.StreamId;
import orchestrator.eventlog.Activity;
import orchestrator.eventlog.Archive;
import orchestrator.eventlog.Artifacts;
import orchestrator.eventlog.EventLog;
import orchestrator.eventlog.Troubles;
import orchestrator.eventlog.store.EventStore;
import orchestrator.follow.Followers;
import orchestrator.follow.StreamCopy;
import orchestrator.guard.place.LaunchPlace;
import orchestrator.home.Home;
import orchestrator.home.SecretFile;
import orchestrator.identity.LaunchId;
import orchestrator.process.RunProcesses;
import orchestrator.redaction.KnownSecrets;
import orchestrator.redaction.Redactor;
import orchestrator.temporal.WorkflowLookup;
import orchestrator.workspace.creation.CheckoutLocation;

/** Shared by the classes that work on this host. */
public record HostContext(
        Home home,
        Map<String, String> environment,
        Clock clock,
        EventStore store,
        SessionAgents agents,
        RunProcesses processes,
        Followers followers) {
    private static final List<String> OWN_SECRETS = List.of("token", "key", "guard-key");

    /** @param time its gaps do not count as an agent's silence */
    public static HostContext open(Home home, Map<String, String> environment, WorkedTime time) {
        EventStore store = EventStore.open(home.eventStore());
        RunProcesses processes = new RunProcesses(RunProcesses.systemTable());
        return new HostContext(
                home,
                environment,
                Clock.systemUTC(),
                store,
                new SessionAgents(home, environment),
                processes,
                new Followers(store.events(), processes, time));
    }

    /** The sandbox and the guard of a launch must start from the same place. */
    public LaunchPlace place(LaunchId launch, Path workspace, boolean readOnly, boolean privateTmp) {
        return new LaunchPlace(
                home.directory(),
                launch.key(),
                launch.run(),
                CheckoutLocation.beside(home.session(launch.key())),
                workspace,
                agents.target(launch.key()).orElse(workspace),
                readOnly,
                privateTmp,
                environment);
    }

    public LaunchStore launches() {
        return new LaunchStore(home);
    }

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

    /** The stream of a launch's output in the event log. */
    public static StreamId stream(LaunchId id) {
        return new StreamId(id, AgentEvent.STDOUT);
    }

    /** Continues to copy a launch's output from the event log's position. */
    public StreamCopy copy(LaunchId id, Agent agent) {
        return new StreamCopy(
                events(), stream(id), launches().directory(id), new Transcriber(agent, redactor(id, agent)), clock);
    }

    /** Knows the secrets of this host, of which an agent may have found one. */
    private Redactor redactor(LaunchId id, Agent agent) {
        Map<String, String> known = new HashMap<>(KnownSecrets.in(environment));
        known.putAll(KnownSecrets.in(ProjectVariables.of(home, id.key(), agent.name())));
        for (String name : OWN_SECRETS)
            if (Files.exists(home.file(name))) known.put(SecretFile.of(home.file(name)), "orchestrate " + name);
        return new Redactor(known);
    }

    /** The transcript of a launch's output. */
    public Transcript transcript(LaunchId id) {
        return StreamCopy.transcript(events().position(stream(id)));
    }

    public Optional<Agent> agent(LaunchId id) {
        return agents.of(id.key()).byName(id.agent());
    }

    /** True if a process of the launch is alive. */
    public boolean lives(LaunchStore.Unsettled launch) {
        return !processes.members(launch.id(), launch.directory().identity()).isEmpty();
    }

    /** True if a session has ended. If Temporal has deleted it, it is over once none of its processes are left. */
    public boolean isOver(WorkflowLookup.Answer answer, String key) {
        return switch (answer) {
            case CLOSED, REPLACED -> true;
            case NOT_FOUND -> launches().unsettledOf(key).noneMatch(this::lives);
            case OPEN, UNKNOWN -> false;
        };
    }
}
