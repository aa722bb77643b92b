package orchestrator.guard.command.git;

import java.util.ArrayList;
import java.util.List;
import orchestrator.guard.GuardDecision;
import orchestrator.guard.command.call.Arguments;
import orchestrator.guard.command.call.Call;
import orchestrator.guard.command.call.OptionTable;
import orchestrator.guard.shell.Word;

/** Subcommands of git that run other programs. */
final class GitRuns {
    private static final OptionTable POSIX = OptionTable.of("+", "");
    private static final OptionTable REBASE = OptionTable.of("x:s:X:C:S?", "exec= strategy= strategy-option= onto=");
    private static final OptionTable TOOL = OptionTable.of("x:t:", "extcmd= tool=");
    private static final OptionTable GREP =
            OptionTable.of("O?e:f:A:B:C:m:", "open-files-in-pager? max-depth= threads=");

    private GitRuns() {}

    static GuardDecision judge(Call call, String name, List<Word> words) {
        return switch (name) {
            case "submodule" -> submodule(call, words);
            case "for-each-repo", "hook" ->
                GuardDecision.ask("git-command", "git " + name + " runs programs that the guard does not see.");
            case "bisect" -> bisect(call, words);
            case "rebase" -> call.scripts(REBASE.read(words).values("x", "exec"));
            case "difftool", "mergetool" -> call.scripts(TOOL.read(words).values("x", "extcmd"));
            case "grep" -> grep(call, words);
            case "lfs" -> lfs(words);
            default -> GuardDecision.ALLOWED;
        };
    }

    private static GuardDecision submodule(Call call, List<Word> words) {
        Arguments arguments = POSIX.read(words);
        String action = arguments.operand(0);
        if (action.equals("foreach")) {
            List<Word> command = POSIX.read(arguments.operandsFrom(1)).operands();
            if (command.size() == 1) return call.script(command.get(0));
            return call.run(command);
        }
        if (action.isEmpty() || action.matches("status|summary|update|init|sync")) return GuardDecision.ALLOWED;
        return GuardDecision.ask("git-submodule", "git submodule " + action + " changes settings of the repository.");
    }

    private static GuardDecision bisect(Call call, List<Word> words) {
        Arguments arguments = POSIX.read(words);
        return arguments.operand(0).equals("run") ? call.run(arguments.operandsFrom(1)) : GuardDecision.ALLOWED;
    }

    private static GuardDecision grep(Call call, List<Word> words) {
        Arguments arguments = GREP.read(words);
        List<GuardDecision> decisions = new ArrayList<>();
        for (Word pager : arguments.values("O", "open-files-in-pager")) decisions.add(call.script(pager));
        if (arguments.has("no-index")) decisions.add(call.readAll(arguments.operandsFrom(1)));
        return GuardDecision.strictest(decisions);
    }

    private static GuardDecision lfs(List<Word> words) {
        String action = POSIX.read(words).operand(0);
        if (action.equals("push")) return GuardDecision.ask("git-push", "git lfs push publishes files.");
        if (action.matches("install|uninstall|update"))
            return GuardDecision.deny(
                    "git-config", "git lfs " + action + " writes hooks and settings of the repository.");
        return GuardDecision.ALLOWED;
    }
}
