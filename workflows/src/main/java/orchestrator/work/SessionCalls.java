package orchestrator.work;

import io.temporal.activity.ActivityCancellationType;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Functions.Func1;
import io.temporal.workflow.Functions.Proc1;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.List;
import orchestrator.host.Host;
import orchestrator.host.HostActivities;
import orchestrator.host.HostCalls;
import orchestrator.host.HostSilence;
import orchestrator.host.Span;
import orchestrator.session.SessionActivities;

/** What a session asks of its host, and its runs. */
public final class SessionCalls {
    private static final String ITEM = "session";

    private final FailedCalls mendable;
    private Host host;

    public SessionCalls(Host host, FailedCalls mendable) {
        this.host = host;
        this.mendable = mendable;
    }

    /** Asks the host, or where that is silent any other, also from then on: what a session needs is the same everywhere. */
    public <R> R call(String summary, Func1<SessionActivities, R> what) {
        return mendable.call(ITEM, () -> onAnyHost(SessionActivities.class, summary, what));
    }

    /** Returns how much of these times nobody could work. */
    public long gapMillis(List<Span> spans) {
        return mendable.call(
                ITEM, () -> onAnyHost(HostActivities.class, "look for gaps in the time", h -> h.gapMillis(spans)));
    }

    private <A, R> R onAnyHost(Class<A> activities, String summary, Func1<A, R> what) {
        while (true) {
            try {
                return what.apply(Workflow.newActivityStub(activities, HostCalls.shortly(host, summary)));
            } catch (ActivityFailure e) {
                if (!HostSilence.isCauseOf(e)) throw e;
                host = HostCalls.place();
            }
        }
    }

    public void tell(String summary, Proc1<SessionActivities> what) {
        call(summary, host -> {
            what.apply(host);
            return null;
        });
    }

    /** For what may take days: it lives as long as it heartbeats. */
    public SessionActivities waiting(String summary) {
        return Workflow.newActivityStub(
                SessionActivities.class,
                HostCalls.on(host, summary)
                        .setStartToCloseTimeout(Duration.ofDays(3650))
                        .setHeartbeatTimeout(Duration.ofSeconds(30))
                        .setCancellationType(ActivityCancellationType.ABANDON)
                        .build());
    }
}
