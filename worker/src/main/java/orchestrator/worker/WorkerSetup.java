package orchestrator.worker;

import io.temporal.client.WorkflowClient;
import io.temporal.common.converter.DataConverterException;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import io.temporal.worker.WorkflowImplementationOptions;
import java.time.Duration;
import orchestrator.activity.CheckoutActivitiesOnHost;
import orchestrator.activity.EarlyLaunchActivitiesOnHost;
import orchestrator.activity.EscalationActivitiesOnHost;
import orchestrator.activity.FixActivitiesOnHost;
import orchestrator.activity.GuardActivitiesOnHost;
import orchestrator.activity.InquiryActivitiesOnHost;
import orchestrator.activity.LaunchActivitiesOnHost;
import orchestrator.activity.LaunchStart;
import orchestrator.activity.ProjectActivitiesOnHost;
import orchestrator.activity.RunEndActivitiesOnHost;
import orchestrator.activity.SessionActivitiesOnHost;
import orchestrator.activity.SettlementActivitiesOnHost;
import orchestrator.activity.WatchActivitiesOnHost;
import orchestrator.approval.Admission;
import orchestrator.approval.ApprovalCheck;
import orchestrator.approval.ProjectApproval;
import orchestrator.autofix.project.AutoFixWorkflow;
import orchestrator.autofix.task.FixTaskWorkflow;
import orchestrator.capacity.LaunchQueue;
import orchestrator.clock.MachineTime;
import orchestrator.guard.server.WorkerGuard;
import orchestrator.host.Host;
import orchestrator.inquiry.HostInquiryWorkflow;
import orchestrator.launcher.HostContext;
import orchestrator.orchestration.OrchestrationWorkflow;
import orchestrator.project.ProjectAdmission;
import orchestrator.project.ProjectStates;
import orchestrator.run.AgentRunWorkflow;
import orchestrator.session.Orchestration;
import orchestrator.session.request.SessionRequest.InvalidRequest;
import orchestrator.settlement.SettlementWorkflow;
import orchestrator.signing.OwnAnswers;
import orchestrator.takeover.Takeover;
import orchestrator.temporal.SearchAttributes;
import orchestrator.temporal.TemporalWorkflows;
import orchestrator.trouble.TroubleInterceptor;
import orchestrator.watch.Watchers;

/** Registers workflows and activities with Temporal: those that any host may carry out, and those of this host. */
record WorkerSetup(
        WorkflowClient client,
        HostContext context,
        Host host,
        MachineTime time,
        TemporalWorkflows workflows,
        ProjectStates states,
        Watchers watchers,
        LaunchQueue queue,
        WorkerGuard guard) {
    private static final int RUNS_MAX = 1_000;
    /** 500 sessions with a run each. One more would push another one out, and be pushed out by that one's next event. */
    private static final int CACHED_MAX = 1_200;
    /** The SDK's own limit: a cached workflow keeps its threads, and these are the system's. */
    private static final int CACHED_ON_THREADS_MAX = 600;
    /** A worker that has just started on a busy machine loads classes for longer than the usual second. */
    private static final long DEADLOCK_MILLIS = 5_000;
    /** After a crash, the first task of a workflow waits this long for the dead worker's cache. */
    private static final Duration STICKY_WAIT = Duration.ofSeconds(1);

    WorkerFactory factory(Takeover takeover, SearchAttributes attributes, String cluster) {
        WorkerFactory factory = WorkerFactory.newInstance(
                client,
                WorkerFactoryOptions.newBuilder()
                        .setUsingVirtualWorkflowThreads(hasVirtualThreads())
                        .setWorkflowCacheSize(hasVirtualThreads() ? CACHED_MAX : CACHED_ON_THREADS_MAX)
                        .setWorkerInterceptors(
                                takeover,
                                new TroubleInterceptor(context.events(), context.troubles(), context.clock()),
                                new OwnAnswers())
                        .build());
        var session = new SessionActivitiesOnHost(context, host, time, workflows, attributes);
        var approved = new ProjectApproval(context.home(), this::isOver);
        var admission = new ProjectAdmission(
                context,
                host,
                new Admission(context.home(), context.environment(), context.clock()),
                approved,
                attributes::usable);
        var project = new ProjectActivitiesOnHost(admission, states, workflows);
        ApprovalCheck executed = new ApprovalCheck(context.home(), context.artifacts(), this::isOver);
        LaunchStart starts = new LaunchStart(context, workflows, executed, cluster, queue);
        var early = new EarlyLaunchActivitiesOnHost(host, starts, context.clock());
        registerShared(factory, session, project, early, inquiries());
        var fixes = new FixActivitiesOnHost(context, executed, approved);
        registerOnHost(
                factory,
                session,
                project,
                fixes,
                new WatchActivitiesOnHost(watchers),
                new LaunchActivitiesOnHost(context, starts, queue),
                new CheckoutActivitiesOnHost(context, executed),
                new SettlementActivitiesOnHost(context, workflows),
                new GuardActivitiesOnHost(guard.questions()),
                new RunEndActivitiesOnHost(workflows),
                new EscalationActivitiesOnHost(context));
        return factory;
    }

    private InquiryActivitiesOnHost inquiries() {
        return new InquiryActivitiesOnHost(host, context.home(), context.environment());
    }

    private static void registerShared(WorkerFactory factory, Object... activities) {
        Worker shared = factory.newWorker(
                Orchestration.TASK_QUEUE,
                WorkerOptions.newBuilder()
                        .setDefaultDeadlockDetectionTimeout(DEADLOCK_MILLIS)
                        .setStickyQueueScheduleToStartTimeout(STICKY_WAIT)
                        .build());
        shared.registerWorkflowImplementationTypes(
                WorkflowImplementationOptions.newBuilder()
                        .setFailWorkflowExceptionTypes(InvalidRequest.class, DataConverterException.class)
                        .build(),
                OrchestrationWorkflow.class,
                AgentRunWorkflow.class,
                AutoFixWorkflow.class,
                FixTaskWorkflow.class,
                HostInquiryWorkflow.class,
                SettlementWorkflow.class);
        shared.registerActivitiesImplementations(activities);
    }

    private void registerOnHost(WorkerFactory factory, Object... activities) {
        Worker here = factory.newWorker(
                host.queue(),
                WorkerOptions.newBuilder()
                        .setMaxConcurrentActivityExecutionSize(RUNS_MAX)
                        .setUsingVirtualThreadsOnActivityWorker(hasVirtualThreads())
                        .build());
        here.registerActivitiesImplementations(activities);
    }

    /** Java 21 to 23 have them, too, but there a lock that is held in synchronized code can stop all of them for good. */
    private static boolean hasVirtualThreads() {
        return Runtime.version().feature() >= 24;
    }

    /** A session that Temporal does not answer for is not known to be over. */
    private boolean isOver(String session, String execution) {
        return switch (workflows.ask(session, execution)) {
            case CLOSED, REPLACED, NOT_FOUND -> true;
            case OPEN, UNKNOWN -> false;
        };
    }
}
