package orchestrator.autofix.project;

import static orchestrator.work.Now.now;

import io.temporal.common.SearchAttributeKey;
import io.temporal.common.SearchAttributeUpdate;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;
import orchestrator.autofix.AutoFixState;
import orchestrator.autofix.AutoFixState.HistoryLine;
import orchestrator.autofix.QueuedTask;
import orchestrator.text.Text;

/** Updates a project's search attributes and details in the Temporal Web UI. */
final class WebUiDetails {
    private static final SearchAttributeKey<String> PHASE = SearchAttributeKey.forKeyword("OrchestratorPhase");
    private static final SearchAttributeKey<String> TARGET = SearchAttributeKey.forKeyword("OrchestratorTarget");
    /** Temporal refuses longer keywords. */
    private static final int KEYWORD_MAX = 255;

    private static final int ROWS_MAX = 20;

    private String phase = "";
    private String target = "";

    void show(LiveProject project) {
        AutoFixState state = project.snapshot(now());
        Workflow.setCurrentDetails(details(state));
        String newPhase = state.status().wire();
        String newTarget = Text.cut(Text.clean(state.request().target()), KEYWORD_MAX);
        if (newPhase.equals(phase) && newTarget.equals(target)) return;
        phase = newPhase;
        target = newTarget;
        set(project.admitted().searchAttributes());
    }

    /** An attribute that the server does not have would fail the workflow task. */
    private void set(List<String> usable) {
        List<SearchAttributeUpdate<?>> updates = new ArrayList<>();
        if (usable.contains(PHASE.getName())) updates.add(PHASE.valueSet(phase));
        if (usable.contains(TARGET.getName())) updates.add(TARGET.valueSet(target));
        if (!updates.isEmpty()) Workflow.upsertTypedSearchAttributes(updates.toArray(SearchAttributeUpdate<?>[]::new));
    }

    private static String details(AutoFixState state) {
        StringBuilder text = new StringBuilder("**" + state.status().wire() + "**");
        if (!state.reason().isEmpty()) text.append(": ").append(oneLine(state.reason()));
        text.append("\n\n")
                .append(state.statistics().succeeded())
                .append(" succeeded, ")
                .append(state.statistics().failed())
                .append(" failed\n\n");
        if (!state.pending().isEmpty() || !state.inProgress().isEmpty()) {
            text.append("| task | status | what | now |\n|---|---|---|---|\n");
            state.inProgress().stream().limit(ROWS_MAX).forEach(task -> row(text, task));
            state.pending().stream().limit(ROWS_MAX).forEach(task -> row(text, task));
            text.append('\n');
        }
        state.history().stream().limit(ROWS_MAX).forEach(line -> line(text, line));
        return text.toString();
    }

    private static void row(StringBuilder text, QueuedTask task) {
        String now = task.progress() == null ? task.waits() : task.progress().words();
        text.append("| ").append(task.id()).append(" | ").append(task.status().wire());
        text.append(" | ").append(oneLine(task.description()));
        text.append(" | ").append(oneLine(now)).append(" |\n");
    }

    private static void line(StringBuilder text, HistoryLine line) {
        text.append("- ").append(line.at()).append(' ').append(line.task()).append(' ');
        text.append(oneLine(line.text())).append('\n');
    }

    private static String oneLine(String text) {
        return text.replace('\n', ' ').replace('|', '/');
    }
}
