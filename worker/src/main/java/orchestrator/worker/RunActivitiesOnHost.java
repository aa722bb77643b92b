package orchestrator.worker;

import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import orchestrator.agent.Agent;
import orchestrator.agent.Command;
import orchestrator.agent.LaunchSpec;
import orchestrator.agent.Transcriber;
import orchestrator.agent.Transcript;
import orchestrator.event.AgentEvent;
import orchestrator.eventlog.EventLog;
import orchestrator.eventlog.StreamId;
import orchestrator.follow.Follower;
import orchestrator.follow.OutputWatch;
import orchestrator.follow.StreamCopy;
import orchestrator.process.AgentEnvironment;
import orchestrator.process.Identity;
import orchestrator.process.LaunchDirectory;
import orchestrator.process.Launcher;
import orchestrator.process.RunProcesses;
import orchestrator.process.Standstill;
import orchestrator.run.RunActivities;
import orchestrator.run.Usage;

/** Launches, follows, stops and settles processes of this host. */
final class RunActivitiesOnHost implements RunActivities {
    private final EventLog log;
    private final SessionAgents agents;
    private final Launches launches;
    private final Launcher launcher;
    private final RunProcesses processes;
    private final OutputWatch watch;
    private final LookedAt lookedAt;
    private final Map<String, String> environment;
    private final String temporalCluster;
    private final Clock clock;

    RunActivitiesOnHost(HostParts parts, String temporalCluster) {
        log = parts.log();
        agents = parts.agents();
        launches = parts.launches();
        launcher = parts.launcher();
        processes = parts.processes();
        watch = parts.watch();
        lookedAt = parts.lookedAt();
        environment = parts.environment();
        clock = parts.clock();
        this.temporalCluster = temporalCluster;
    }

    @Override
    public Launched launch(LaunchRequest request) {
        LaunchDirectory directory = launches.directory(request.id());
        boolean claimed = directory.claimed();
        try {
            Optional<Identity> identity = launcher.launch(order(request, directory));
            return new Launched(identity.map(Identity::pid).orElse(0L), claimed);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Activity.wrap(e);
        }
    }

    private Launcher.Order order(LaunchRequest request, LaunchDirectory directory) {
        Agent agent = agent(request.id());
        Path program = agents.of(request.id().key())
                .program(agent)
                .orElseThrow(() -> cannotLaunch("cannot start " + agent.name() + " in " + request.workspace() + ": "
                        + agent.program() + " is not on the PATH of the worker. Install it: " + agent.install()));
        Path workspace = Path.of(request.workspace());
        if (!Files.isDirectory(workspace)) {
            throw cannotLaunch("cannot start " + agent.name() + ": " + workspace + " is no directory any more.");
        }
        String prompt = new Prompts(log).of(request);
        agent.refusePrompt(prompt.length()).ifPresent(why -> {
            throw cannotLaunch(why);
        });
        LaunchSpec spec = spec(request, program, workspace, directory);
        prepare(agent, spec);
        Command command = agent.command(spec);
        return new Launcher.Order(
                directory,
                command.argv(),
                workspace,
                AgentEnvironment.of(environment, command.inherit(), command.set(), Launches.marker(request.id())),
                prompt,
                request.owner(),
                temporalCluster);
    }

    private static LaunchSpec spec(LaunchRequest request, Path program, Path workspace, LaunchDirectory directory) {
        boolean resumes = request.resume() != null;
        return new LaunchSpec(
                program,
                workspace,
                directory.path(),
                request.role(),
                request.readOnly(),
                resumes ? request.resume() : newConversation(request.id()),
                resumes,
                request.id().launch());
    }

    private void prepare(Agent agent, LaunchSpec spec) {
        try {
            Launcher.makePrivate(spec.directory());
            agent.prepare(spec, environment);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot prepare " + agent.name() + " in " + spec.directory(), e);
        }
    }

    /** The same for the same launch, so that a launch tried twice is one conversation. */
    private static String newConversation(LaunchId id) {
        return UUID.nameUUIDFromBytes(Launches.marker(id).getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .toString();
    }

    @Override
    public Followed follow(FollowRequest request) {
        ActivityExecutionContext context = Activity.getExecutionContext();
        StreamId stream = stream(request.id());
        LaunchDirectory directory = launches.directory(request.id());
        lookedAt.add(stream);
        try (StreamCopy copy = copy(request.id())) {
            return new Follower(
                            log,
                            watch,
                            processes,
                            agent(request.id()),
                            stream,
                            directory,
                            Launches.marker(request.id()),
                            copy)
                    .follow(request, () -> context.heartbeat(null));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot follow " + Launches.marker(request.id()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Activity.wrap(e);
        } finally {
            lookedAt.remove(stream);
        }
    }

    @Override
    public Paused pause(LaunchId id) {
        try {
            return new Paused(standstill(id).pause());
        } catch (IllegalStateException e) {
            throw ApplicationFailure.newNonRetryableFailure(e.getMessage(), "CannotPause");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Activity.wrap(e);
        }
    }

    @Override
    public void proceed(LaunchId id) {
        try {
            standstill(id).proceed();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Activity.wrap(e);
        }
    }

    private Standstill standstill(LaunchId id) {
        return new Standstill(processes, launches.directory(id), Launches.marker(id));
    }

    @Override
    public Stopped stop(LaunchId id) {
        LaunchDirectory directory = launches.directory(id);
        // Whoever keeps it still must not hold what is to end; the stopping itself lets it go on.
        directory.markProceeded();
        try {
            boolean gone = processes.stop(
                    Launches.marker(id), directory.identity(), agent(id).gentleSignal());
            return new Stopped(gone);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Activity.wrap(e);
        }
    }

    @Override
    public Settled settle(LaunchId id) {
        LaunchDirectory directory = launches.directory(id);
        try {
            int killed = processes.kill(Launches.marker(id), directory.identity());
            Transcript transcript = StreamCopy.transcript(log.position(stream(id)));
            Transcript.Final end = transcript.end();
            String answer = end == null || end.answer().isEmpty() ? transcript.lastMessage() : end.answer();
            directory.markSettled();
            return new Settled(used(id, transcript), Artifacts.shorten(log, answer), killed);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Activity.wrap(e);
        }
    }

    private Usage used(LaunchId id, Transcript transcript) {
        List<Transcript> earlier = IntStream.range(1, id.launch())
                .mapToObj(n -> new LaunchId(id.key(), id.run(), id.agent(), n))
                .map(before -> StreamCopy.transcript(log.position(stream(before))))
                .toList();
        return agent(id).used(transcript, earlier);
    }

    private StreamCopy copy(LaunchId id) {
        return new StreamCopy(log, stream(id), launches.directory(id), new Transcriber(agent(id)), clock);
    }

    private Agent agent(LaunchId id) {
        return agents.of(id.key())
                .byName(id.agent())
                .orElseThrow(() -> cannotLaunch("this worker knows no agent `" + id.agent() + "`"));
    }

    private static StreamId stream(LaunchId id) {
        return new StreamId(id.key(), id.run(), id.launch(), AgentEvent.STDOUT, id.agent());
    }

    private static ApplicationFailure cannotLaunch(String why) {
        return ApplicationFailure.newNonRetryableFailure(why, "CannotLaunch");
    }
}
