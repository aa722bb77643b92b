package orchestrator.autofix.project;

import static orchestrator.work.Now.now;

import io.temporal.failure.ApplicationFailure;
import orchestrator.autofix.AutoFixControls;
import orchestrator.autofix.AutoFixState;
import orchestrator.signing.Incoming;
import org.jspecify.annotations.Nullable;

/** Receives controls as signals and updates, and carries out those that count and make sense now. */
final class ProjectControls implements AutoFixControls {
    private final ProjectAuthority authority;
    private final LiveProject project;
    private final ControlActions actions;
    private final ControlRules rules;

    ProjectControls(ProjectAuthority authority, LiveProject project, ControlActions actions) {
        this.authority = authority;
        this.project = project;
        this.actions = actions;
        rules = new ControlRules(project);
    }

    @Override
    public void start(@Nullable Incoming request) {
        onSignal("start", request);
    }

    @Override
    public void stop(@Nullable Incoming control) {
        onSignal("stop", control);
    }

    @Override
    public void pause(@Nullable Incoming control) {
        onSignal("pause", control);
    }

    @Override
    public void resume(@Nullable Incoming control) {
        onSignal("resume", control);
    }

    @Override
    public void drain(@Nullable Incoming control) {
        onSignal("drain", control);
    }

    @Override
    public void retry(@Nullable Incoming control) {
        onSignal("retry", control);
    }

    @Override
    public void drop(@Nullable Incoming control) {
        onSignal("drop", control);
    }

    @Override
    public void apply(@Nullable Incoming control) {
        onSignal("apply", control);
    }

    @Override
    public void undo(@Nullable Incoming control) {
        onSignal("undo", control);
    }

    @Override
    public AutoFixState control(@Nullable Incoming sent) {
        Incoming incoming = Incoming.orNothing(sent);
        String refusal = carryOut(ProjectControl.ofUpdate(incoming), incoming);
        if (!refusal.isEmpty()) throw ApplicationFailure.newNonRetryableFailure(refusal, "Refused");
        return project.snapshot(now());
    }

    @Override
    public void validateControl(@Nullable Incoming sent) {
        Incoming incoming = Incoming.orNothing(sent);
        ProjectControl control = ProjectControl.ofUpdate(incoming);
        String unknown = ControlRules.refusalOfName(control.name());
        if (!unknown.isEmpty()) throw new IllegalArgumentException(unknown);
        authority.check(control.name(), incoming);
        String refusal = rules.refusal(control);
        if (!refusal.isEmpty()) throw new IllegalStateException(refusal);
    }

    @Override
    public AutoFixState state() {
        return project.snapshot(now());
    }

    /** Tells a refusal in the history, because a signal has no answer. */
    private void onSignal(String name, @Nullable Incoming sent) {
        Incoming incoming = Incoming.orNothing(sent);
        String refusal = carryOut(ProjectControl.ofSignal(name, incoming), incoming);
        if (refusal.isEmpty()) return;
        project.history().add(now(), "refused", "a signal was not carried out: " + refusal);
        project.touch();
    }

    /** Returns the reason for a refusal; empty if it was carried out. */
    private String carryOut(ProjectControl control, Incoming incoming) {
        String refusal = authority.take(control.name(), incoming);
        if (refusal.isEmpty()) refusal = rules.refusal(control);
        return refusal.isEmpty() ? actions.carryOut(control) : refusal;
    }
}
