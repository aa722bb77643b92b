package orchestrator.guard.command;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import orchestrator.guard.FileRules;
import orchestrator.guard.FileView;
import orchestrator.guard.GuardDecision;
import orchestrator.guard.Territory;
import orchestrator.guard.code.CodeLanguage;
import orchestrator.guard.command.call.Call;
import orchestrator.guard.command.call.JudgingBasis;
import orchestrator.guard.command.call.ProgramRule;
import orchestrator.guard.command.files.FileCommands;
import orchestrator.guard.command.git.GitCommand;
import orchestrator.guard.command.git.Mercurial;
import orchestrator.guard.command.interpreter.Interpreters;
import orchestrator.guard.command.interpreter.UnreadLanguages;
import orchestrator.guard.command.network.NetworkCommands;
import orchestrator.guard.command.packages.PackageCommands;
import orchestrator.guard.command.system.SystemCommands;
import orchestrator.guard.command.wrapper.WrapperCommands;
import orchestrator.guard.policy.Policy;
import orchestrator.guard.shell.CommandRules;
import orchestrator.guard.shell.NestedShell;
import orchestrator.guard.shell.ShellCommand;

/** Judges single commands by the policy's patterns and by what is known of their programs. */
public final class ProgramRules implements CommandRules {
    private static final Map<String, ProgramRule> BY_PROGRAM = byProgram();
    private final PatternRules patterns;
    private final JudgingBasis around;
    private final boolean isReadOnly;

    /** @param isReadOnly true if nothing may be written and no other program run */
    public ProgramRules(Policy policy, FileRules files, FileView view, Territory territory, boolean isReadOnly) {
        this.isReadOnly = isReadOnly;
        this.patterns = new PatternRules(policy);
        this.around = new JudgingBasis(files, view, territory);
    }

    private static Map<String, ProgramRule> byProgram() {
        Map<String, ProgramRule> all = new HashMap<>();
        all.putAll(FileCommands.all());
        all.putAll(WrapperCommands.all());
        all.putAll(NetworkCommands.all());
        all.putAll(SystemCommands.all());
        all.putAll(PackageCommands.all());
        all.putAll(UnreadLanguages.all());
        all.put("git", GitCommand::judge);
        all.put("hg", Mercurial::judge);
        return Map.copyOf(all);
    }

    @Override
    public GuardDecision judge(ShellCommand invocation, NestedShell shell) {
        Call call = new Call(invocation, shell, around);
        if (invocation.program().isEmpty())
            return GuardDecision.deny(
                    "unknown-program",
                    "Which program " + invocation.words().get(0).shown()
                            + " is cannot be known before it runs. Write its name out.");
        GuardDecision found = patterns.apply(
                invocation, ofProgram(call).or(CommandVariables.judge(call)).or(MadePrograms.judge(call)));
        return isReadOnly ? ReadOnlyRules.strict(call, found) : found;
    }

    private static GuardDecision ofProgram(Call call) {
        ProgramRule rule = BY_PROGRAM.get(call.program());
        Optional<CodeLanguage> language = Interpreters.language(call.program());
        if (rule == null && language.isEmpty()) return GenericProgram.judge(call);
        GuardDecision interpreted =
                language.map(known -> Interpreters.judge(call, known)).orElse(GuardDecision.ALLOWED);
        return rule == null ? interpreted : rule.judge(call).or(interpreted);
    }
}
