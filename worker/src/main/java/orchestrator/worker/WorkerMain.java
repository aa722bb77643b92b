package orchestrator.worker;

import io.temporal.client.WorkflowClient;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import orchestrator.clock.MachineTime;
import orchestrator.fault.FaultText;
import orchestrator.home.Fingerprint;
import orchestrator.home.Home;
import orchestrator.home.SecretFile;
import orchestrator.home.TemporalTarget;
import orchestrator.host.Host;
import orchestrator.launcher.HostContext;
import orchestrator.limits.RunLimits;
import orchestrator.limits.UsageWatch;
import orchestrator.process.RunProcesses;
import orchestrator.reaper.OldCheckouts;
import orchestrator.reaper.OrphanSweep;
import orchestrator.takeover.Takeover;
import orchestrator.takeover.TaskTokens;
import orchestrator.temporal.CannotServe;
import orchestrator.temporal.SearchAttributes;
import orchestrator.temporal.TemporalWorkflows;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The worker process. {@code ORCHESTRATOR_HOME} and {@link TemporalTarget} name its data directory and server, {@link
 * RunLimits} the limits of a run.
 */
public final class WorkerMain {
    private static final Logger log = LoggerFactory.getLogger(WorkerMain.class);
    private static final int CANNOT_RUN_AS_CONFIGURED = 4;

    private WorkerMain() {}

    public static void main(String[] args) throws Exception {
        Thread.currentThread().setUncaughtExceptionHandler((main, failure) -> cannotStart(failure));
        try {
            run(System.getenv());
        } catch (CannotServe | IllegalArgumentException e) {
            System.err.println("orchestrate worker: " + e.getMessage());
            // The supervisor does not restart it, and `up` shows this message.
            System.exit(CANNOT_RUN_AS_CONFIGURED);
        }
    }

    private static void run(Map<String, String> environment) throws Exception {
        TemporalTarget temporal = TemporalTarget.of(environment);
        RunLimits limits = RunLimits.of(environment, RunLimits.machineMemoryBytes());
        Home home = Home.open(environment);
        Host host = HostId.of(home, environment);
        TaskTokens tokens = new TaskTokens(home.file("running"), new RunProcesses(RunProcesses.systemTable()));
        // In parallel with the connection: agents whose worker was killed wait for this one.
        CompletableFuture<MachineTime> clock = CompletableFuture.supplyAsync(() -> MachineTime.in(home.file("clock")));
        CompletableFuture<HostContext> opening = clock.thenApply(time -> HostContext.open(home, environment, time));
        Fingerprint fingerprint = Fingerprint.of(home);
        WorkflowClient client = WorkerConnection.open(temporal, fingerprint, tokens, SecretFile.signingKey(home));
        TemporalWorkflows workflows = new TemporalWorkflows(client);
        String cluster = workflows.cluster();
        Takeover takeover = new Takeover(tokens);
        takeover.takeOver(client);
        HostContext context = opening.join();
        MachineTime time = clock.join();
        SearchAttributes attributes = SearchAttributes.register(
                client.getWorkflowServiceStubs(), temporal.namespace(), home.file("worker.notes"));
        new WorkerSetup(client, context, host, time, workflows)
                .factory(takeover, attributes, cluster)
                .start();
        takeover.keepLooking(client);
        PeriodicJobs jobs = new PeriodicJobs(context);
        jobs.watchTime(time);
        jobs.start(
                new OrphanSweep(context, workflows, cluster),
                new OldCheckouts(context, workflows),
                new UsageWatch(context, limits, time));
        // There is no shutdown hook: Temporal would hand a worker that returns its tasks some of them again, and they
        // would be lost with it. Its current work is on disk, and the next worker continues it, as after a kill.
        log.info("worker ready host={} queue={}", host.id(), host.queue());
    }

    /** One sentence on stderr; the log has the details. */
    private static void cannotStart(Throwable failure) {
        log.error("the worker cannot start", failure);
        System.err.println("orchestrate worker: " + FaultText.of(failure));
        System.exit(1);
    }
}
