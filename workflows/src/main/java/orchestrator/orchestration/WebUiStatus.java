package orchestrator.orchestration;

import io.temporal.common.SearchAttributeKey;
import io.temporal.common.SearchAttributeUpdate;
import io.temporal.workflow.Workflow;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import orchestrator.review.Decided;
import orchestrator.session.OpenItem;
import orchestrator.session.SessionState;
import orchestrator.session.Summary;
import orchestrator.text.Text;

/** Updates a session's search attributes and details in the Temporal Web UI. */
final class WebUiStatus {
    static final SearchAttributeKey<String> PHASE = SearchAttributeKey.forKeyword("OrchestratorPhase");
    static final SearchAttributeKey<String> HOLD = SearchAttributeKey.forKeyword("OrchestratorHold");
    static final SearchAttributeKey<String> TARGET = SearchAttributeKey.forKeyword("OrchestratorTarget");
    static final SearchAttributeKey<Double> COST = SearchAttributeKey.forDouble("OrchestratorCostUsd");
    /** Temporal refuses longer keywords. */
    private static final int KEYWORD_MAX = 255;

    private Set<String> usable = Set.of();

    private String phase = "";
    private String hold = "";
    private String target = "";
    private double cost = -1;

    /**
     * @param attributes those that the server has; an unknown one would fail the workflow task, so none is set before
     */
    void setUsableAttributes(List<String> attributes) {
        usable = Set.copyOf(attributes);
        phase = "";
        cost = -1;
    }

    void show(SessionState state) {
        Workflow.setCurrentDetails(details(state));
        String newPhase = state.phase().wire();
        String newHold = state.hold().kind().wire();
        String newTarget = Text.cut(Text.clean(state.target()), KEYWORD_MAX);
        double newCost = state.usage().costUsd() == null ? -1 : state.usage().costUsd();
        if (!newPhase.equals(phase) || !newHold.equals(hold) || !newTarget.equals(target)) {
            set(PHASE.valueSet(newPhase), HOLD.valueSet(newHold), TARGET.valueSet(newTarget));
        }
        if (newCost >= 0 && newCost != cost) set(COST.valueSet(newCost));
        phase = newPhase;
        hold = newHold;
        target = newTarget;
        cost = newCost;
    }

    private void set(SearchAttributeUpdate<?>... updates) {
        SearchAttributeUpdate<?>[] there = Arrays.stream(updates)
                .filter(update -> usable.contains(update.getKey().getName()))
                .toArray(SearchAttributeUpdate<?>[]::new);
        if (there.length > 0) Workflow.upsertTypedSearchAttributes(there);
    }

    private static String details(SessionState state) {
        String rows = state.assignments().stream()
                .map(a -> "| " + a.run() + " | " + a.role().wire() + " | "
                        + a.status().wire() + " | " + a.launches() + " | " + oneLine(a.note()) + " |")
                .collect(Collectors.joining("\n"));
        return "**" + Summary.of(state).line() + "**\n\n" + state.crew() + "\n\n"
                + questions(state)
                + (rows.isEmpty() ? "" : "| run | role | status | launches | note |\n|---|---|---|---|---|\n" + rows);
    }

    /** The open items, the decisions on reviews, and the verification. */
    private static String questions(SessionState state) {
        StringBuilder text = new StringBuilder();
        for (OpenItem item : state.teamwork().items()) {
            if (item.isOpen())
                text.append("- **needs you** ")
                        .append(item.id())
                        .append(": ")
                        .append(oneLine(item.question()))
                        .append('\n');
        }
        for (Decided decided : state.teamwork().decisions()) {
            text.append("- review ")
                    .append(decided.round())
                    .append(": ")
                    .append(decided.decision())
                    .append(" (")
                    .append(decided.why())
                    .append("), ")
                    .append(oneLine(decided.carriedOutAs()))
                    .append('\n');
        }
        if (state.teamwork().verification() != null) {
            text.append("- verification: ")
                    .append(state.teamwork().verification().verified().status())
                    .append('\n');
        }
        return text.isEmpty() ? "" : text.append('\n').toString();
    }

    private static String oneLine(String text) {
        return text.replace('\n', ' ').replace('|', '/');
    }
}
