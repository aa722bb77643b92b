package orchestrator.autofix;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import orchestrator.signing.Incoming;
import org.jspecify.annotations.Nullable;

/**
 * The durable queue of one watched project; its workflow id is {@link #id}. It also implements {@link AutoFixControls}
 * and {@link AutoFixReports}. It stays open while the project is not watched, so that what waits is not lost. Cancelling
 * means stop.
 */
@WorkflowInterface
public interface AutoFix {
    String TYPE = "AutoFix";

    /** @param project key of the project, as {@link ProjectKey} makes it */
    static String id(String project) {
        return "autofix-" + project;
    }

    /** The project's key in such an id; another text stays as it is. */
    static String project(String workflow) {
        String prefix = id("");
        return workflow.startsWith(prefix) ? workflow.substring(prefix.length()) : workflow;
    }

    /**
     * @param request a {@link orchestrator.autofix.request.WatchRequest}; a wrong or unsigned one fails the workflow
     *     with the reason in a sentence
     * @param carried null at the start; the state of a workflow that continues as new
     */
    @WorkflowMethod(name = TYPE)
    AutoFixState run(@Nullable Incoming request, @Nullable Carried carried);

    /** What a workflow that continues as new passes on; only our own code can make it, since it is signed. */
    record Carried(String json) {}
}
