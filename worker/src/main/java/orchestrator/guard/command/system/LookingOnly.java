package orchestrator.guard.command.system;

import java.util.regex.Pattern;
import orchestrator.guard.GuardDecision;
import orchestrator.guard.command.call.Call;
import orchestrator.guard.command.call.ProgramRule;
import orchestrator.guard.shell.Word;

/** A program that shows the state of the machine, and can also change it: only the first is allowed. */
record LookingOnly(Pattern operands, Pattern options, int operandsMax, boolean needsOption) implements ProgramRule {

    static LookingOnly with(String operands, String options) {
        return with(operands, options, Integer.MAX_VALUE);
    }

    static LookingOnly with(String operands, String options, int operandsMax) {
        return with(operands, options, operandsMax, false);
    }

    static LookingOnly with(String operands, String options, int operandsMax, boolean needsOption) {
        return new LookingOnly(
                Pattern.compile(operands, Pattern.DOTALL),
                Pattern.compile(options, Pattern.DOTALL),
                operandsMax,
                needsOption);
    }

    @Override
    public GuardDecision judge(Call call) {
        int count = 0;
        boolean hasOption = false;
        for (Word word : call.words()) {
            boolean isOption = word.prefix().startsWith("-");
            Pattern allowed = isOption ? options : operands;
            if (!isOption) count++;
            hasOption |= isOption;
            boolean isAllowed =
                    !word.hasUnknown() && allowed.matcher(word.shown()).matches();
            if (!isAllowed || count > operandsMax) return refused(call);
        }
        return needsOption && !hasOption ? refused(call) : GuardDecision.ALLOWED;
    }

    static GuardDecision refused(Call call) {
        return GuardDecision.deny("machine", call.program() + " may only be used to look, not to change this machine.");
    }
}
