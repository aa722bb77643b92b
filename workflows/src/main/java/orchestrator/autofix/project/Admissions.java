package orchestrator.autofix.project;

import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInfo;
import java.util.function.BooleanSupplier;
import orchestrator.autofix.AutoFix;
import orchestrator.autofix.ProjectActivities.AdmitRequest;
import orchestrator.autofix.ProjectActivities.AdmittedProject;
import orchestrator.autofix.request.WatchRequests;
import orchestrator.signing.Incoming;

/** Has requests checked and completed on a host before they count. */
final class Admissions {
    private final LiveProject project;
    private final ProjectAuthority authority;

    Admissions(LiveProject project, ProjectAuthority authority) {
        this.project = project;
        this.authority = authority;
    }

    /** Returns what has to be corrected; if it is empty, the project has these settings now. */
    String admit(Incoming request) {
        return admit(request, () -> false);
    }

    /** @param isEnding true if the workflow ends meanwhile, so that nothing may begin any more */
    String admit(Incoming request, BooleanSupplier isEnding) {
        WorkflowInfo info = Workflow.getInfo();
        AdmittedProject admitted = ProjectCalls.anywhere()
                .admitProject(new AdmitRequest(
                        info.getWorkflowId(),
                        project.execution(),
                        WatchRequests.parse(request.json()),
                        request.signature()));
        if (!admitted.refusal().isEmpty()) return admitted.refusal();
        if (!admitted.project().equals(project.project()))
            return "the queue of " + admitted.request().target() + " must have the id `"
                    + AutoFix.id(admitted.project()) + "`, not `" + info.getWorkflowId() + "`";
        if (isEnding.getAsBoolean() && endsForGood()) return "its queue was cancelled meanwhile";
        authority.acceptUnsigned(admitted.acceptsUnsigned());
        project.admit(admitted);
        return "";
    }

    private static boolean endsForGood() {
        return Workflow.getVersion("ends-for-good", Workflow.DEFAULT_VERSION, 1) > Workflow.DEFAULT_VERSION;
    }
}
