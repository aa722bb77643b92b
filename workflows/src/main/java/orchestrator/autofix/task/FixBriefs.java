package orchestrator.autofix.task;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import orchestrator.autofix.FixActivities.Tested;
import orchestrator.autofix.FixAttempt;
import orchestrator.autofix.FixRequest;
import orchestrator.crew.Role;
import orchestrator.launch.EarlierAnswer;
import orchestrator.plan.Briefs;
import orchestrator.plan.Kind;
import orchestrator.text.Text;

/** The texts that the agents of a task get. */
final class FixBriefs {
    /** Taken if no agent could advise. */
    static final String BASIC_STRATEGY = """
            1. Read the failing output from its first error on, and find the line of the source that it points to.
            2. Compare that place with what the tests expect, and with the files that were changed last.
            3. Make the smallest change of the source that makes the failing tests pass.
            4. Do not touch tests. Run the failing command again before you end.
            """;

    private static final int FILES_SHOWN = 30;
    private static final int OUTCOME_MAX = 600;
    private static final String KEEP_TESTS = """
            Never change tests, nor what decides which tests run and how: no test file, no test data that a test compares with,
            no configuration of the tests or of the build. Do not delete, skip or loosen a test. If you think that a test itself
            is wrong, change nothing for it and say so.
            """;

    private FixBriefs() {}

    /** What all agents of the task are told. */
    static String task(FixRequest request) {
        List<String> paths = request.paths();
        String files =
                paths.stream().limit(FILES_SHOWN).map(path -> "- " + path).collect(Collectors.joining("\n"));
        int more = request.filesTotal() - Math.min(FILES_SHOWN, paths.size());
        String changed = paths.isEmpty()
                ? "The tests of this project are red."
                : "These files were changed, and now tests are red:\n\n" + files
                        + (more > 0 ? "\n- and " + more + " more" : "") + "\n";
        return changed + "\nRepair the source, so that the tests are green again and the change keeps its purpose.";
    }

    static String toAdvise(int attempt, Tested tested, List<FixAttempt> earlier) {
        return Briefs.reading(Role.ARCHITECT, Kind.STRATEGY) + """

                You are asked for a strategy, and another agent will carry it out. Find the cause of the failure in the source.
                Then say in at most 30 lines: the cause, with file and line; the smallest change that repairs it; what must not
                break. Your last message is all that the other agent gets. It must not change tests.
                """ + failure(attempt, tested, earlier);
    }

    static String toFix(int attempt, Tested tested, List<FixAttempt> earlier) {
        return Briefs.writing(Role.IMPLEMENTER, Kind.FIX) + """

                You repair what a change broke. Follow the strategy below where it is right; where it is wrong, do what is right
                and say so. Run the failing command before you end.
                """ + KEEP_TESTS + failure(attempt, tested, earlier);
    }

    static List<EarlierAnswer> inputs(Tested tested) {
        String output = tested.output().isEmpty() ? tested.tail() : tested.output();
        return output.isEmpty() ? List.of() : List.of(new EarlierAnswer("Output of the failing command", output));
    }

    static List<EarlierAnswer> inputs(String strategy, Tested tested) {
        List<EarlierAnswer> inputs = new ArrayList<>();
        inputs.add(new EarlierAnswer("Strategy", strategy));
        inputs.addAll(inputs(tested));
        return inputs;
    }

    private static String failure(int attempt, Tested tested, List<FixAttempt> earlier) {
        String command =
                "\nThe failing command: `" + tested.command() + "`, which ended with " + tested.exitCode() + ".\n";
        if (earlier.isEmpty()) return command;
        return command + "\nThis is attempt " + attempt + ". The files hold what the earlier ones changed:\n\n"
                + earlier.stream().map(FixBriefs::inShort).collect(Collectors.joining("\n")) + "\n";
    }

    private static String inShort(FixAttempt attempt) {
        String files = attempt.files().isEmpty() ? "" : " Changed: " + String.join(", ", attempt.files()) + ".";
        return "- Attempt " + attempt.number() + ": " + Text.shorten(attempt.outcome(), OUTCOME_MAX) + files;
    }
}
