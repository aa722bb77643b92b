package orchestrator.activity;

import java.util.List;
import orchestrator.autofix.AutoFixState;
import orchestrator.autofix.ProjectActivities;
import orchestrator.project.ProjectAdmission;
import orchestrator.project.ProjectStates;
import orchestrator.temporal.WorkflowLookup;

/** Carries out what the queue of a watched project asks of this host besides watching. */
public final class ProjectActivitiesOnHost implements ProjectActivities {
    private final ProjectAdmission admission;
    private final ProjectStates states;
    private final WorkflowLookup workflows;

    public ProjectActivitiesOnHost(ProjectAdmission admission, ProjectStates states, WorkflowLookup workflows) {
        this.admission = admission;
        this.states = states;
        this.workflows = workflows;
    }

    @Override
    public AdmittedProject admitProject(AdmitRequest request) {
        AdmittedProject admitted = admission.admit(request);
        if (admitted.refusal().isEmpty()) states.announce(admitted.request());
        return admitted;
    }

    @Override
    public void export(AutoFixState state) {
        states.export(state);
    }

    @Override
    public List<String> closed(List<String> asked) {
        return asked.stream().filter(workflows::isClosed).toList();
    }
}
