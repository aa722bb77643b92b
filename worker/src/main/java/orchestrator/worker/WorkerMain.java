package orchestrator.worker;

import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.converter.DataConverterException;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import io.temporal.worker.WorkflowImplementationOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import orchestrator.activity.CheckoutActivitiesOnHost;
import orchestrator.activity.RunActivitiesOnHost;
import orchestrator.activity.SessionActivitiesOnHost;
import orchestrator.approval.ApprovalCheck;
import orchestrator.clock.GapReporter;
import orchestrator.clock.MachineTime;
import orchestrator.fault.FaultText;
import orchestrator.home.Fingerprint;
import orchestrator.home.Home;
import orchestrator.home.SecretFile;
import orchestrator.home.TemporalTarget;
import orchestrator.launcher.HostParts;
import orchestrator.limits.RunLimits;
import orchestrator.limits.UsageWatch;
import orchestrator.orchestration.OrchestrationWorkflow;
import orchestrator.process.RunProcesses;
import orchestrator.reaper.CheckoutPruning;
import orchestrator.reaper.OrphanSweep;
import orchestrator.run.AgentRunWorkflow;
import orchestrator.session.Orchestration;
import orchestrator.session.request.SessionRequest.InvalidRequest;
import orchestrator.signing.OwnAnswers;
import orchestrator.signing.SignedConverter;
import orchestrator.signing.SigningKey;
import orchestrator.takeover.Takeover;
import orchestrator.takeover.TaskTokens;
import orchestrator.takeover.WorkflowTaskInterceptor;
import orchestrator.temporal.CannotServe;
import orchestrator.temporal.SearchAttributes;
import orchestrator.temporal.TemporalProbe;
import orchestrator.temporal.TemporalWorkflows;
import orchestrator.temporal.WorkerIdentity;
import orchestrator.temporal.WorkflowLookup;
import orchestrator.trouble.TroubleInterceptor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The worker process: {@code ORCHESTRATOR_HOME} and {@link TemporalTarget} say where it works, {@link RunLimits} what a
 * run may use.
 */
public final class WorkerMain {
    private static final Logger log = LoggerFactory.getLogger(WorkerMain.class);
    private static final int CANNOT_RUN_AS_CONFIGURED = 4;
    private static final int RUNS_MAX = 1_000;
    /** Agents whose worker was killed wait to be heard again; a sweep right then would only keep the processor busy. */
    private static final long SWEEP_AFTER_SECONDS = 3;

    private static final long SWEEP_EVERY_SECONDS = 30;
    private static final long TELL_EVERY_SECONDS = 5;
    private static final long WATCH_EVERY_SECONDS = 10;
    private static final long REMEMBER_EVERY_SECONDS = 2;
    private static final long PRUNE_AFTER_HOURS = 1;
    private static final long PRUNE_EVERY_HOURS = 6;
    private static final int CLOCKWORK_THREADS = 2;

    private WorkerMain() {}

    public static void main(String[] args) throws Exception {
        Thread.currentThread().setUncaughtExceptionHandler((main, failure) -> cannotStart(failure));
        try {
            run(System.getenv());
        } catch (CannotServe | IllegalArgumentException e) {
            System.err.println("orchestrate worker: " + e.getMessage());
            // The supervisor does not try it again, and `up` shows what was said.
            System.exit(CANNOT_RUN_AS_CONFIGURED);
        }
    }

    private static void run(Map<String, String> environment) throws Exception {
        TemporalTarget temporal = TemporalTarget.of(environment);
        RunLimits limits = RunLimits.of(environment, RunLimits.machineMemoryBytes());
        Home home = Home.open(environment);
        TaskTokens tokens = new TaskTokens(home.file("running"), new RunProcesses(RunProcesses.systemTable()));
        // Opened while the connection is made: agents whose worker was killed wait for this one.
        CompletableFuture<HostParts> opening = CompletableFuture.supplyAsync(() -> HostParts.open(home, environment));
        Fingerprint fingerprint = Fingerprint.of(home);
        WorkflowClient client = connect(temporal, fingerprint, tokens, SecretFile.signingKey(home));
        TemporalWorkflows workflows = new TemporalWorkflows(client);
        String cluster = workflows.cluster();
        Takeover takeover = new Takeover(tokens);
        takeover.takeOver(client);
        HostParts parts = opening.join();
        OrphanSweep sweep = new OrphanSweep(parts, workflows, cluster);
        CheckoutPruning pruning = new CheckoutPruning(parts, workflows);
        UsageWatch usage = new UsageWatch(parts, limits, parts.time());
        SearchAttributes attributes = SearchAttributes.register(
                client.getWorkflowServiceStubs(), temporal.namespace(), home.file("worker.notes"));
        WorkerFactory factory = factory(client, parts, workflows, cluster, takeover, attributes);
        factory.start();
        takeover.keepLooking(client);
        watchTime(parts);
        ScheduledExecutorService clockwork = Executors.newScheduledThreadPool(CLOCKWORK_THREADS);
        clockwork.scheduleWithFixedDelay(sweep::sweep, SWEEP_AFTER_SECONDS, SWEEP_EVERY_SECONDS, TimeUnit.SECONDS);
        clockwork.scheduleWithFixedDelay(() -> tell(parts), 0, TELL_EVERY_SECONDS, TimeUnit.SECONDS);
        clockwork.scheduleWithFixedDelay(usage::look, WATCH_EVERY_SECONDS, WATCH_EVERY_SECONDS, TimeUnit.SECONDS);
        clockwork.scheduleWithFixedDelay(
                usage::remember, REMEMBER_EVERY_SECONDS, REMEMBER_EVERY_SECONDS, TimeUnit.SECONDS);
        clockwork.scheduleWithFixedDelay(pruning::prune, PRUNE_AFTER_HOURS, PRUNE_EVERY_HOURS, TimeUnit.HOURS);
        // There is no hook for the end: a worker that gave its tasks back while it goes would be handed some of them
        // again, and take them along. What it has in hand is on disk, and goes on with the next worker as after a kill.
        log.info(
                "worker ready host={} queue={}", parts.host().id(), parts.host().queue());
    }

