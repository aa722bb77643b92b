package orchestrator.cli.watch.option;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import orchestrator.cli.input.WholeNumber;
import orchestrator.cli.output.CommandException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How the tests are run. */
final class TestOptions {
    private static final int DAY_MINUTES = 1_440;

    @Nullable
    @Option(
            names = "--test",
            paramLabel = "CMD",
            description = "Command that runs all tests (default: guessed from the build file).")
    private String test;

    @Option(
            names = "--map",
            paramLabel = "FILES=TESTS",
            description = "Tests of some files, such as 'src/**=tests/test_{name}.py'; repeatable, the first that fits"
                    + " counts (default: the conventions of the language).")
    private List<String> map = List.of();

    @Nullable
    @Option(
            names = "--setup",
            paramLabel = "CMD",
            description = "Command that makes a fresh checkout usable, such as 'npm ci'.")
    private String setup;

    @Nullable
    @Option(
            names = "--test-minutes",
            paramLabel = "N",
            description = "Time limit of one run of the tests in minutes (default 15).")
    private String minutes;

    void addTo(ObjectNode request) {
        ObjectNode testing = request.objectNode();
        command(testing, "command", "--test", test);
        command(testing, "setup", "--setup", setup);
        if (minutes != null) testing.put("minutesMax", WholeNumber.parse("--test-minutes", minutes, 1, DAY_MINUTES));
        ArrayNode rules = request.arrayNode();
        for (String rule : map) {
            String[] parts = pair(rule, "--map", "'src/**=tests/test_{name}.py'");
            rules.addObject().put("files", parts[0]).put("tests", parts[1]);
        }
        if (!rules.isEmpty()) testing.set("map", rules);
        if (!testing.isEmpty()) request.set("test", testing);
    }

    private static void command(ObjectNode testing, String field, String option, @Nullable String given) {
        if (given == null) return;
        if (given.isBlank()) {
            throw CommandException.badInput(
                    option + " must be a command, not an empty one.",
                    "Write it like this:  " + option + " \"npm test\"");
        }
        testing.put(field, given.strip());
    }

    static String[] pair(String given, String option, String example) {
        int at = given.lastIndexOf('=');
        if (at > 0 && at < given.length() - 1)
            return new String[] {
                given.substring(0, at).strip(), given.substring(at + 1).strip()
            };
        throw CommandException.badInput(
                option + " must be two parts with `=` between them, not `" + given + "`.",
                "Write it like this:  " + option + " " + example);
    }
}
