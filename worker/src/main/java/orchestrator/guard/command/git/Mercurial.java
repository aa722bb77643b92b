package orchestrator.guard.command.git;

import orchestrator.guard.GuardDecision;
import orchestrator.guard.command.call.Call;

/** hg: its settings on the line can name programs, as those of git can. */
public final class Mercurial {
    private Mercurial() {}

    public static GuardDecision judge(Call call) {
        boolean hasSetting =
                call.words().stream().anyMatch(word -> word.prefix().matches("(?s)--con(f(i(g)?)?)?(=.*)?"));
        return hasSetting
                ? GuardDecision.ask("hg-config", "With --config hg can run other programs than its own.")
                : GuardDecision.ALLOWED;
    }
}