    /** In a sentence for who reads what the worker printed; the log has the details. */
    private static void cannotStart(Throwable failure) {
        log.error("the worker cannot start", failure);
        System.err.println("orchestrate worker: " + FaultText.of(failure));
        System.exit(1);
    }

    /** In a thread of its own: one that does other work, too, would take its own slowness for a gap. */
    private static void watchTime(HostParts parts) {
        MachineTime time = parts.time();
        GapReporter news = new GapReporter(parts.home(), parts.events(), parts.archive(), parts.time(), parts.clock());
        ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();
        watch.scheduleWithFixedDelay(time::look, 0, MachineTime.LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        ScheduledExecutorService teller = Executors.newSingleThreadScheduledExecutor();
        teller.scheduleWithFixedDelay(news::tell, 0, MachineTime.LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Waits for Temporal as long as it takes: a worker that gives up would only be started again. */
    private static WorkflowClient connect(
            TemporalTarget temporal, Fingerprint fingerprint, TaskTokens tokens, SigningKey key)
            throws InterruptedException {
        WorkflowServiceStubs service = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                .setTarget(temporal.address())
                .setGrpcClientInterceptors(List.of(new WorkflowTaskInterceptor(tokens)))
                .build());
        long waitMillis = 100;
        while (true) {
            try {
                service.connect(Duration.ofSeconds(5));
                CannotServe.refuse(TemporalProbe.over(service, temporal), temporal, fingerprint);
                break;
            } catch (StatusRuntimeException | IllegalStateException e) {
                log.warn("no Temporal at {}, trying again: {}", temporal.address(), e.getMessage());
                Thread.sleep(waitMillis);
                waitMillis = Math.min(5_000, waitMillis * 2);
            }
        }
        return WorkflowClient.newInstance(
                service,
                WorkflowClientOptions.newBuilder()
                        .setNamespace(temporal.namespace())
                        .setIdentity(WorkerIdentity.here(temporal.address(), fingerprint)
                                .text())
                        .setDataConverter(new SignedConverter(key))
                        .build());
    }

    private static WorkerFactory factory(
            WorkflowClient client,
            HostParts parts,
            TemporalWorkflows workflows,
            String cluster,
            Takeover takeover,
            SearchAttributes attributes) {
        boolean virtual = Runtime.version().feature() >= 24;
        WorkerFactory factory = WorkerFactory.newInstance(
                client,
                WorkerFactoryOptions.newBuilder()
                        .setUsingVirtualWorkflowThreads(virtual)
                        .setWorkerInterceptors(
                                takeover,
                                new TroubleInterceptor(parts.events(), parts.troubles(), parts.clock()),
                                new OwnAnswers())
                        .build());
        SessionActivitiesOnHost session = new SessionActivitiesOnHost(parts, workflows, attributes);
        Worker shared = factory.newWorker(
                Orchestration.TASK_QUEUE,
                WorkerOptions.newBuilder()
                        // A worker that has just started on a busy machine loads classes for longer than the usual
                        // second.
                        .setDefaultDeadlockDetectionTimeout(5_000)
                        // After a crash the first task of a workflow waits so long for the dead worker's cache.
                        .setStickyQueueScheduleToStartTimeout(Duration.ofSeconds(1))
                        .build());
        shared.registerWorkflowImplementationTypes(
                WorkflowImplementationOptions.newBuilder()
                        .setFailWorkflowExceptionTypes(InvalidRequest.class, DataConverterException.class)
                        .build(),
                OrchestrationWorkflow.class,
                AgentRunWorkflow.class);
        shared.registerActivitiesImplementations(session);
        Worker here = factory.newWorker(
                parts.host().queue(),
                WorkerOptions.newBuilder()
                        .setMaxConcurrentActivityExecutionSize(RUNS_MAX)
                        .setUsingVirtualThreadsOnActivityWorker(virtual)
                        .build());
        ApprovalCheck approved =
                new ApprovalCheck(parts.home(), parts.artifacts(), (id, first) -> isOver(workflows, id, first));
        here.registerActivitiesImplementations(
                session,
                new RunActivitiesOnHost(parts, workflows, approved, cluster),
                new CheckoutActivitiesOnHost(parts, approved));
        return factory;
    }

    /** While Temporal does not answer, it is not known to be over. */
    private static boolean isOver(WorkflowLookup workflows, String session, String execution) {
        return switch (workflows.ask(session, execution)) {
            case CLOSED, REPLACED, NOT_FOUND -> true;
            case OPEN, UNKNOWN -> false;
        };
    }

    /** A session that nobody works in, such as one that waits for a person, is looked after all the same. */
    private static void tell(HostParts parts) {
        try {
            parts.lookedAt().tell(parts.activity());
            parts.activity().touchOpenSessions();
        } catch (RuntimeException e) {
            log.warn("could not say what was looked at: {}", e.toString());
        }
    }
}
