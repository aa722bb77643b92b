package orchestrator.guard.shell;

import orchestrator.guard.GuardDecision;

/** Judges single commands. */
public interface CommandRules {

    /** @param shell to judge a command or a text that this one runs in turn */
    GuardDecision judge(ShellCommand invocation, NestedShell shell);
}
