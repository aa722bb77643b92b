package orchestrator.guard.tool;

import java.util.Map;
import orchestrator.guard.FileView;
import orchestrator.guard.Guard;
import orchestrator.guard.Territory;
import orchestrator.guard.command.ProgramRules;
import orchestrator.guard.place.PlaceRules;
import orchestrator.guard.policy.Policy;
import orchestrator.guard.shell.CommandRules;
import orchestrator.guard.shell.walk.ShellJudge;

/** Makes guards. One serves a whole launch, and any number of threads. */
public final class Guards {
    private Guards() {}

    /**
     * @param isReadOnly true for a run that must not change anything; its territory is one of such a run
     * @param isConfined true if a sandbox keeps it from changing anything, so that it may run programs such as tests
     */
    public static Guard of(Territory territory, Policy policy, FileView files, boolean isReadOnly, boolean isConfined) {
        PlaceRules rules = new PlaceRules(territory, policy, files);
        CommandRules commands = new ProgramRules(policy, rules, files, territory, isReadOnly && !isConfined);
        ShellJudge shell = new ShellJudge(commands, rules, files, variables(territory));
        return new ToolGuard(territory, policy, files, rules, shell::judge, isReadOnly);
    }

    /** With another judge of commands. */
    static Guard with(CommandJudge commands, Territory territory, Policy policy, FileView files, boolean isReadOnly) {
        PlaceRules rules = new PlaceRules(territory, policy, files);
        return new ToolGuard(territory, policy, files, rules, commands, isReadOnly);
    }

    /** What every shell of the launch begins with. */
    private static Map<String, String> variables(Territory territory) {
        return Map.of(
                "HOME", territory.home().toString(),
                "PWD", territory.workspace().toString(),
                "TMPDIR", territory.scratch().toString());
    }
}
