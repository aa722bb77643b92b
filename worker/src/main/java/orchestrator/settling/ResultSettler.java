package orchestrator.settling;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import orchestrator.eventlog.store.EventStore;
import orchestrator.home.Home;
import orchestrator.session.SessionState;
import orchestrator.settlement.MergeMessage;
import orchestrator.settlement.MergeMode;
import orchestrator.settlement.MergeOptions;
import orchestrator.settlement.Settled;
import orchestrator.settlement.SettlementRequest;
import orchestrator.workspace.Checkouts;
import orchestrator.workspace.publish.ResultPublication;
import orchestrator.workspace.request.MergeRequest;
import orchestrator.workspace.request.PublishRequest;
import orchestrator.workspace.request.Refused;
import orchestrator.workspace.state.CheckoutState;
import orchestrator.workspace.state.CheckoutState.Stage;

/**
 * Carries out settlements on this host, for the worker and for the command. Doing one again finishes an interrupted one,
 * and tells it once.
 */
public final class ResultSettler {
    private final Checkouts checkouts;
    private final EventStore store;
    private final Map<String, String> environment;
    private final SettlementStory story;

    /** @param environment with which git and {@code gh} are found */
    public ResultSettler(
            Checkouts checkouts, EventStore store, Home home, Map<String, String> environment, Clock clock) {
        this.checkouts = checkouts;
        this.store = store;
        this.environment = environment;
        this.story = new SettlementStory(store, home, clock);
    }

    /** The caller makes sure that the session is over. */
    public Settled settle(SettlementRequest request) throws Refused {
        String contradiction = request.merge().contradiction();
        if (!contradiction.isEmpty()) throw new Refused(contradiction);
        SessionState state = store.archive()
                .withKey(request.key())
                .orElseThrow(() -> new Refused("this host knows no session " + request.key() + "."));
        MergeRequest merge = merge(request, state);
        List<String> lines = switch (request.kind()) {
            case MERGE -> checkouts.merge(merge);
            case DISCARD -> checkouts.discard(request.key());
            case PULL_REQUEST -> publish(request, merge);
        };
        CheckoutState now = checkouts.alone(request.key(), session -> session.known());
        refuseAnotherFate(request, now);
        Settled settled =
                new Settled("", now.stage().name().toLowerCase(Locale.ROOT), now.outcome(), now.pullRequest(), lines);
        story.tell(state, request, settled);
        return settled;
    }

    private static MergeRequest merge(SettlementRequest request, SessionState state) {
        MergeOptions options = request.merge();
        return new MergeRequest(
                request.key(),
                options.branch().isEmpty() ? null : options.branch(),
                !options.filesOnly(),
                options.keepBranch(),
                options.mode() == MergeMode.COMMITS,
                options.message().isEmpty() ? MergeMessage.of(state) : options.message());
    }

    private List<String> publish(SettlementRequest request, MergeRequest merge) throws Refused {
        PublishRequest wanted = new PublishRequest(
                merge,
                request.publish().remote(),
                request.publish().base(),
                request.publish().pushOnly());
        return checkouts.alone(
                request.key(),
                session -> new ResultPublication(session, store.artifacts(), environment).publish(wanted));
    }

    private static void refuseAnotherFate(SettlementRequest request, CheckoutState now) throws Refused {
        boolean fits = switch (request.kind()) {
            case MERGE -> now.stage() == Stage.MERGED;
            case DISCARD -> now.stage() == Stage.DISCARDED;
            case PULL_REQUEST -> true;
        };
        // Work in the target itself is over either way.
        if (fits || now.outcome().startsWith("over")) return;
        String what = request.kind() == SettlementRequest.Kind.MERGE ? "merged" : "discarded";
        throw new Refused("the result is " + now.outcome() + " already, so it cannot be " + what + ".");
    }
}
