package orchestrator.orchestration;

import java.util.List;
import java.util.function.Supplier;
import orchestrator.orchestration.state.LiveSession;
import orchestrator.plan.ProposedPlan;
import orchestrator.session.OpenItem;
import orchestrator.session.SessionQueries;
import orchestrator.session.SessionState;
import orchestrator.session.SignedState;
import orchestrator.session.Summary;
import org.jspecify.annotations.Nullable;

/** Answers with the state of the session. */
final class StateQueries implements SessionQueries {
    private final LiveSession session;
    private final Supplier<@Nullable SessionLoop> loop;

    /** @param loop null while the session has none */
    StateQueries(LiveSession session, Supplier<@Nullable SessionLoop> loop) {
        this.session = session;
        this.loop = loop;
    }

    @Override
    public SessionState state() {
        return session.snapshot();
    }

    @Override
    public SignedState signedState() {
        return new SignedState(session.snapshot());
    }

    @Override
    public ProposedPlan proposedPlan() {
        SessionLoop running = loop.get();
        List<String> agents =
                session.substitutes().crew().stream().distinct().sorted().toList();
        return session.items().open().stream()
                .filter(item -> item.kind() == OpenItem.Kind.PLAN && running != null)
                .findFirst()
                .map(item -> new ProposedPlan(item.id(), agents, running.proposedPlan()))
                .orElseGet(() -> new ProposedPlan("", agents, List.of()));
    }

    @Override
    public Summary summary() {
        return Summary.of(session.snapshot());
    }
}
