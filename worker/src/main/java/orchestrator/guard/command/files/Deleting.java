package orchestrator.guard.command.files;

import orchestrator.guard.GuardDecision;
import orchestrator.guard.command.call.Arguments;
import orchestrator.guard.command.call.Call;
import orchestrator.guard.command.call.OptionTable;
import orchestrator.guard.shell.Word;

/** Programs that delete. */
final class Deleting {
    private static final OptionTable RM = OptionTable.of(
            "",
            "recursive force interactive? dir one-file-system no-preserve-root preserve-root? verbose help version");
    private static final OptionTable SHRED =
            OptionTable.of("n:s:", "force iterations= random-source= size= exact zero verbose remove?");

    private Deleting() {}

    static GuardDecision rm(Call call) {
        Arguments arguments = call.read(RM);
        if (arguments.has("no-preserve-root"))
            return GuardDecision.deny("delete-outside", "--no-preserve-root serves only to delete the root directory.");
        return call.deleteAll(arguments.operands(), arguments.has("r", "R", "recursive"));
    }

    static GuardDecision each(Call call) {
        return call.deleteAll(call.read(RM).operands(), false);
    }

    static GuardDecision shred(Call call) {
        Arguments arguments = call.read(SHRED);
        for (Word file : arguments.operands()) if (Devices.isDevice(file)) return Devices.refusal(file);
        return call.writeAll(arguments.operands()).or(call.deleteAll(arguments.operands(), false));
    }
}
