package orchestrator.guard.command.system;

import java.util.List;
import orchestrator.guard.GuardDecision;
import orchestrator.guard.command.call.Arguments;
import orchestrator.guard.command.call.Call;
import orchestrator.guard.command.call.OptionTable;
import orchestrator.guard.shell.Word;

/** Services, timers and preferences of the user or the machine. */
final class MachineSettings {
    private static final OptionTable SYSTEMCTL =
            OptionTable.of("H:M:t:p:n:o:s:", "host= machine= type= property= root= lines= output= signal= state=");

    private static final OptionTable DATE = OptionTable.of(
            "d:f:r:s:v:I?", "date= file= reference= set= iso-8601? rfc-3339= rfc-email utc universal debug");

    private MachineSettings() {}

    /** Without an option, digits alone set the clock. */
    static GuardDecision date(Call call) {
        Arguments arguments = call.read(DATE);
        boolean sets = arguments.has("s", "set")
                || arguments.operands().stream().anyMatch(word -> word.prefix().matches("[0-9][0-9.]{3,}"));
        return sets && !arguments.has("j") ? LookingOnly.refused(call) : GuardDecision.ALLOWED;
    }

    static GuardDecision history(Call call) {
        return call.words().stream().anyMatch(word -> word.prefix().matches("-[a-z]*[cdw].*"))
                ? GuardDecision.deny("history", "The user's history of commands is not yours to change.")
                : GuardDecision.ALLOWED;
    }

    static GuardDecision systemctl(Call call) {
        Arguments arguments = call.read(SYSTEMCTL);
        String action = arguments.operand(0);
        if (arguments.operands().isEmpty()
                || action.matches("status|show|cat|help|is-.*|list-.*|get-default|show-environment"))
            return GuardDecision.ALLOWED;
        if (action.matches(
                "poweroff|reboot|halt|kexec|suspend.*|hibernate|hybrid-sleep|emergency|rescue|isolate|exit|default|switch-root|soft-reboot|kill|mask|set-default"))
            return GuardDecision.deny("machine", "systemctl " + action + " would stop or change this machine.");
        return GuardDecision.ask("service", "systemctl " + action + " changes services of this machine.");
    }

    static GuardDecision service(Call call) {
        String last = call.words().isEmpty()
                ? ""
                : call.words().get(call.words().size() - 1).shown();
        return last.matches("status|--status-all|--version|")
                ? GuardDecision.ALLOWED
                : GuardDecision.ask("service", "service changes services of this machine.");
    }

    static GuardDecision launchctl(Call call) {
        String action = call.words().isEmpty() ? "help" : call.words().get(0).shown();
        return action.matches("list|print.*|help|version|getenv|dumpstate|blame")
                ? GuardDecision.ALLOWED
                : GuardDecision.deny("service", "launchctl would change what starts on this machine.");
    }

    /** What cron runs outlives the run, and nobody guards it. */
    static GuardDecision crontab(Call call) {
        List<Word> words = call.words();
        boolean onlyLists = words.stream().anyMatch(word -> word.shown().equals("-l"))
                && words.stream().noneMatch(word -> word.prefix().matches("-[re].*"));
        return onlyLists
                ? GuardDecision.ALLOWED
                : GuardDecision.deny("schedule", "What cron runs later is out of the guard's sight.");
    }

    static GuardDecision at(Call call) {
        boolean onlyLists = call.words().stream().anyMatch(word -> word.shown().matches("-l|-V"));
        return onlyLists
                ? GuardDecision.ALLOWED
                : GuardDecision.deny("schedule", "What runs later is out of the guard's sight.");
    }

    static GuardDecision preferences(Call call) {
        String action = call.words().isEmpty() ? "help" : call.words().get(0).shown();
        return action.matches("read.*|get|list.*|find|domains|help|dump|range|describe|monitor")
                ? GuardDecision.ALLOWED
                : GuardDecision.deny("preferences", "The user's preferences are not yours to change.");
    }
}
