package orchestrator.guard.command.git;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import orchestrator.guard.GuardDecision;
import orchestrator.guard.command.call.Arguments;
import orchestrator.guard.command.call.Call;
import orchestrator.guard.command.call.OptionTable;
import orchestrator.guard.shell.Word;

/** What git writes: the checkout, which is the agent's own, and the repository, which is not its alone. */
final class GitWrites {
    private static final OptionTable ANY = OptionTable.of("", "");
    private static final OptionTable TREE = OptionTable.of("b:B:", "reason= orphan=");
    private static final OptionTable INIT =
            OptionTable.of("b:", "template= separate-git-dir= initial-branch= shared? object-format=");
    private static final OptionTable FILES = OptionTable.of(
            "o:n?U?S?G?L?p?C?M?",
            "output= output-directory= directory= include= exclude= signature= signature-file= to= cc= reroll-count= ext-diff? pretty? format= since= until= author= grep= max-count=");
    private static final Set<String> READING = Set.of(
            "status",
            "log",
            "diff",
            "show",
            "blame",
            "ls-files",
            "ls-tree",
            "rev-parse",
            "rev-list",
            "describe",
            "grep",
            "cat-file",
            "shortlog",
            "name-rev",
            "ls-remote",
            "help",
            "version",
            "config",
            "remote",
            "reflog",
            "stash",
            "branch",
            "tag",
            "fetch",
            "for-each-ref",
            "show-ref",
            "merge-base",
            "count-objects",
            "check-ignore",
            "check-attr",
            "var",
            "whatchanged",
            "cherry",
            "range-diff",
            "diff-tree",
            "diff-index",
            "diff-files",
            "annotate",
            "verify-commit",
            "show-branch",
            "clone",
            "init",
            "archive",
            "fsck",
            "push",
            "");

    private GitWrites() {}

    static boolean changesFiles(String name) {
        return !READING.contains(name);
    }

    static GuardDecision checkout(Call call, String name, List<Word> words) {
        Arguments arguments = ANY.read(words);
        boolean discards = name.equals("reset") && arguments.has("hard")
                || name.equals("clean") && arguments.has("f", "force") && !arguments.has("n", "dry-run")
                || name.equals("checkout")
                        && (arguments.has("f", "force")
                                || words.stream().anyMatch(word -> word.shown().matches("--|\\.")))
                || name.equals("restore") && !(arguments.has("S", "staged") && !arguments.has("W", "worktree"))
                || name.equals("switch") && arguments.has("f", "force", "discard-changes");
        GuardDecision seen = discards
                ? GuardDecision.watch("git-discard", "git " + name + " throws changes away that are not committed.")
                : GuardDecision.ALLOWED;
        return name.matches("rm|mv") || name.equals("clean") ? seen.or(call.writeAll(arguments.operands())) : seen;
    }

    static GuardDecision worktree(Call call, List<Word> words) {
        Arguments arguments = TREE.read(words);
        List<Word> paths = arguments.operandsFrom(1);
        return switch (arguments.operand(0)) {
            case "list", "lock", "unlock" -> GuardDecision.ALLOWED;
            case "add" -> call.writeAll(paths.stream().limit(1).toList());
            case "remove" -> call.deleteAll(paths, true);
            case "move" ->
                call.deleteAll(paths.stream().limit(1).toList(), true).or(call.writeAll(arguments.operandsFrom(2)));
            default -> GuardDecision.deny("git-shared", "Other runs use worktrees of this repository too.");
        };
    }

    static GuardDecision init(Call call, List<Word> words) {
        Arguments arguments = INIT.read(words);
        List<Word> targets = new ArrayList<>(arguments.operands());
        if (targets.isEmpty()) targets.add(Word.of("repository"));
        GuardDecision template = arguments.values("template").stream()
                        .anyMatch(word -> !word.shown().isEmpty())
                ? GuardDecision.ask("git-command", "A template can bring hooks along.")
                : GuardDecision.ALLOWED;
        return template.or(call.writeAll(targets)).or(call.writeAll(arguments.values("separate-git-dir")));
    }

    static GuardDecision refs(String name, List<Word> words) {
        Arguments arguments = ANY.read(words);
        if (arguments.has("edit-description")
                || name.equals("branch") && arguments.has("u", "set-upstream-to", "unset-upstream"))
            return GuardDecision.watch("git-config", "git branch changes settings of the repository.");
        boolean removes = arguments.has("D", "d", "delete", "f", "force", "M");
        return removes
                ? GuardDecision.watch("git-refs", "git " + name + " removes or moves a name that others may use.")
                : GuardDecision.ALLOWED;
    }

    static GuardDecision shared(Call call, String name, List<Word> words) {
        Arguments arguments = ANY.read(words);
        String action = arguments.operand(0);
        boolean isHarmless = switch (name) {
            case "reflog" -> !action.matches("expire|delete");
            case "gc" ->
                !arguments.has("prune", "aggressive")
                        && words.stream().noneMatch(word -> word.prefix().startsWith("--prune"));
            case "prune" -> arguments.has("n", "dry-run");
            case "symbolic-ref" -> arguments.operands().size() < 2 && !arguments.has("d", "delete");
            case "replace" -> arguments.has("l", "list") || words.isEmpty();
            case "maintenance" -> action.equals("run");
            case "repack", "pack-refs", "prune-packed", "multi-pack-index" -> !arguments.has("a", "A", "d");
            default -> false;
        };
        if (isHarmless) return GuardDecision.ALLOWED;
        if (name.startsWith("filter-"))
            return GuardDecision.deny(
                    "git-shared", "git " + name + " rewrites history that others share, and runs commands of its own.");
        return GuardDecision.ask(
                "git-shared",
                "git " + name + " changes what all checkouts of this repository share, and may lose commits for good.");
    }

    static GuardDecision files(Call call, String name, List<Word> words) {
        Arguments arguments = FILES.read(words);
        List<GuardDecision> decisions = new ArrayList<>();
        boolean hasOutput = name.matches("format-patch|diff.*|log|show|whatchanged");
        if (hasOutput) decisions.add(call.writeAll(arguments.values("output", "output-directory")));
        if (name.equals("format-patch")) decisions.add(call.writeAll(arguments.values("o")));
        if (name.equals("bundle") && arguments.operand(0).equals("create"))
            decisions.add(
                    call.writeAll(arguments.operandsFrom(1).stream().limit(1).toList()));
        if (name.matches("apply|am")) {
            decisions.add(call.writeAll(arguments.values("directory")));
            if (arguments.has("unsafe-paths"))
                decisions.add(GuardDecision.deny("write-outside", "With --unsafe-paths a patch may write anywhere."));
        }
        if (name.matches("diff") && arguments.has("no-index")) decisions.add(call.readAll(arguments.operands()));
        return GuardDecision.strictest(decisions);
    }
}
