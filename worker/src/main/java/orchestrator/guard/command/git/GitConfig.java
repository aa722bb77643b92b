package orchestrator.guard.command.git;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import orchestrator.guard.GuardDecision;
import orchestrator.guard.command.call.Arguments;
import orchestrator.guard.command.call.Call;
import orchestrator.guard.command.call.OptionTable;
import orchestrator.guard.command.call.Words;
import orchestrator.guard.shell.Word;

/** Settings of git, some of which name programs that it runs. */
final class GitConfig {
    private static final String RUNNING =
            "core\\.(pager|editor|sshcommand|fsmonitor|hookspath|askpass|gitproxy|alternaterefscommand|worktree|attributesfile)"
                    + "|sequence\\.editor|pager\\..*|diff\\.external|diff\\..*\\.(command|textconv)|(diff|merge)tool\\..*\\.(cmd|path)"
                    + "|merge\\..*\\.driver|filter\\..*|credential(\\..*)?\\.helper|gpg\\.(.*\\.)?program|gpg\\.ssh\\.defaultkeycommand"
                    + "|uploadpack\\.packobjectshook|remote\\..*\\.(uploadpack|receivepack|vcs|proxy)|sendemail\\..*|(man|browser)\\..*\\.(cmd|path)"
                    + "|trailer\\..*\\.(cmd|command)|interactive\\.difffilter|include\\.path|includeif\\..*|protocol\\..*"
                    + "|init\\.templatedir|submodule\\..*\\.update|core\\.gitdir|extensions\\..*|web\\.browser|instaweb\\..*|url\\..*";
    private static final Set<String> HARMLESS = Set.of(
            "",
            "cat",
            "less",
            "more",
            "true",
            "false",
            "0",
            "1",
            ":",
            "/dev/null",
            "less -R",
            "less -FRX",
            "delta",
            "vim",
            "vi",
            "nano",
            "cache",
            "never",
            "user",
            "always");
    private static final OptionTable CONFIG = OptionTable.of(
            "f:t:",
            "file= blob= type= default= comment= value= url= get get-all get-regexp get-urlmatch get-color get-colorbool list"
                    + " unset unset-all replace-all add rename-section remove-section edit global system local worktree");

    private GitConfig() {}

    /** A setting for this command alone. */
    static GuardDecision given(Word setting) {
        Optional<String> text = setting.literal();
        String known = text.orElse(setting.prefix());
        int equals = known.indexOf('=');
        if (text.isEmpty() && equals < 0)
            return GuardDecision.deny(
                    "git-config", "The setting " + setting.shown() + " cannot be judged before it is known.");
        String key = (equals < 0 ? known : known.substring(0, equals)).toLowerCase(Locale.ROOT);
        String value = equals < 0 ? "true" : known.substring(equals + 1);
        if (!key.matches(RUNNING)) return GuardDecision.ALLOWED;
        if (text.isPresent() && HARMLESS.contains(value.strip())) return GuardDecision.ALLOWED;
        if (key.startsWith("protocol.") && !key.startsWith("protocol.ext") && !value.equals("ext"))
            return GuardDecision.ALLOWED;
        return GuardDecision.deny(
                "git-config",
                "The setting " + key + " makes git run other programs or work elsewhere. Go on without it.");
    }

    /** What an alias of that name stands for. */
    static Optional<Word> alias(List<Word> settings, String name) {
        for (Word setting : settings) {
            String start = ("alias." + name + "=").toLowerCase(Locale.ROOT);
            if (setting.prefix().toLowerCase(Locale.ROOT).startsWith(start))
                return Optional.of(Words.after(setting, start.length()));
        }
        return Optional.empty();
    }

    /** Settings are read freely; those of a repository and of the user reach beyond the run, and are not written. */
    static GuardDecision config(Call call, List<Word> words) {
        Arguments arguments = CONFIG.read(words);
        List<Word> operands = arguments.operands();
        String first = arguments.operand(0);
        boolean reads = arguments.has(
                        "get", "get-all", "get-regexp", "get-urlmatch", "get-color", "get-colorbool", "list", "l")
                || first.matches("get|list|get-.*")
                || operands.size() == 1
                        && !first.matches("set|unset|edit|rename-section|remove-section")
                        && !arguments.has("unset", "unset-all", "e", "edit", "remove-section", "rename-section");
        if (reads || operands.isEmpty() && !arguments.has("e", "edit"))
            return call.readAll(arguments.values("f", "file"));
        Optional<Word> file = arguments.value("f", "file");
        if (file.isPresent() && !file.get().shown().matches("(.*/)?\\.git/.*|.*(^|/)\\.?gitconfig|.*/git/config")) {
            return call.write(file.get());
        }
        return GuardDecision.deny(
                "git-config",
                "Git's settings belong to the user and are shared by all checkouts. Give a setting to a single command with git -c KEY=VALUE.");
    }
}
