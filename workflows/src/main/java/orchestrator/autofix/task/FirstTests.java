package orchestrator.autofix.task;

import orchestrator.autofix.FixActivities.Tested;
import orchestrator.autofix.FixRequest;
import orchestrator.autofix.FixResult.Outcome;
import org.jspecify.annotations.Nullable;

/** Decides what follows from the tests before any repair. A pure function. */
final class FirstTests {
    private FirstTests() {}

    /** The end of the task; null if an agent is to repair it. */
    static @Nullable FixEnd endOf(Tested tested, FixRequest request) {
        return switch (tested.status()) {
            case GREEN -> FixEnd.of(Outcome.GREEN, with("The tests are green.", tested));
            case FLAKY ->
                FixEnd.of(Outcome.GREEN, with("The tests are flaky: red once, and green when they ran again.", tested));
            case CANNOT_RUN ->
                FixEnd.of(
                        Outcome.CANNOT_TEST,
                        with("The test command cannot run, which says nothing about the change.", tested));
            case NOTHING ->
                FixEnd.of(Outcome.CANNOT_TEST, with("There is no test command. Name one with --test.", tested));
            case RED_BEFORE ->
                FixEnd.of(
                        Outcome.RED_BEFORE,
                        with("The tests were red before the change too, which is not to blame.", tested));
            case RED -> unrepaired(tested, request);
        };
    }

    private static @Nullable FixEnd unrepaired(Tested tested, FixRequest request) {
        String why = "";
        if (!request.request().repairs()) why = "Repairs are switched off, so they are only reported.";
        else if (request.reportOnly()) why = "They are only reported.";
        else if (request.request().repair().fixAgent() == null) why = "No agent is installed that could repair them.";
        return why.isEmpty() ? null : FixEnd.of(Outcome.REPORTED, with("The tests are red. " + why, tested));
    }

    static String inWords(Tested tested) {
        String command = tested.command().isEmpty() ? "" : ": `" + tested.command() + "`";
        String tests = tested.tests().isEmpty() ? "" : ", first those in " + String.join(", ", tested.tests());
        String what = tested.status().wire().replace('_', ' ') + command + tests + ", " + tested.millis() + " ms";
        return with("tests: " + what + ".", tested);
    }

    private static String with(String sentence, Tested tested) {
        return tested.note().isEmpty() ? sentence : sentence + " " + tested.note();
    }
}
