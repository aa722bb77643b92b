package orchestrator.probe;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import orchestrator.agent.Agent;
import orchestrator.agent.AgentCommand;
import orchestrator.agent.LaunchExit;
import orchestrator.agent.LaunchSpec;
import orchestrator.agent.LaunchVerdict;
import orchestrator.agent.Transcript;
import orchestrator.agent.adapter.LaunchJudge;
import orchestrator.agent.stream.Transcriber;
import orchestrator.crew.Role;
import orchestrator.environment.AgentEnvironment;
import orchestrator.identity.LaunchId;
import orchestrator.process.LaunchDirectory;
import orchestrator.process.ProcessLauncher;
import orchestrator.process.RunProcesses;

/** Asks one agent one question in a temporary directory, and ends all its processes. */
final class AgentProbe implements AutoCloseable {
    private static final String PROMPT = "Answer with the one word: ready\n";
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Agent agent;
    private final Map<String, String> environment;
    private final Duration limit;

    /** An agent may keep running after its final event, and so may processes that hold its output open. */
    private final Duration leaveTime;

    private final Path directory;
    private final LaunchId launch;
    private final RunProcesses processes = new RunProcesses(RunProcesses.systemTable());
    private final Thread cleanUp = new Thread(this::killAll, "kill-asked-agent");
    private final CompletableFuture<Void> saidItsLast = new CompletableFuture<>();
    private volatile Transcript transcript = Transcript.EMPTY;

    private AgentProbe(Agent agent, Map<String, String> environment, Duration limit, Path directory) {
        this.agent = agent;
        this.environment = environment;
        this.limit = limit;
        this.leaveTime = limit.dividedBy(12);
        this.directory = directory;
        launch = new LaunchId("doctor-" + UUID.randomUUID(), agent.name() + "-1", 1);
    }

    static AgentProbe of(Agent agent, Map<String, String> environment) throws IOException {
        return within(LIMIT, agent, environment);
    }

    static AgentProbe within(Duration limit, Agent agent, Map<String, String> environment) throws IOException {
        return new AgentProbe(agent, environment, limit, Files.createTempDirectory("orchestrate-doctor"));
    }

    AgentsReport.Answer ask(Path program) throws IOException, InterruptedException {
        Runtime.getRuntime().addShutdownHook(cleanUp); // No paid agent outlives a Ctrl-C
        long began = System.nanoTime();
        Process process = start(program);
        Thread reader = read(process);
        boolean inTime = awaitLastWord(process);
        boolean left = inTime && process.waitFor(leaveTime.toMillis(), TimeUnit.MILLISECONDS);
        double seconds = (System.nanoTime() - began) / 1e9;
        if (left) reader.join(leaveTime.toMillis());
        killAll();
        LaunchVerdict verdict = inTime ? judge(process, left) : LaunchJudge.timedOut(limit, stderrTail());
        String byHand = inTime ? "" : ". Start `" + agent.program() + "` by hand and see what it waits for.";
        return new AgentsReport.Answer(
                verdict.succeeded(), seconds, transcript.usage().costUsd(), verdict.reason() + byHand);
    }

    private Process start(Path program) throws IOException {
        LaunchDirectory files = new LaunchDirectory(directory.resolve("launch"));
        ProcessLauncher.makePrivate(files.path());
        Path workspace = Files.createDirectory(directory.resolve("workspace"));
        LaunchSpec spec = LaunchSpec.of(
                        program,
                        workspace,
                        files.path(),
                        Role.REVIEWER,
                        UUID.randomUUID().toString())
                .withReadOnly(true);
        agent.prepare(spec, environment);
        Files.writeString(files.prompt(), PROMPT);
        AgentCommand command = agent.command(spec);
        ProcessBuilder builder = new ProcessBuilder(command.argv())
                .directory(workspace.toFile())
                .redirectInput(files.prompt().toFile())
                .redirectError(files.stderr().toFile());
        builder.environment().clear();
        builder.environment()
                .putAll(AgentEnvironment.of(
                        environment, agent.inheritedVariables(environment), command.variables(environment), launch));
        return builder.start();
    }

    private Thread read(Process process) {
        Transcriber transcriber = new Transcriber(agent);
        Thread reader = new Thread(
                () -> {
                    try (BufferedReader lines = new BufferedReader(
                            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                            transcript = transcriber.read(line, 0, transcript).after();
                            if (transcript.ending() != null) saidItsLast.complete(null);
                        }
                    } catch (IOException e) {
                        // The agent was killed; what was read until then is judged.
                    }
                },
                "read-" + agent.name());
        reader.setDaemon(true);
        reader.start();
        return reader;
    }

    private boolean awaitLastWord(Process process) throws InterruptedException {
        try {
            CompletableFuture.anyOf(saidItsLast, process.onExit()).get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private LaunchVerdict judge(Process process, boolean left) {
        return agent.judge(transcript, new LaunchExit(left ? process.exitValue() : null, !left, stderrTail()));
    }

    private String stderrTail() {
        return new LaunchDirectory(directory.resolve("launch")).stderrTail();
    }

    private void killAll() {
        try {
            processes.kill(launch, Optional.empty());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        killAll();
        try {
            Runtime.getRuntime().removeShutdownHook(cleanUp);
        } catch (IllegalStateException e) {
            // The hook is running already.
        }
        TemporaryDirectory.delete(directory);
    }
}
