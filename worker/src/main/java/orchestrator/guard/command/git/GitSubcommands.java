package orchestrator.guard.command.git;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import orchestrator.guard.GuardDecision;
import orchestrator.guard.command.call.Arguments;
import orchestrator.guard.command.call.Call;
import orchestrator.guard.command.call.OptionTable;
import orchestrator.guard.shell.Word;

/** What each subcommand of git does. */
final class GitSubcommands {
    private static final OptionTable ANY = OptionTable.of("", "");
    private static final OptionTable INDEX = OptionTable.of("", "prefix= stage=");

    private static final Map<String, GitRule> BY_NAME = byName();

    private GitSubcommands() {}

    private interface GitRule {
        GuardDecision judge(Call call, String name, List<Word> words);
    }

    static GuardDecision judge(Call call, String name, List<Word> words) {
        GitRule rule = BY_NAME.get(name);
        return rule == null ? GuardDecision.ALLOWED : rule.judge(call, name, words);
    }

    private static Map<String, GitRule> byName() {
        Map<String, GitRule> all = new HashMap<>();
        add(all, "config", (call, name, words) -> GitConfig.config(call, words));
        add(
                all,
                "push send-pack send-email request-pull svn p4 http-push",
                (call, name, words) -> GitRemotes.push(name, words));
        add(all, "remote", (call, name, words) -> GitRemotes.remote(words));
        add(all, "fetch pull ls-remote archive fetch-pack clone", GitRemotes::fetch);
        add(
                all,
                "daemon instaweb http-backend shell upload-pack receive-pack credential credential-store credential-cache cvsserver",
                (call, name, words) -> server(name));
        add(all, "stash", (call, name, words) -> stash(words));
        add(
                all,
                "checkout-index read-tree",
                (call, name, words) -> call.writeAll(INDEX.read(words).values("prefix")));
        add(all, "reset clean checkout restore switch rm mv", GitWrites::checkout);
        add(all, "worktree", (call, name, words) -> GitWrites.worktree(call, words));
        add(all, "init init-db", (call, name, words) -> GitWrites.init(call, words));
        add(all, "branch tag", (call, name, words) -> GitWrites.refs(name, words));
        add(
                all,
                "filter-branch filter-repo replace fast-import update-ref symbolic-ref pack-refs reflog gc prune repack prune-packed"
                        + " maintenance multi-pack-index",
                GitWrites::shared);
        add(all, "submodule for-each-repo bisect rebase difftool mergetool grep hook lfs citool gui", GitRuns::judge);
        add(
                all,
                "diff log show format-patch diff-tree diff-index shortlog bundle apply am whatchanged diff-files",
                GitWrites::files);
        return Map.copyOf(all);
    }

    private static void add(Map<String, GitRule> all, String names, GitRule rule) {
        for (String name : names.split(" ")) all.put(name, rule);
    }

    private static GuardDecision server(String name) {
        return GuardDecision.deny(
                "git-server", "git " + name + " gives others access, or hands out credentials. Agents do not need it.");
    }

    private static GuardDecision stash(List<Word> words) {
        Arguments arguments = ANY.read(words);
        String action = arguments.operand(0);
        if (action.matches("list|show|create")) return GuardDecision.ALLOWED;
        return GuardDecision.ask(
                "git-stash",
                "Stashes are shared by all checkouts of a repository. Commit to your branch instead, or keep a patch: git diff > changes.patch.");
    }
}
