package orchestrator.worker;

import io.temporal.client.WorkflowClient;
import io.temporal.worker.WorkerFactory;
import orchestrator.capacity.Capacity;
import orchestrator.capacity.LaunchQueue;
import orchestrator.capacity.LaunchQueue.Machine;
import orchestrator.capacity.StandbyWish;
import orchestrator.clock.MachineTime;
import orchestrator.guard.server.WorkerGuard;
import orchestrator.home.Standby;
import orchestrator.host.Host;
import orchestrator.launcher.HostContext;
import orchestrator.limits.DiskWatch;
import orchestrator.limits.UsageWatch;
import orchestrator.project.HealthWriter;
import orchestrator.project.ProjectStates;
import orchestrator.reaper.OldCheckouts;
import orchestrator.reaper.OrphanSweep;
import orchestrator.takeover.Takeover;
import orchestrator.temporal.SearchAttributes;
import orchestrator.temporal.TemporalWorkflows;
import orchestrator.watch.Watchers;

/** Everything that a worker needs to serve. What reads the state of this host is made only when it begins to serve. */
record WorkerService(
        WorkflowClient client,
        HostContext context,
        Host host,
        MachineTime time,
        TemporalWorkflows workflows,
        WorkerGuard guard,
        Takeover takeover,
        SearchAttributes attributes,
        String cluster) {

    /** Polls for tasks from now on, and begins the periodic jobs. */
    void serve(WorkerLimits limits, boolean supervised) {
        ProjectStates states = new ProjectStates(context.home(), context.clock());
        Watchers watchers = watchers(states);
        PeriodicJobs jobs = new PeriodicJobs(context);
        // Before it can be seen to poll, so that `up` can say what will be.
        if (supervised) jobs.watchStandby(new StandbyWish(limits.standby(), new Standby(context.home())));
        factory(limits.capacity(), states, watchers).start();
        jobs.watchTime(time);
        jobs.watchHealth(new HealthWriter(context, watchers::facts, states, workflows));
        jobs.watchDisk(new DiskWatch(context, limits.disk(), time));
        jobs.start(
                new OrphanSweep(context, workflows, cluster),
                new OldCheckouts(context, workflows),
                new UsageWatch(context, limits.runs(), time));
    }

    /** Makes what {@link #serve} makes, and starts none of it: a standby loads its classes by this. */
    void rehearse(WorkerLimits limits) {
        ProjectStates states = new ProjectStates(context.home(), context.clock());
        factory(limits.capacity(), states, watchers(states));
    }

    private Watchers watchers(ProjectStates states) {
        return new Watchers(context.home(), context.environment(), states::isStateFile);
    }

    private WorkerFactory factory(Capacity capacity, ProjectStates states, Watchers watchers) {
        LaunchQueue queue = new LaunchQueue(
                capacity,
                Machine.here(() -> context.processes().snapshot().launches()),
                context.home().file("launch-queue"),
                context.clock(),
                time);
        return new WorkerSetup(client, context, host, time, workflows, states, watchers, queue, guard)
                .factory(takeover, attributes, cluster);
    }
}
