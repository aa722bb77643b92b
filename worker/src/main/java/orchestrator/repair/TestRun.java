package orchestrator.repair;

import java.util.ArrayList;
import java.util.List;
import orchestrator.autofix.FixActivities.Tested;
import orchestrator.autofix.FixActivities.Tested.Status;
import org.jspecify.annotations.Nullable;

/**
 * The tests of a task, of which the last run decided.
 *
 * @param related tests that ran first, if only some did
 * @param order with which it can be repeated elsewhere; null if nothing ran
 * @param isWhole true if all tests ran
 * @param notes for the user, in sentences
 */
record TestRun(
        TestOutcome outcome,
        List<String> related,
        TestRunner.@Nullable Order order,
        boolean isWhole,
        List<String> notes) {
    TestRun {
        related = List.copyOf(related);
        notes = List.copyOf(notes);
    }

    static TestRun none(Status status, String why) {
        TestOutcome outcome = new TestOutcome(status, "", 0, 0, "", why, TestCounts.UNKNOWN);
        return new TestRun(outcome, List.of(), null, false, List.of(why));
    }

    /** True if some tests were enough to know. */
    boolean decides() {
        return !outcome.isGood();
    }

    TestRun with(TestOutcome other, String note) {
        List<String> all = new ArrayList<>(notes);
        all.add(note);
        return new TestRun(other, related, order, isWhole, all);
    }

    Tested tested() {
        List<String> all = new ArrayList<>(notes);
        if (outcome.status() == Status.FLAKY)
            all.add(0, "Red once, and green when the same tests ran again: a flaky test.");
        return outcome.tested(related, String.join(" ", all));
    }
}
