package orchestrator.worker;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import orchestrator.capacity.StandbyWish;
import orchestrator.clock.GapReporter;
import orchestrator.clock.MachineTime;
import orchestrator.launcher.HostContext;
import orchestrator.limits.DiskWatch;
import orchestrator.limits.UsageWatch;
import orchestrator.project.HealthWriter;
import orchestrator.reaper.OldCheckouts;
import orchestrator.reaper.OrphanSweep;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Jobs that a worker repeats besides its tasks. No job throws: the next run tries again. */
final class PeriodicJobs {
    private static final Logger log = LoggerFactory.getLogger(PeriodicJobs.class);
    /** Agents whose worker was killed wait for a new one; a sweep at that moment would only slow that down. */
    private static final long SWEEP_AFTER_SECONDS = 3;

    private static final long SWEEP_EVERY_SECONDS = 30;
    private static final long TOUCH_EVERY_SECONDS = 5;
    private static final long WATCH_EVERY_SECONDS = 10;
    private static final long REMEMBER_EVERY_SECONDS = 2;
    private static final long PRUNE_AFTER_HOURS = 1;
    private static final long PRUNE_EVERY_HOURS = 6;
    private static final long HEALTH_EVERY_MILLIS = 2_000;
    private static final long DISK_EVERY_MILLIS = 2_000;
    private static final long STANDBY_EVERY_MILLIS = 10_000;
    private static final int THREADS = 2;

    private final HostContext context;
    private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(THREADS);

    PeriodicJobs(HostContext context) {
        this.context = context;
    }

    void start(OrphanSweep sweep, OldCheckouts pruning, UsageWatch usage) {
        scheduler.scheduleWithFixedDelay(sweep::sweep, SWEEP_AFTER_SECONDS, SWEEP_EVERY_SECONDS, TimeUnit.SECONDS);
        scheduler.scheduleWithFixedDelay(this::touch, 0, TOUCH_EVERY_SECONDS, TimeUnit.SECONDS);
        scheduler.scheduleWithFixedDelay(usage::look, WATCH_EVERY_SECONDS, WATCH_EVERY_SECONDS, TimeUnit.SECONDS);
        scheduler.scheduleWithFixedDelay(
                usage::remember, REMEMBER_EVERY_SECONDS, REMEMBER_EVERY_SECONDS, TimeUnit.SECONDS);
        scheduler.scheduleWithFixedDelay(pruning::prune, PRUNE_AFTER_HOURS, PRUNE_EVERY_HOURS, TimeUnit.HOURS);
    }

    /** The clock has its own thread, because it would take a delay caused by another job for a gap. */
    void watchTime(MachineTime time) {
        GapReporter reporter =
                new GapReporter(context.home(), context.events(), context.archive(), time, context.clock());
        every("machine-time", MachineTime.LOOK_EVERY_MILLIS, time::look);
        every("gap-reporter", MachineTime.LOOK_EVERY_MILLIS, reporter::tell);
    }

    /** Has its own thread, because a large directory tree takes long. */
    void watchDisk(DiskWatch disk) {
        every("disk-watch", DISK_EVERY_MILLIS, disk::look);
    }

    /** Has its own thread, because a health check may wait for Temporal or a program. */
    void watchHealth(HealthWriter health) {
        every("health-writer", HEALTH_EVERY_MILLIS, health::beatIfDue);
    }

    void watchStandby(StandbyWish wish) {
        scheduler.scheduleWithFixedDelay(wish::look, 0, STANDBY_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static void every(String name, long millis, Runnable job) {
        Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, name))
                .scheduleWithFixedDelay(job, 0, millis, TimeUnit.MILLISECONDS);
    }

    /**
     * Records that this worker is alive, also for sessions in which nothing runs, such as those that wait for the user.
     */
    private void touch() {
        try {
            context.followers().streams().tell(context.activity());
            context.activity().touchOpenSessions();
        } catch (RuntimeException e) {
            log.warn("could not record that the worker is alive: {}", e.toString());
        }
    }
}
