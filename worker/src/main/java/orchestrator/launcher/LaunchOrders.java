package orchestrator.launcher;

import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import orchestrator.agent.Agent;
import orchestrator.agent.AgentCommand;
import orchestrator.agent.GuardHook;
import orchestrator.agent.LaunchSpec;
import orchestrator.environment.AgentEnvironment;
import orchestrator.environment.BuildDaemons;
import orchestrator.environment.ComposeProject;
import orchestrator.event.AgentEvent;
import orchestrator.event.EventType;
import orchestrator.event.StreamId;
import orchestrator.failure.CallFailure;
import orchestrator.guard.hook.GuardedLaunch;
import orchestrator.guard.hook.HookFiles;
import orchestrator.guard.policy.Policies;
import orchestrator.guard.policy.WrongPolicy;
import orchestrator.home.Home;
import orchestrator.identity.LaunchId;
import orchestrator.launch.GuardMode;
import orchestrator.launch.LaunchActivities.LaunchRequest;
import orchestrator.launch.Remedy;
import orchestrator.process.LaunchDirectory;
import orchestrator.process.ProcessLauncher;
import orchestrator.trouble.MissingDirectory;
import org.jspecify.annotations.Nullable;

/** Turns a request for a launch into a command line, a prompt and an environment. */
public final class LaunchOrders {
    private final HostContext host;
    private final String temporalCluster;
    private final HookFiles hooks;
    private final LaunchSandbox sandbox;

    public LaunchOrders(HostContext host, String temporalCluster) {
        this.host = host;
        this.temporalCluster = temporalCluster;
        hooks = new HookFiles(host.home(), host.environment());
        sandbox = new LaunchSandbox(host);
    }

    public ProcessLauncher.Order of(LaunchRequest request, LaunchDirectory directory) {
        Agent agent = host.agent(request.id())
                .orElseThrow(() -> cannotLaunch(
                        "this worker knows no agent `" + request.id().agent() + "`"));
        Path program = host.agents()
                .of(request.id().key())
                .program(agent)
                .orElseThrow(() -> cannotLaunch("cannot start " + agent.name() + " in " + request.workspace() + ": "
                        + agent.program() + " is not on the PATH of the worker. Install it: " + agent.install()));
        Path workspace = Path.of(request.workspace());
        if (!Files.isDirectory(workspace)) {
            throw MissingDirectory.directory(workspace);
        }
        String prompt = agent.prompt(new PromptText(host.artifacts()).of(request, agent));
        refuseWhatCannotWork(agent, prompt);
        LaunchSpec spec = spec(request, program, workspace, directory);
        spec = spec.withGuard(guard(agent, spec, request));
        prepare(agent, spec, request.id());
        if (spec.resume()) directory.markResumes(spec.conversation());
        AgentCommand command = agent.command(spec);
        ProcessLauncher.Order order = ProcessLauncher.Order.of(
                request.id(),
                directory,
                command.argv(),
                workspace,
                environment(agent, command, spec, request.id()),
                prompt,
                request.owner(),
                temporalCluster);
        ProcessLauncher.Order whole = sandbox.around(order, request, agent, spec);
        if (spec.guard() != null) keep(spec, whole, request.id());
        return whole;
    }

