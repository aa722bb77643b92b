package orchestrator.cli;

import java.util.List;
import orchestrator.cli.say.Refusal;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** A wrong option or argument in our own words. */
final class Usage {
    private Usage() {}

    static Refusal of(ParameterException wrong) {
        String command = wrong.getCommandLine().getCommandSpec().qualifiedName();
        String help = command.equals("orchestrate run") ? "orchestrate --help" : command + " --help";
        return Refusal.badInput(message(wrong), "See:  " + help);
    }

    private static String message(ParameterException wrong) {
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            List<String> unknown = unmatched.getUnmatched();
            String first = unknown.isEmpty() ? "" : unknown.get(0);
            String kind = first.startsWith("-") ? "unknown option " : "one argument too many: ";
            return kind + "`" + first + "`.";
        }
        String message = wrong.getMessage().strip();
        return message.endsWith(".") ? message : message + ".";
    }
}
