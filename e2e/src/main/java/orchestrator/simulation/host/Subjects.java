package orchestrator.simulation.host;

import java.util.List;
import java.util.Optional;
import orchestrator.checkout.CheckoutActivities.CheckoutId;
import orchestrator.checkout.CheckoutActivities.CopyId;
import orchestrator.checkout.CheckoutActivities.CopyRequest;
import orchestrator.checkout.CheckoutActivities.IntegrateRequest;
import orchestrator.checkout.CheckoutActivities.LeftOutRequest;
import orchestrator.identity.LaunchId;
import orchestrator.launch.EarlyLaunchActivities.EarlyLaunch;
import orchestrator.launch.GuardActivities.CallAnswer;
import orchestrator.launch.LaunchActivities.FollowRequest;
import orchestrator.launch.LaunchActivities.LaunchRequest;
import orchestrator.session.SessionActivities.Keep;

/** What a call is about, in a word. */
public final class Subjects {
    private Subjects() {}

    public static String of(List<Object> arguments) {
        Object first = arguments.isEmpty() ? "" : arguments.get(0);
        if (first instanceof LaunchId id) return name(id);
        if (first instanceof LaunchRequest launch) return name(launch.id());
        if (first instanceof EarlyLaunch early) return name(early.launch().id());
        if (first instanceof FollowRequest follow)
            return name(follow.id()) + " from " + follow.afterOffset() + "," + follow.guardSeen();
        if (first instanceof IntegrateRequest integrate) return integrate.run();
        if (first instanceof CheckoutId checkout) return checkout.agent();
        if (first instanceof CopyRequest copy) return copy.name();
        if (first instanceof CopyId copy) return copy.name();
        if (first instanceof Keep keep) return keep.name();
        if (first instanceof LeftOutRequest leftOut) return leftOut.agent();
        if (first instanceof CallAnswer answer) return name(answer.id()) + " " + answer.number();
        return "";
    }

    /** The launch that a call is about, from its first argument. */
    static Optional<LaunchId> launch(Object argument) {
        if (argument instanceof LaunchId id) return Optional.of(id);
        if (argument instanceof LaunchRequest launch) return Optional.of(launch.id());
        if (argument instanceof FollowRequest follow) return Optional.of(follow.id());
        return Optional.empty();
    }

    private static String name(LaunchId id) {
        return id.run() + "/" + id.launch();
    }
}
