package orchestrator.cli.input;

import java.util.regex.Pattern;
import orchestrator.cli.output.CommandException;

/** Parses an option that is a whole number. */
public final class WholeNumber {
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,15}");

    private WholeNumber() {}

    public static long parse(String option, String given, long least, long most) {
        long number = DIGITS.matcher(given).matches() ? Long.parseLong(given) : -1;
        if (number >= least && number <= most) return number;
        throw CommandException.badInput(
                option + " must be a whole number from " + least + " to " + most + ", not `" + given + "`.",
                "Write it like this:  " + option + " " + Math.max(least, 2));
    }
}
