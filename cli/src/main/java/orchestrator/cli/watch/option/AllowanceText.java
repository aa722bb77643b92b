package orchestrator.cli.watch.option;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import orchestrator.cli.output.CommandException;

/** Parses limits such as {@code 2$}, {@code 2M tokens} and {@code 60 minutes}; a bare number means dollars. */
final class AllowanceText {
    private static final Pattern FORM = Pattern.compile(
            "(\\$?)\\s*([0-9]{1,12}(?:\\.[0-9]{1,4})?)\\s*([kKmM]?)\\s*"
                    + "(|\\$|dollars?|tokens?|min|minutes?|h|hours?)",
            Pattern.CASE_INSENSITIVE);
    private static final Map<String, Double> TIMES = Map.of("", 1.0, "k", 1e3, "m", 1e6);

    private AllowanceText() {}

    static void addTo(ObjectNode budget, String span, String option, List<String> given) {
        if (given.isEmpty()) return;
        ObjectNode allowance = budget.putObject(span);
        for (String limit : given) add(allowance, option, limit.strip());
    }

    private static void add(ObjectNode allowance, String option, String given) {
        Matcher form = FORM.matcher(given);
        if (!form.matches()) throw wrong(option, given);
        String unit = form.group(1).isEmpty() ? form.group(4).toLowerCase(Locale.ROOT) : "$";
        String letter = form.group(3).toLowerCase(Locale.ROOT);
        // `60m` could be a million or minutes.
        boolean isTokens = unit.startsWith("token");
        if (!letter.isEmpty() && !isTokens) throw wrong(option, given);
        double number = Double.parseDouble(form.group(2)) * TIMES.get(letter);
        if (number <= 0) throw wrong(option, given);
        String field = isTokens ? "tokens" : unit.startsWith("min") || unit.startsWith("h") ? "minutes" : "dollars";
        if (allowance.has(field)) {
            throw CommandException.badInput(option + " has two limits in " + field + ".", "Give one of them.");
        }
        if (isTokens) allowance.put(field, Math.max(1, Math.round(number)));
        else allowance.put(field, unit.startsWith("h") ? number * 60 : number);
    }

    private static CommandException wrong(String option, String given) {
        return CommandException.badInput(
                option + " must be a limit above 0 in dollars, tokens or minutes, not `" + given + "`.",
                "Write it like this:  " + option + " '2$,2M tokens,60 minutes'");
    }
}
