package orchestrator.worker;

import io.temporal.client.WorkflowClient;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import orchestrator.capacity.Capacity;
import orchestrator.capacity.StandbyRule;
import orchestrator.clock.MachineTime;
import orchestrator.fault.FaultText;
import orchestrator.guard.server.WorkerGuard;
import orchestrator.home.Fingerprint;
import orchestrator.home.Home;
import orchestrator.home.SecretFile;
import orchestrator.home.TemporalTarget;
import orchestrator.host.Host;
import orchestrator.launcher.HostContext;
import orchestrator.limits.DiskLimits;
import orchestrator.limits.RunLimits;
import orchestrator.process.RunProcesses;
import orchestrator.takeover.ServingLock;
import orchestrator.takeover.Takeover;
import orchestrator.takeover.TaskTokens;
import orchestrator.temporal.CannotServe;
import orchestrator.temporal.SearchAttributes;
import orchestrator.temporal.TemporalWorkflows;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The worker process. {@code ORCHESTRATOR_HOME} and {@link TemporalTarget} name its data directory and server, {@link
 * RunLimits} and {@link DiskLimits} the limits of a run, {@link Capacity} how many may run at once, {@link StandbyRule}
 * if it has a standby. With the argument {@code supervised} it waits as a warm standby while another worker serves.
 */
public final class WorkerMain {
    private static final Logger log = LoggerFactory.getLogger(WorkerMain.class);
    private static final int CANNOT_RUN_AS_CONFIGURED = 4;
    private static final String SUPERVISED = "supervised";

    private WorkerMain() {}

    public static void main(String[] args) throws Exception {
        Thread.currentThread().setUncaughtExceptionHandler((main, failure) -> cannotStart(failure));
        try {
            run(System.getenv(), List.of(args).contains(SUPERVISED));
        } catch (CannotServe | IllegalArgumentException e) {
            System.err.println("orchestrate worker: " + e.getMessage());
            // The supervisor does not restart it, and `up` shows this message.
            System.exit(CANNOT_RUN_AS_CONFIGURED);
        }
    }

    /**
     * There is no shutdown hook: Temporal would hand a worker that returns its tasks some of them again, and they would be
     * lost with it. Its current work is on disk, and the next worker continues it, as after a kill.
     */
    private static void run(Map<String, String> environment, boolean supervised) throws Exception {
        TemporalTarget temporal = TemporalTarget.of(environment);
        WorkerLimits limits = WorkerLimits.of(environment);
        Home home = Home.open(environment);
        Host host = HostId.of(home, environment);
        TaskTokens tokens = new TaskTokens(home.file("running"), new RunProcesses(RunProcesses.systemTable()));
        ServingLock lock = supervised ? ServingLock.in(home.file("worker.lock")) : ServingLock.none();
        // In parallel with the connection: agents whose worker was killed wait for this one.
        CompletableFuture<MachineTime> clock = CompletableFuture.supplyAsync(() -> MachineTime.in(home.file("clock")));
        CompletableFuture<HostContext> opening = clock.thenApply(time -> HostContext.open(home, environment, time));
        CompletableFuture<WorkerGuard> guard = opening.thenApply(WorkerGuard::of);
        CompletableFuture<Void> guarding = lock.turn().thenCombine(guard, (turn, made) -> {
            made.start();
            return turn;
        });
        WorkflowClient client =
                WorkerConnection.open(temporal, Fingerprint.of(home), tokens, SecretFile.signingKey(home));
        TemporalWorkflows workflows = new TemporalWorkflows(client);
        Takeover takeover = new Takeover(tokens);
        CompletableFuture<Integer> takingOver = lock.turn().thenApplyAsync(turn -> takeover.takeOver(client));
        String cluster = workflows.cluster();
        SearchAttributes attributes = SearchAttributes.register(
                client.getWorkflowServiceStubs(), temporal.namespace(), home.file("worker.notes"));
        WorkerService service = new WorkerService(
                client, opening.join(), host, clock.join(), workflows, guard.join(), takeover, attributes, cluster);
        if (!lock.isHeld()) new WarmStandby(home, tokens, client, service, limits).await(lock);
        service.serve(limits, supervised);
        takingOver.join();
        guarding.join();
        takeover.keepLooking(client);
        log.info("worker ready host={} queue={}", host.id(), host.queue());
    }

    /** One sentence on stderr; the log has the details. */
    private static void cannotStart(Throwable failure) {
        log.error("the worker cannot start", failure);
        System.err.println("orchestrate worker: " + FaultText.of(failure));
        System.exit(1);
    }
}
