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
import orchestrator.agent.LaunchSpec;
import orchestrator.environment.AgentEnvironment;
import orchestrator.environment.BuildDaemons;
import orchestrator.environment.ComposeProject;
import orchestrator.failure.CallFailure;
import orchestrator.identity.LaunchId;
import orchestrator.launch.LaunchActivities.LaunchRequest;
import orchestrator.process.LaunchDirectory;
import orchestrator.process.ProcessLauncher;
import orchestrator.trouble.MissingDirectory;

/** Turns a request for a launch into a command line, a prompt and an environment. */
public final class LaunchOrders {
    private final HostContext host;
    private final String temporalCluster;

    public LaunchOrders(HostContext host, String temporalCluster) {
        this.host = host;
        this.temporalCluster = temporalCluster;
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
        agent.missingSetup(host.environment()).ifPresent(why -> {
            throw cannotLaunch(why);
        });
        agent.refusePrompt(prompt.length()).ifPresent(why -> {
            throw cannotLaunch(why);
        });
        LaunchSpec spec = spec(request, program, workspace, directory);
        prepare(agent, spec, request.id());
        if (spec.resume()) directory.markResumes(spec.conversation());
        AgentCommand command = agent.command(spec);
        return new ProcessLauncher.Order(
                request.id(),
                directory,
                command.argv(),
                workspace,
                environment(agent, command, workspace, request.id()),
                prompt,
                request.owner(),
                temporalCluster);
    }

    private Map<String, String> environment(Agent agent, AgentCommand command, Path workspace, LaunchId launch) {
        Map<String, String> ours = host.environment();
        Map<String, String> environment =
                AgentEnvironment.of(ours, agent.inheritedVariables(ours), command.variables(ours), launch);
        ComposeProject.name(environment, ours, workspace, launch);
        BuildDaemons.switchOff(environment, ours);
        return environment;
    }

    private static LaunchSpec spec(LaunchRequest request, Path program, Path workspace, LaunchDirectory directory) {
        boolean resumes = request.resume() != null;
        return LaunchSpec.of(
                        program,
                        workspace,
                        directory.path(),
                        request.role(),
                        resumes ? request.resume() : newConversation(request.id()))
                .withReadOnly(request.readOnly())
                .withResume(resumes)
                .withLaunch(request.id().launch())
                .withSchema(request.schema());
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

    /** Deterministic, so that a repeated attempt of a launch uses the same conversation. */
    private static String newConversation(LaunchId id) {
        return UUID.nameUUIDFromBytes(id.marker().getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    public static ApplicationFailure cannotLaunch(String why) {
        return CallFailure.cannotLaunch(why);
    }
}
