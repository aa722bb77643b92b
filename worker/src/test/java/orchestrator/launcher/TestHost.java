package orchestrator.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import orchestrator.agent.Agent;
import orchestrator.approval.ApprovalCheck;
import orchestrator.environment.AgentEnvironment;
import orchestrator.event.AgentEvent;
import orchestrator.eventlog.Cursor;
import orchestrator.eventlog.EventQuery;
import orchestrator.follow.StreamCopy;
import orchestrator.home.Home;
import orchestrator.identity.LaunchId;
import orchestrator.launch.LaunchOwner;
import orchestrator.process.ProcessLauncher;
import orchestrator.signing.Answer;
import orchestrator.signing.Signature;
import orchestrator.temporal.WorkflowLookup;
import orchestrator.work.RunEndActivities.ClosedRun;

/** A host with its own data directory, real processes and a real event log; the test scripts Temporal's answers. */
public final class TestHost {
    public static final String CLUSTER = "cluster";

    private final Path base;
    private final HostContext parts;
    private final Map<String, WorkflowLookup.Answer> answers = new HashMap<>();
    private final Map<String, Integer> launches = new HashMap<>();
    private final Map<String, WorkflowLookup.Session> sessions = new HashMap<>();
    private final List<String> cancelled = new ArrayList<>();
    private int queries;

    public TestHost(Path base) {
        this(base, "/usr/bin:/bin", "off");
    }

    /**
     * Our own programs come first, so that a test decides what is installed.
     *
     * @param sandbox for launches that leave it open
     */
    TestHost(Path base, String path, String sandbox) {
        this.base = base;
        this.parts = HostContext.open(
                Home.at(base.resolve("home")),
                Map.of(
                        "PATH",
                        base.resolve("bin") + ":" + path,
                        "HOME",
                        base.resolve("user").toString(),
                        "ORCHESTRATOR_SANDBOX",
                        sandbox),
                System::nanoTime);
    }

    public HostContext parts() {
        return parts;
    }

    public WorkflowLookup workflows() {
        return new WorkflowLookup() {
            @Override
            public Answer ask(String workflowId, String firstRunId) {
                return answers.getOrDefault(workflowId, Answer.NOT_FOUND);
            }

            @Override
            public boolean isClosed(String workflowId) {
                return ask(workflowId, "") != Answer.OPEN;
            }

            @Override
            public Session sessionOf(String runWorkflowId) {
                return sessions.getOrDefault(runWorkflowId, Session.ANSWERS);
            }

            @Override
            public Optional<ClosedRun> closedRun(String runWorkflowId) {
                return Optional.empty();
            }

            @Override
            public boolean isContinued(String workflowId, String runId) {
                return false;
            }

            @Override
            public void cancel(String runWorkflowId) {
                cancelled.add(runWorkflowId);
            }

            @Override
            public OptionalInt launchOf(String workflowId) {
                queries++;
                Integer launch = launches.get(workflowId);
                return launch == null ? OptionalInt.empty() : OptionalInt.of(launch);
            }
        };
    }

    public ApprovalCheck approved() {
        return new ApprovalCheck(parts.home(), parts.artifacts(), (session, execution) -> false);
    }

    /** A signature with the key, made now. */
    public static Signature signature() {
        return new Signature(
                Signature.START, "", Instant.now(), UUID.randomUUID().toString().replace("-", ""), "of the key");
    }

    public void says(String workflowId, WorkflowLookup.Answer answer) {
        answers.put(workflowId, answer);
    }

    /** The workflow of the session of this run. */
    public void sessionIs(String runWorkflowId, WorkflowLookup.Session session) {
        sessions.put(runWorkflowId, session);
    }

    public List<String> cancelled() {
        return cancelled;
    }

    public void isAtLaunch(String workflowId, int launch) {
        launches.put(workflowId, launch);
    }

    /** The number of queries for the launch of a workflow. */
    public int queries() {
        return queries;
    }

    /** Installs a program of this name that does nothing. */
    public void install(String program) {
        try {
            Path file = Files.createDirectories(base.resolve("bin")).resolve(program);
            Files.writeString(file, "#!/bin/sh\necho 1.0.0\n");
            file.toFile().setExecutable(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path directory(String name) {
        try {
            return Files.createDirectories(base.resolve(name)).toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a launch that is owned by the workflow of its run. */
    public void launch(LaunchId id, String script) throws InterruptedException {
        new ProcessLauncher(parts.home().file("bin"))
                .launch(ProcessLauncher.Order.of(
                        id,
                        parts.launches().directory(id),
                        List.of("sh", "-c", script),
                        directory("workspace"),
                        AgentEnvironment.of(parts.environment(), Set.of(), Map.of(), id),
                        "",
                        new LaunchOwner(id.key() + "/" + id.run(), "first"),
                        CLUSTER));
    }

    /** A launch that has printed this, has been followed, and is over. */
    public void printed(LaunchId id, String... lines) {
        try {
            Path directory = parts.launches().directory(id).path();
            Files.createDirectories(directory);
            Files.writeString(directory.resolve("stdout.jsonl"), String.join("\n", lines) + "\n");
            Agent agent = parts.agent(id).orElseThrow();
            try (StreamCopy copy = parts.copy(id, agent)) {
                copy.copyToTheEnd();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<Long> members(LaunchId id) {
        return parts.processes().members(id, parts.launches().directory(id).identity());
    }

    public List<AgentEvent> events(LaunchId id) {
        return parts.events()
                .read(new EventQuery(id.key(), id.run(), Set.of(), Cursor.START, 1_000))
                .events();
    }

    public void close() throws Exception {
        for (LaunchStore.Unsettled launch : parts.launches().unsettled()) {
            parts.processes().kill(launch.id(), launch.directory().identity());
        }
        parts.followers().close();
        parts.store().close();
    }
}
