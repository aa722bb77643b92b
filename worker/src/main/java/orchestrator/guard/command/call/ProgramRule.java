package orchestrator.guard.command.call;

import orchestrator.guard.GuardDecision;

/** What one program does. */
@FunctionalInterface
public interface ProgramRule {
    GuardDecision judge(Call call);
}
