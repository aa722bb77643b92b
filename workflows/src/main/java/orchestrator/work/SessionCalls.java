package orchestrator.work;

import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Functions.Func1;
import io.temporal.workflow.Functions.Proc1;
import io.temporal.workflow.Workflow;
import java.util.List;
import orchestrator.host.Host;
import orchestrator.host.HostActivities;
import orchestrator.host.HostCalls;
import orchestrator.host.HostSilence;
import orchestrator.host.Span;
import orchestrator.rollover.Saved;
import orchestrator.session.SessionActivities;

/** Calls to a session's host, or to any other host while that one is silent. */
@Saved
public final class SessionCalls {
    private static final String ITEM = "session";

    private final FailedCalls failedCalls;
    private Host host;

    public SessionCalls(Host host, FailedCalls failedCalls) {
        this.host = host;
        this.failedCalls = failedCalls;
    }

    /** Calls the host. If it is silent, another host takes this call and all later ones. */
    public <R> R call(String summary, Func1<SessionActivities, R> what) {
        return failedCalls.call(ITEM, () -> onAnyHost(SessionActivities.class, summary, what));
    }

    /** Returns how much of these times was a gap in which no agent could work. */
    public long gapMillis(List<Span> spans) {
        return failedCalls.call(
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

    public void run(String summary, Proc1<SessionActivities> what) {
        call(summary, host -> {
            what.apply(host);
            return null;
        });
    }

    /** True if no call of the session is under way, neither here nor to its checkouts. */
    public boolean areNone() {
        return failedCalls.isQuiet();
    }

    /** For a call that may take days, as long as it heartbeats. */
    public SessionActivities waiting(String summary) {
        return Workflow.newActivityStub(SessionActivities.class, HostCalls.forDays(host, summary));
    }
}
