package orchestrator.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import orchestrator.cli.background.Installation;
import orchestrator.home.Home;
import orchestrator.home.SecretFile;
import orchestrator.home.Trust;
import orchestrator.signing.Signature;

/** A complete installation: Temporal, worker and API as separate processes, on free ports, in their own directory. */
public final class Orchestrator implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(60);

    private final Path scratch;
    private final Home home;
    private final Map<String, String> environment;
    private final TemporalServer temporal;
    private final Program worker;
    private final Program otherWorker;
    private final Program standby;
    private final Program api;
    private final OrchestratorApi client;

    private Orchestrator(Path scratch, Map<String, String> more) {
        this.scratch = scratch;
        this.home = Home.at(scratch.resolve("data"));
        this.temporal = TemporalServer.start(scratch);
        int port = TemporalServer.freePort();
        this.environment = environment(more, port);
        Installation installed = Installation.ofThisProcess();
        this.worker = new Program("worker", installed.supervisedWorker(), environment, scratch.resolve("worker.log"));
        this.standby =
                new Program("standby", installed.supervisedWorker(), environment, scratch.resolve("standby.log"));
        this.otherWorker =
                new Program("other worker", installed.worker(), environment, scratch.resolve("other-worker.log"));
        this.api = new Program("api", installed.api(), environment, scratch.resolve("api.log"));
        this.client = new OrchestratorApi("http://127.0.0.1:" + port, home.token());
    }

    /** Adds this environment for worker and API. Their path has no agents except those in {@link #bin}. */
    public static Orchestrator prepare(Path scratch, Map<String, String> environment) {
        return new Orchestrator(scratch, environment);
    }

    /** Uses real agent command lines, which talk to a scripted model. */
    public static Orchestrator withAgents(Path scratch, String modelUrl, String... agents) {
        return withAgents(scratch, modelUrl, Map.of(), agents);
    }

    /** The same, with more variables for worker and API. */
    public static Orchestrator withAgents(Path scratch, String modelUrl, Map<String, String> more, String... agents) {
        Map<String, String> variables =
                new TreeMap<>(ScriptedAgentHome.in(userHome(scratch), modelUrl).variables());
        variables.putAll(more);
        Orchestrator orchestrator = prepare(scratch, variables);
        for (String agent : agents) orchestrator.link(agent, Tools.agents().resolve(agent));
        return orchestrator;
    }

    public Orchestrator start() {
        startWorker();
        startApi();
        return this;
    }

    public void startWorker() {
        long before = worker.line("worker ready").isPresent() ? size(scratch.resolve("worker.log")) : 0;
        worker.start();
        Wait.until("the worker is ready; " + worker.outputTail(), START, () -> {
            if (!worker.isAlive()) throw new AssertionError(worker.outputTail());
            return readyAfter(before);
        });
    }

    /** A second worker on the same data directory. */
    public void startAnotherWorker() {
        otherWorker.start();
        Wait.until(
                "the other worker is ready; " + otherWorker.outputTail(),
                START,
                () -> otherWorker.line("worker ready").isPresent());
    }

    /** A worker that takes over when the first one is dead; not started yet. */
    public Program standby() {
        return standby;
    }

    public void stopOtherWorker() {
        otherWorker.stop();
    }

    public void startApi() {
        api.start();
        Wait.until("the API answers", START, () -> {
            if (!api.isAlive()) throw new AssertionError(api.outputTail());
            return client.health().contains("\"worker\":\"ok\"")
                    || (!worker.isAlive() && !client.health().isEmpty());
        });
    }

    /** Puts a program onto the worker's path. */
    public void link(String name, Path program) {
        try {
            Files.createSymbolicLink(bin().resolve(name), program);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot link " + name, e);
        }
    }

    /** Puts a shell script onto the worker's path. */
    public void script(String name, String text) {
        try {
            Path file = bin().resolve(name);
            Files.writeString(file, text);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + name, e);
        }
    }

    /** Creates a directory to work in, trusted or not. */
    public Path target(String name, boolean trusted) {
        try {
            Path target = Files.createDirectories(scratch.resolve("targets").resolve(name));
            if (trusted) trust(target);
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + name, e);
        }
    }

    public void trust(Path target) {
        Trust.of(home).add(target);
    }

    public Path bin() {
        return directory(scratch.resolve("bin"));
    }

    public Path scratch() {
        return scratch;
    }

    public Home home() {
        return home;
    }

    public Map<String, String> environment() {
        return environment;
    }

    public TemporalServer temporal() {
        return temporal;
    }

    public Program worker() {
        return worker;
    }

    public Program api() {
        return api;
    }

    public OrchestratorApi client() {
        return client;
    }

    /** Living processes of this installation's runs. */
    public List<MarkedProcesses.Marked> agents() {
        return MarkedProcesses.of(userHome(scratch));
    }

    /** The output of {@code orchestrate sign}. A start without a session may have any id. */
    public String sign(String as, String session, JsonNode json) {
        String nonce = SecretFile.random(16);
        return Signature.sign((ObjectNode) json, SecretFile.signingKey(home), as, session, Instant.now(), nonce)
                .toString();
    }

    @Override
    public void close() {
        api.stop();
        otherWorker.stop();
        standby.stop();
        worker.stop();
        temporal.close();
        agents().forEach(agent -> ProcessHandle.of(agent.pid()).ifPresent(ProcessHandle::destroyForcibly));
    }

    private Map<String, String> environment(Map<String, String> more, int port) {
        Map<String, String> variables = new TreeMap<>(more);
        variables.put("HOME", userHome(scratch).toString());
        variables.put("PATH", bin() + ":" + ExternalCommand.nodeDirectory() + "/usr/local/bin:/usr/bin:/bin");
        variables.put("LANG", "C.UTF-8");
        variables.put("ORCHESTRATOR_HOME", home.directory().toString());
        variables.put("ORCHESTRATOR_PORT", "" + port);
        // Most tests' agents leave marks outside of their workspace. Tests about the sandbox switch it on.
        variables.putIfAbsent("ORCHESTRATOR_SANDBOX", "off");
        // Scripted agents are small, so many of them may start at once.
        variables.putIfAbsent("ORCHESTRATOR_AGENT_MEMORY_MB", "20");
        variables.put("TEMPORAL_ADDRESS", temporal.address());
        variables.put("TEMPORAL_UI", temporal.ui());
        return variables;
    }

    private boolean readyAfter(long before) {
        try {
            byte[] all = Files.readAllBytes(scratch.resolve("worker.log"));
            String fresh =
                    new String(all, (int) before, all.length - (int) before, java.nio.charset.StandardCharsets.UTF_8);
            return fresh.contains("worker ready");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path userHome(Path scratch) {
        return directory(scratch.resolve("home"));
    }

    private static Path directory(Path path) {
        try {
            return Files.createDirectories(path);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + path, e);
        }
    }
}
