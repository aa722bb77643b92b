package orchestrator.activity;

import static orchestrator.activity.HostWork.beating;

import io.temporal.activity.Activity;
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
        return beating(() -> watchers.watch(order));
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
