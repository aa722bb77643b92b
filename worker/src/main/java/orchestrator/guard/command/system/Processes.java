package orchestrator.guard.command.system;

import java.util.List;
import orchestrator.guard.GuardDecision;
import orchestrator.guard.GuardVerdict;
import orchestrator.guard.command.call.Arguments;
import orchestrator.guard.command.call.Call;
import orchestrator.guard.command.call.OptionTable;
import orchestrator.guard.shell.Word;

/** Programs that end processes: an agent's own by their number, others only if a person agrees. */
final class Processes {
    private static final OptionTable BY_NAME =
            OptionTable.of("P:u:U:G:g:t:s:F:", "parent= euid= uid= signal= user= pidfile= session= terminal=");

    private Processes() {}

    static GuardDecision kill(Call call) {
        List<Word> words = call.words();
        int at = 0;
        String first = words.isEmpty() ? "-l" : words.get(0).literal().orElse("");
        if (first.matches("-l|-L|--list.*|--table|-V|--version|-0")) return GuardDecision.ALLOWED;
        if (first.matches("-s|-n|--signal")) at = 2;
        else if (first.matches("-.*") && !first.equals("--")) at = 1;
        if (first.equals("-1") && words.size() == 1) return ofTarget(words.get(0));
        for (Word word : words.subList(Math.min(at, words.size()), words.size())) {
            GuardDecision decision = ofTarget(word);
            if (decision.verdict() != GuardVerdict.ALLOW) return decision;
        }
        return GuardDecision.ALLOWED;
    }

    private static GuardDecision ofTarget(Word word) {
        String shown = word.shown();
        if (shown.matches("-1|-0*1|0|1|-- ?-1"))
            return GuardDecision.deny("kill-all", "kill " + shown + " would end processes that are not yours.");
        if (shown.matches("(?s).*\\b(pgrep|pidof|ps|killall)\\b.*"))
            return GuardDecision.ask(
                    "kill-by-name",
                    "Processes found by name may belong to the user or to other agents. Kill what you started, by its number.");
        if (shown.matches("(?s).*\\b(lsof|fuser|ss|netstat)\\b.*"))
            return GuardDecision.watch("kill-by-port", "The process that holds the port is ended.");
        if (shown.matches("\\$\\{?PPID}?"))
            return GuardDecision.deny("kill-all", "The parent of this shell is the agent itself.");
        return GuardDecision.ALLOWED;
    }

    /** Children of a process with a known number are its own. */
    static GuardDecision byName(Call call) {
        Arguments arguments = call.read(BY_NAME);
        if (arguments.has("l", "list", "V", "version", "0")) return GuardDecision.ALLOWED;
        if (arguments.has("P", "parent") && arguments.operands().isEmpty()) return GuardDecision.ALLOWED;
        if (arguments.has("u", "U", "euid", "uid", "user")
                && arguments.operands().isEmpty())
            return GuardDecision.deny("kill-all", "This would end all programs of a user.");
        return GuardDecision.ask(
                "kill-by-name",
                call.program()
                        + " also ends programs of the user and of other agents. Kill what you started, by its number.");
    }

    static GuardDecision fuser(Call call) {
        boolean kills = call.words().stream().anyMatch(word -> word.prefix().matches("-[a-zA-Z]*k.*|--kill"));
        return kills
                ? GuardDecision.watch("kill-by-port", "The processes that use it are ended.")
                : GuardDecision.ALLOWED;
    }

    static GuardDecision renice(Call call) {
        return call.words().stream().anyMatch(word -> word.prefix().matches("-[ug]|--user|--pgrp"))
                ? GuardDecision.ask("kill-by-name", "This changes processes that are not yours.")
                : GuardDecision.ALLOWED;
    }
}
