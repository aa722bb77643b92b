package orchestrator.guard.command.git;

import java.util.ArrayList;
import java.util.List;
import orchestrator.guard.GuardDecision;
import orchestrator.guard.command.call.Arguments;
import orchestrator.guard.command.call.Call;
import orchestrator.guard.command.call.OptionTable;
import orchestrator.guard.shell.Word;

/** What git exchanges with other repositories. */
final class GitRemotes {
    private static final OptionTable PUSH = OptionTable.of(
            "o:",
            "repo= receive-pack= exec= push-option= force force-with-lease? force-if-includes mirror delete prune all tags dry-run");
    private static final OptionTable FETCH = OptionTable.of(
            "o:b:u:c:j:s:X:",
            "upload-pack= origin= branch= template? reference= reference-if-able= separate-git-dir= depth= shallow-since= shallow-exclude="
                    + " config= jobs= server-option= filter= recurse-submodules? output= remote= exec= prefix= format= add-file= refmap= negotiation-tip= bundle-uri= strategy= strategy-option=");

    private GitRemotes() {}

    static GuardDecision push(String name, List<Word> words) {
        Arguments arguments = PUSH.read(words);
        if (arguments.has("receive-pack", "exec"))
            return GuardDecision.deny("git-command", "With this option git would run another program.");
        if (arguments.has("dry-run", "n")) return GuardDecision.ALLOWED;
        boolean isForced = arguments.has("f", "force", "force-with-lease", "mirror", "d", "delete", "prune")
                || arguments.operandsFrom(1).stream()
                        .anyMatch(word -> word.prefix().matches("[+:].*"));
        return isForced
                ? GuardDecision.ask(
                        "git-push-force",
                        "This push would replace or delete what others can see, and cannot be taken back.")
                : GuardDecision.ask(
                        "git-push", "git " + name + " publishes work. Commit it; a person decides what is published.");
    }

    static GuardDecision remote(List<Word> words) {
        String action = OptionTable.of("", "").read(words).operand(0);
        boolean reads = action.isEmpty() && words.stream().noneMatch(Word::hasUnknown)
                || action.matches("show|get-url|-v|update|prune");
        return reads
                ? GuardDecision.ALLOWED
                : GuardDecision.deny(
                        "git-config",
                        "Remotes are settings of the user's repository. Name the address in the command instead.");
    }

    static GuardDecision fetch(Call call, String name, List<Word> words) {
        Arguments arguments = FETCH.read(words);
        List<GuardDecision> decisions = new ArrayList<>();
        boolean runs = arguments.has("upload-pack", "exec") || name.equals("clone") && arguments.has("u");
        if (runs) decisions.add(GuardDecision.deny("git-command", "With this option git would run another program."));
        for (Word operand : arguments.operands())
            if (operand.prefix().matches("(?s)(ext|fd)::.*"))
                decisions.add(GuardDecision.deny("git-command", "An address with ext:: is a command that git runs."));
        if (name.equals("clone")) {
            for (Word setting : arguments.values("c", "config")) decisions.add(GitConfig.given(setting));
            decisions.add(call.writeAll(arguments.operandsFrom(1)));
            decisions.add(call.writeAll(arguments.values("separate-git-dir")));
            if (arguments.operands().size() == 1) decisions.add(call.write(Word.of("cloned")));
            if (arguments.values("template").stream()
                    .anyMatch(word -> !word.shown().isEmpty()))
                decisions.add(GuardDecision.ask("git-command", "A template can bring hooks along."));
        }
        if (name.equals("archive")) decisions.add(call.writeAll(arguments.values("o", "output")));
        return GuardDecision.strictest(decisions);
    }
}
