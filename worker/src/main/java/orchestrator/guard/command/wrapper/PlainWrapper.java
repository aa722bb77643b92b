package orchestrator.guard.command.wrapper;

import orchestrator.guard.GuardDecision;
import orchestrator.guard.command.call.Arguments;
import orchestrator.guard.command.call.Call;
import orchestrator.guard.command.call.OptionTable;
import orchestrator.guard.command.call.ProgramRule;

/**
 * Runs the command that follows its own options and operands.
 *
 * @param leading operands before the command
 */
record PlainWrapper(OptionTable table, int leading) implements ProgramRule {

    static PlainWrapper with(String shorts, String longs, int leading) {
        return new PlainWrapper(OptionTable.of(shorts, longs), leading);
    }

    @Override
    public GuardDecision judge(Call call) {
        Arguments arguments = call.read(table);
        boolean onlyLooks = call.program().equals("command") && arguments.has("v", "V");
        GuardDecision written = call.program().matches("g?time|[sl]trace")
                ? call.writeAll(arguments.values("o", "output"))
                : GuardDecision.ALLOWED;
        return onlyLooks ? GuardDecision.ALLOWED : written.or(call.run(arguments.operandsFrom(leading)));
    }
}
