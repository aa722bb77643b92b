package orchestrator.activity;

import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import orchestrator.autofix.WatchActivities;
import orchestrator.watch.Watchers;

/** Watches projects on this host. */
public final class WatchActivitiesOnHost implements WatchActivities {
    private final Watchers watchers;

    public WatchActivitiesOnHost(Watchers watchers) {
        this.watchers = watchers;
    }

    @Override
    public Batch watch(WatchOrder order) {
        ActivityExecutionContext context = Activity.getExecutionContext();
        ActivityHeartbeat heartbeat = ActivityHeartbeat.of(() -> context.heartbeat(null));
        try {
            return watchers.watch(order);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Activity.wrap(e);
        } finally {
            heartbeat.close();
        }
    }

    @Override
    public void release(String project) {
        try {
            watchers.release(project);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Activity.wrap(e);
        }
    }
}
