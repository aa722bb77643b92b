package orchestrator.work;

import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Functions.Func1;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import orchestrator.checkout.CheckoutActivities;
import orchestrator.checkout.CheckoutActivities.CheckoutId;
import orchestrator.checkout.CheckoutActivities.Copy;
import orchestrator.checkout.CheckoutActivities.CopyId;
import orchestrator.checkout.CheckoutActivities.CopyRequest;
import orchestrator.checkout.CheckoutActivities.Diff;
import orchestrator.checkout.CheckoutActivities.IntegrateRequest;
import orchestrator.checkout.CheckoutActivities.Integrated;
import orchestrator.checkout.CheckoutActivities.Isolation;
import orchestrator.checkout.CheckoutActivities.LeftOutRequest;
import orchestrator.checkout.CheckoutActivities.OpenRequest;
import orchestrator.checkout.CheckoutActivities.Opened;
import orchestrator.checkout.CheckoutActivities.Verified;
import orchestrator.checkout.CheckoutActivities.VerifyRequest;
import orchestrator.checkout.LeftOut;
import orchestrator.host.Host;
import orchestrator.host.HostCalls;
import orchestrator.host.HostSilence;
import orchestrator.rollover.Saved;
import orchestrator.session.AnswerChoice;
import org.jspecify.annotations.Nullable;

/** Calls for a workflow's checkouts on their host. While the host is silent, calls wait. */
@Saved
public final class CheckoutCalls {
    private static final String ITEM = "checkouts";
    private static final Duration LONG_CALL_MAX = Duration.ofHours(1);

    private final Host host;
    private final String key;
    private final Consumer<String> onSilence;
    private final FailedCalls failedCalls;
    private @Nullable Opened opened;

    /** @param onSilence receives the reason for a wait, and an empty text once the host answers again */
    public CheckoutCalls(Host host, String key, Consumer<String> onSilence, FailedCalls failedCalls) {
        this.host = host;
        this.key = key;
        this.onSilence = onSilence;
        this.failedCalls = failedCalls;
    }

    public Opened open(OpenRequest request) {
        opened = call("make checkouts", LONG_CALL_MAX, h -> h.open(request));
        return opened;
    }

    /** True if each agent has a checkout of its own. */
    public boolean areSeparate() {
        return opened != null && opened.isolation() != Isolation.NONE;
    }

    public boolean areOpen() {
        return opened != null;
    }

    /** The agent's directory: its checkout, or the workspace if it has none. */
    String path(String agent, String workspace) {
        return opened == null ? workspace : opened.paths().getOrDefault(agent, workspace);
    }

    /** Returns files with conflict marks, which the agent has to resolve first. */
    List<String> refresh(String agent) {
        return call("refresh " + agent, LONG_CALL_MAX, h -> h.refresh(new CheckoutId(key, agent)))
                .conflicts();
    }

    Integrated integrate(String agent, String run, String message) {
        IntegrateRequest request = new IntegrateRequest(key, agent, run, message);
        return call("integrate the work of " + run, LONG_CALL_MAX, h -> h.integrate(request));
    }

    /** @param agent whose work is copied; empty for the result */
    public Copy copy(String agent, String name) {
        String what = agent.isEmpty() ? "the result" : "the work of " + agent;
        return call("copy " + what, LONG_CALL_MAX, h -> h.copy(new CopyRequest(key, agent, name)));
    }

    public void drop(String name) {
        call("drop a copy", LONG_CALL_MAX, h -> {
            h.dropCopy(new CopyId(key, name));
            return name;
        });
    }

    public Diff diff() {
        return call("diff", LONG_CALL_MAX, h -> h.diff(key));
    }

    Verified verify(@Nullable String command, int minutesMax) {
        Duration limit = Duration.ofMinutes(minutesMax).plus(LONG_CALL_MAX);
        return call("verify", limit, h -> h.verify(new VerifyRequest(key, command, minutesMax)));
    }

    /** @param choice the user's decision on files that were left out */
    public Integrated settleLeftOut(String agent, AnswerChoice choice) {
        LeftOutRequest request = new LeftOutRequest(key, agent, "left-out", choice.wire());
        return call(choice.wire() + " left-out files", LONG_CALL_MAX, h -> h.settleLeftOut(request));
    }

    /** Removes the agents' checkouts; their branches stay. Returns the files that are in no branch. */
    public List<LeftOut> close() {
        return call("remove checkouts", LONG_CALL_MAX, h -> h.closeAndTell(key)).leftOut();
    }

    private <R> R call(String summary, Duration limit, Func1<CheckoutActivities, R> what) {
        return failedCalls.call(ITEM, () -> awaitHost(summary, limit, what));
    }

    private <R> R awaitHost(String summary, Duration limit, Func1<CheckoutActivities, R> what) {
        boolean waited = false;
        while (true) {
            try {
                R result = what.apply(stub(summary, limit));
                if (waited) onSilence.accept("");
                return result;
            } catch (ActivityFailure e) {
                if (!HostSilence.isCauseOf(e)) throw e;
                waited = true;
                onSilence.accept("host " + host.id() + " does not answer, and the checkouts are there. Start its worker"
                        + " again: orchestrate up");
            }
        }
    }

    private CheckoutActivities stub(String summary, Duration limit) {
        return Workflow.newActivityStub(
                CheckoutActivities.class,
                HostCalls.on(host, summary)
                        .setStartToCloseTimeout(limit)
                        .setHeartbeatTimeout(HostCalls.ALIVE_WITHIN)
                        .build());
    }
}
