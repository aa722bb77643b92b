package orchestrator.guard.command.git;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import orchestrator.guard.GuardDecision;
import orchestrator.guard.command.call.Arguments;
import orchestrator.guard.command.call.Call;
import orchestrator.guard.command.call.OptionTable;
import orchestrator.guard.command.call.Words;
import orchestrator.guard.shell.Word;

/** git: its global options, and then its subcommand. */
public final class GitCommand {
    private static final OptionTable GLOBAL = OptionTable.of(
            "+C:c:",
            "git-dir= work-tree= namespace= exec-path? super-prefix= config-env= attr-source= no-pager paginate bare"
                    + " no-replace-objects literal-pathspecs version help html-path no-optional-locks list-cmds=");

    private GitCommand() {}

    public static GuardDecision judge(Call call) {
        Arguments global = call.read(GLOBAL);
        List<GuardDecision> decisions = new ArrayList<>();
        Call there = call;
        for (Word directory : global.values("C")) there = there.in(directory);
        for (Word setting : global.values("c")) decisions.add(GitConfig.given(setting));
        if (global.has("config-env"))
            decisions.add(GuardDecision.deny("git-config", "A setting of git from a variable cannot be judged."));
        if (!global.values("exec-path").isEmpty())
            decisions.add(
                    GuardDecision.deny("git-config", "With --exec-path git would run other programs than its own."));
        List<Word> operands = global.operands();
        if (operands.isEmpty()) return GuardDecision.strictest(decisions);
        String name = global.operand(0);
        List<Word> rest = global.operandsFrom(1);
        if (name.isEmpty())
            decisions.add(GuardDecision.deny(
                    "unknown-git",
                    "What git does with " + operands.get(0).shown() + " cannot be known before it runs."));
        Optional<Word> alias = GitConfig.alias(global.values("c"), name);
        if (alias.isPresent()) decisions.add(ofAlias(there, alias.get(), rest));
        if (GitWrites.changesFiles(name)) decisions.add(place(call, there, global));
        decisions.add(GitSubcommands.judge(there, name, rest));
        return GuardDecision.strictest(decisions);
    }

    private static GuardDecision ofAlias(Call call, Word alias, List<Word> rest) {
        Optional<String> text = alias.literal();
        if (text.isEmpty() || text.get().startsWith("!")) return call.script(Words.after(alias, 1));
        List<Word> words = new ArrayList<>(Words.of("git"));
        for (String word : text.get().strip().split("\\s+")) words.add(Word.of(word));
        return call.run(Words.concat(words, rest));
    }

    /** Another repository is changed as if its files were written directly. */
    private static GuardDecision place(Call call, Call there, Arguments global) {
        GuardDecision tree = call.writeAll(global.values("work-tree"));
        boolean isElsewhere = global.has("C", "git-dir")
                || there.invocation()
                        .directory()
                        .filter(path ->
                                !path.startsWith(call.around().territory().workspace()))
                        .isPresent();
        if (!isElsewhere) return tree;
        for (Word directory : global.values("git-dir")) {
            Optional<Path> path = there.paths().path(directory);
            Path inside = path.map(Path::normalize).orElse(Path.of("/"));
            Path parent = inside.endsWith(".git") && inside.getParent() != null ? inside.getParent() : inside;
            tree = tree.or(there.write(Word.of(parent + "/unknown")));
        }
        if (there.invocation().directory().isEmpty())
            return tree.or(GuardDecision.deny(
                    "unknown-path", "In which repository git works cannot be known before it runs."));
        return tree.or(there.write(Word.of("unknown")));
    }
}
