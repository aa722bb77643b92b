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
import orchestrator.activity.LaunchActivitiesOnHost;
import orchestrator.activity.SessionActivitiesOnHost;
import orchestrator.approval.ApprovalCheck;
import orchestrator.clock.MachineTime;
import orchestrator.host.Host;
import orchestrator.launcher.HostContext;
import orchestrator.orchestration.OrchestrationWorkflow;
import orchestrator.run.AgentRunWorkflow;
import orchestrator.session.Orchestration;
import orchestrator.session.request.SessionRequest.InvalidRequest;
import orchestrator.signing.OwnAnswers;
import orchestrator.takeover.Takeover;
import orchestrator.temporal.SearchAttributes;
import orchestrator.temporal.TemporalWorkflows;
import orchestrator.trouble.TroubleInterceptor;

/** Registers workflows and activities with Temporal: those that any host may carry out, and those of this host. */
record WorkerSetup(
        WorkflowClient client, HostContext context, Host host, MachineTime time, TemporalWorkflows workflows) {
    private static final int RUNS_MAX = 1_000;
    /** A worker that has just started on a busy machine loads classes for longer than the usual second. */
    private static final long DEADLOCK_MILLIS = 5_000;
    /** After a crash, the first task of a workflow waits this long for the dead worker's cache. */
    private static final Duration STICKY_WAIT = Duration.ofSeconds(1);

    WorkerFactory factory(Takeover takeover, SearchAttributes attributes, String cluster) {
        WorkerFactory factory = WorkerFactory.newInstance(
                client,
                WorkerFactoryOptions.newBuilder()
                        .setUsingVirtualWorkflowThreads(hasVirtualThreads())
                        .setWorkerInterceptors(
                                takeover,
                                new TroubleInterceptor(context.events(), context.troubles(), context.clock()),
                                new OwnAnswers())
                        .build());
        var session = new SessionActivitiesOnHost(context, host, time, workflows, attributes);
        registerShared(factory, session);
        registerOnHost(factory, session, cluster);
        return factory;
    }

    private static void registerShared(WorkerFactory factory, SessionActivitiesOnHost session) {
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
                AgentRunWorkflow.class);
        shared.registerActivitiesImplementations(session);
    }

    private void registerOnHost(WorkerFactory factory, SessionActivitiesOnHost session, String cluster) {
        Worker here = factory.newWorker(
                host.queue(),
                WorkerOptions.newBuilder()
                        .setMaxConcurrentActivityExecutionSize(RUNS_MAX)
                        .setUsingVirtualThreadsOnActivityWorker(hasVirtualThreads())
                        .build());
        ApprovalCheck approved = new ApprovalCheck(context.home(), context.artifacts(), this::isOver);
        here.registerActivitiesImplementations(
                session,
                new LaunchActivitiesOnHost(context, workflows, approved, cluster),
                new CheckoutActivitiesOnHost(context, approved));
    }

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
