package orchestrator.orchestration;

import io.temporal.common.SearchAttributeKey;
import io.temporal.common.SearchAttributeUpdate;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import orchestrator.review.Decided;
import orchestrator.rollover.Rebuilt;
import orchestrator.session.AssignmentState;
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

    /** A smaller growth of the cost is not worth an event of its own. */
    private static final double COST_STEP = 0.05;

    private static final int ROWS_MAX = 50;
    private static final int DECISIONS_MAX = 20;

    @Rebuilt
    private Set<String> usable = Set.of();

    @Rebuilt
    private boolean sparing;

    @Rebuilt
    private String phase = "";

    @Rebuilt
    private String hold = "";

    @Rebuilt
    private String target = "";

    @Rebuilt
    private double cost = -1;

    /**
     * @param attributes those that the server has; an unknown one would fail the workflow task, so none is set before
     */
    void setUsableAttributes(List<String> attributes) {
        usable = Set.copyOf(attributes);
        phase = "";
        hold = "";
        target = "";
        cost = -1;
    }

    /** From now on each upsert, which is an event in the history, sets all that has changed. */
    void spareEvents() {
        sparing = true;
    }

    void show(SessionState state) {
        Workflow.setCurrentDetails(details(state));
        String newPhase = state.phase().wire();
        String newHold = state.hold().kind().wire();
        String newTarget = Text.cut(Text.clean(state.target()), KEYWORD_MAX);
        double newCost = state.usage().costUsd() == null ? -1 : state.usage().costUsd();
        boolean isOther = !newPhase.equals(phase) || !newHold.equals(hold) || !newTarget.equals(target);
        if (sparing) {
            if (newCost < 0) newCost = cost;
            boolean costsMore = newCost >= 0 && newCost > cost * (1 + COST_STEP);
            if (!isOther && !costsMore) return;
            upsert(newPhase, newHold, newTarget, newCost);
        } else {
            if (isOther) set(PHASE.valueSet(newPhase), HOLD.valueSet(newHold), TARGET.valueSet(newTarget));
            if (newCost >= 0 && newCost != cost) set(COST.valueSet(newCost));
        }
        phase = newPhase;
        hold = newHold;
        target = newTarget;
        cost = newCost;
    }

    private void upsert(String newPhase, String newHold, String newTarget, double newCost) {
        List<SearchAttributeUpdate<?>> changed = new ArrayList<>();
        if (!newPhase.equals(phase)) changed.add(PHASE.valueSet(newPhase));
        if (!newHold.equals(hold)) changed.add(HOLD.valueSet(newHold));
        if (!newTarget.equals(target)) changed.add(TARGET.valueSet(newTarget));
        if (newCost != cost) changed.add(COST.valueSet(newCost));
        set(changed.toArray(SearchAttributeUpdate<?>[]::new));
    }

    private void set(SearchAttributeUpdate<?>... updates) {
        SearchAttributeUpdate<?>[] there = Arrays.stream(updates)
                .filter(update -> usable.contains(update.getKey().getName()))
                .toArray(SearchAttributeUpdate<?>[]::new);
        if (there.length > 0) Workflow.upsertTypedSearchAttributes(there);
    }

    private static String details(SessionState state) {
        List<AssignmentState> begun = state.assignments().stream()
                .filter(a -> a.status() != AssignmentState.Status.WAITING)
                .toList();
        List<AssignmentState> shown =
                state.assignments().size() <= ROWS_MAX ? state.assignments() : last(begun, ROWS_MAX);
        String rows = shown.stream()
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
        for (Decided decided : last(state.teamwork().decisions(), DECISIONS_MAX)) {
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

    private static <T> List<T> last(List<T> all, int max) {
        return all.subList(Math.max(0, all.size() - max), all.size());
    }

    private static String oneLine(String text) {
        return text.replace('\n', ' ').replace('|', '/');
    }
}
