package orchestrator.repair;

import java.util.List;
import orchestrator.autofix.FixActivities.Tested;
import orchestrator.autofix.FixActivities.Tested.Status;
import orchestrator.checkout.CheckoutActivities.Verified;

/**
 * How a run of tests ended.
 *
 * @param output artifact with what they printed,
 * @param counts of tests, as far as they are known
 */
record TestOutcome(
        Status status, String command, int exitCode, long millis, String output, String tail, TestCounts counts) {

    /** @param text everything that is known of its output */
    static TestOutcome of(Verified verified, long millis, String text) {
        return new TestOutcome(
                status(verified, text),
                verified.command(),
                verified.exitCode(),
                millis,
                verified.output(),
                verified.tail(),
                TestCounts.in(text));
    }

    private static Status status(Verified verified, String text) {
        return switch (verified.status()) {
            case GREEN -> Status.GREEN;
            case NOTHING -> Status.NOTHING;
            case CANNOT_RUN -> Status.CANNOT_RUN;
            case RED ->
                NoTests.isSaidBy(verified.command(), verified.exitCode(), text) ? Status.CANNOT_RUN : Status.RED;
        };
    }

    boolean isGreen() {
        return status == Status.GREEN;
    }

    boolean isRed() {
        return status == Status.RED;
    }

    /** True if the tests let a change pass. */
    boolean isGood() {
        return status == Status.GREEN || status == Status.FLAKY;
    }

    /** Red, and green when it ran again. */
    TestOutcome asFlake(long moreMillis) {
        return with(Status.FLAKY, millis + moreMillis);
    }

    TestOutcome asRedBefore() {
        return with(Status.RED_BEFORE, millis);
    }

    TestOutcome with(TestCounts other) {
        return new TestOutcome(status, command, exitCode, millis, output, tail, other);
    }

    private TestOutcome with(Status other, long time) {
        return new TestOutcome(other, command, exitCode, time, output, tail, counts);
    }

    /**
     * @param tests that ran first, if only some did
     * @param note in sentences
     */
    Tested tested(List<String> tests, String note) {
        return new Tested(status, command, tests, exitCode, millis, output, tail, note);
    }
}
