package orchestrator.api.confirm;

import java.util.List;
import java.util.Optional;
import orchestrator.session.Hold;
import orchestrator.session.OpenItem;
import orchestrator.session.SessionState;

/** Finds the open item that a request would answer, if answering it needs a code. */
public final class ItemsNeedingCode {
    private ItemsNeedingCode() {}

    /** @param item id as the caller gave it; empty for the only open item */
    public static Optional<CodeScope> answered(SessionState state, String item, String choice, String text) {
        List<OpenItem> open = open(state);
        if (item.isEmpty() && open.size() != 1) return Optional.empty();
        return open.stream()
                .filter(one -> item.isEmpty() || one.id().equals(item))
                .filter(OpenItem::needsCode)
                // A wrong choice is refused, with the right ones, before a code is asked for.
                .filter(one -> choice.isEmpty()
                        || one.choices().stream()
                                .anyMatch(offered -> offered.name().equals(choice)))
                .findFirst()
                .map(one -> answering(state, one.id(), choice, text));
    }

    /** Resuming a paused session answers no item. */
    public static Optional<CodeScope> resumed(SessionState state) {
        if (state.hold().kind() == Hold.Kind.PAUSED) return Optional.empty();
        List<String> ids = open(state).stream()
                .filter(OpenItem::needsCode)
                .map(OpenItem::id)
                .toList();
        return ids.isEmpty() ? Optional.empty() : Optional.of(answering(state, String.join(", ", ids), "go on", ""));
    }

    /** @param agent or its run */
    public static Optional<CodeScope> aborted(SessionState state, String agent) {
        return open(state).stream()
                .filter(OpenItem::needsCode)
                .filter(item -> state.assignments().stream()
                        .filter(one -> one.run().equals(item.id()))
                        .anyMatch(one -> one.agent().equals(agent) || one.run().equals(agent)))
                .findFirst()
                .map(item -> answering(state, item.id(), "abort", ""));
    }

    private static List<OpenItem> open(SessionState state) {
        return state.teamwork().items().stream().filter(OpenItem::isOpen).toList();
    }

    private static CodeScope answering(SessionState state, String item, String choice, String text) {
        return new CodeScope(state.session(), state.execution(), item, choice, text);
    }
}