    /** What the guard must know of the launch, whatever changes later. */
    private void keep(LaunchSpec spec, ProcessLauncher.Order order, LaunchId launch) {
        Path target = host.agents().target(launch.key()).orElse(spec.workspace());
        Path directory = order.directory().path();
        try {
            new Policies(host.home().directory(), Home.userHome(host.environment())).freeze(target, directory);
            new GuardedLaunch(spec.readOnly(), order.enclosure() != null).keep(directory);
        } catch (WrongPolicy wrong) {
            throw cannotLaunch("the guard's policy cannot be used: " + wrong.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot prepare the guard in " + directory, e);
        }
    }

    private void refuseWhatCannotWork(Agent agent, String prompt) {
        agent.missingSetup(host.environment())
                .or(() -> agent.refusePrompt(prompt.length()))
                .ifPresent(why -> {
                    throw cannotLaunch(why);
                });
    }

    private Map<String, String> environment(Agent agent, AgentCommand command, LaunchSpec spec, LaunchId launch) {
        Map<String, String> ours = host.environment();
        Map<String, String> environment =
                AgentEnvironment.of(ours, agent.inheritedVariables(ours), command.variables(ours), launch);
        environment.putAll(ProjectVariables.of(host.home(), launch.key(), agent.name()));
        ComposeProject.name(environment, ours, spec.workspace(), launch);
        BuildDaemons.switchOff(environment, ours);
        RemedyVariables.apply(environment, spec);
        return environment;
    }

    private static LaunchSpec spec(LaunchRequest request, Path program, Path workspace, LaunchDirectory directory) {
        boolean resumes = request.resume() != null;
        return LaunchSpec.of(
                        program,
                        workspace,
                        directory.path(),
                        request.role(),
                        resumes ? request.resume() : newConversation(request))
                .withReadOnly(request.readOnly())
                .withResume(resumes)
                .withLaunch(request.id().launch())
                .withSchema(request.schema())
                .withRemedies(request.remediesOrNone());
    }

    private @Nullable GuardHook guard(Agent agent, LaunchSpec spec, LaunchRequest request) {
        if (request.safetyOrDefault().guard() == GuardMode.OFF) return null;
        if (!agent.takesGuardHook()) {
            tellOnce(request.id().key(), agent.name());
            return null;
        }
        List<String> missing = hooks.missingPrograms();
        if (!missing.isEmpty()) {
            throw cannotLaunch("the guard needs programs that are not on the PATH of the worker: "
                    + String.join(", ", missing) + ". Install them, or start the session with --guard off");
        }
        try {
            ProcessLauncher.makePrivate(spec.directory());
            return hooks.prepare(request.id(), spec.directory());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot prepare the guard in " + spec.directory(), e);
        }
    }

    /** Tells it in the session's own stream, where each agent has one place. */
    private void tellOnce(String key, String agent) {
        String text = agent + " cannot be guarded before its calls, only by the sandbox.";
        StreamId session = new StreamId(new LaunchId(key, "", 0), AgentEvent.GUARD);
        host.events()
                .record(List.of(AgentEvent.of(session, host.clock().instant(), EventType.STATUS, text)
                        .withAgent(agent)
                        .withPlace(0, agent.hashCode())));
    }

    private void prepare(Agent agent, LaunchSpec spec, LaunchId id) {
        try {
            ProcessLauncher.makePrivate(spec.directory());
            agent.prepare(spec, host.environment());
            if (spec.resume()) adopt(agent, spec, id);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot prepare " + agent.name() + " in " + spec.directory(), e);
        }
    }

    /**
     * Finds the conversation in its last run, in this session or in the earlier session that it was inherited from.
     */
    private void adopt(Agent agent, LaunchSpec spec, LaunchId id) throws IOException {
        for (Path run : runsThatMayHave(spec.conversation(), id)) {
            if (!agent.hasConversation(spec.conversation(), run, host.environment())) continue;
            agent.copyConversation(spec, run);
            return;
        }
    }

    private List<Path> runsThatMayHave(String conversation, LaunchId id) {
        List<Path> runs = new ArrayList<>(host.launches().earlierRuns(id));
        new InheritedConversations(host.home().session(id.key()))
                .of(conversation)
                .ifPresent(earlier -> runs.add(host.home().run(earlier.key(), earlier.run())));
        return runs;
    }

    /**
     * Deterministic, so that a repeated attempt of a launch uses the same conversation. If the id was taken, as by an
     * earlier session of the same name, the owner's execution makes it another one.
     */
    private static String newConversation(LaunchRequest request) {
        boolean wasTaken = request.remediesOrNone().contains(Remedy.NEW_CONVERSATION);
        String salt = wasTaken ? " " + request.owner().firstRunId() : "";
        return UUID.nameUUIDFromBytes((request.id().marker() + salt).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    public static ApplicationFailure cannotLaunch(String why) {
        return CallFailure.cannotLaunch(why);
    }
}
