package orchestrator.cli.input;

import java.util.regex.Pattern;
import orchestrator.cli.output.CommandException;

/** Parses an option that is a number above 0, with decimals if need be. */
public final class DecimalNumber {
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,7}(\\.[0-9]{1,4})?");

    private DecimalNumber() {}

    public static double parse(String option, String given, double most) {
        double number = read(given);
        if (number > 0 && number <= most) return number;
        throw CommandException.badInput(
                option + " must be a number above 0, at most " + (long) most + ", not `" + given + "`.",
                "Write it like this:  " + option + " 2.5");
    }

    /** 0 if it is no such number. */
    public static double read(String given) {
        return DECIMAL.matcher(given).matches() ? Double.parseDouble(given) : 0;
    }
}
