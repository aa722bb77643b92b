package orchestrator.cli;

import java.util.List;
import orchestrator.cli.output.CommandException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** A wrong option or argument, in our own words instead of the parser's. */
final class UsageError {
    private UsageError() {}

    static CommandException of(ParameterException wrong) {
        String command = wrong.getCommandLine().getCommandSpec().qualifiedName();
        String help = command.equals("orchestrate run") ? "orchestrate --help" : command + " --help";
        return CommandException.badInput(message(wrong), "See:  " + help);
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
