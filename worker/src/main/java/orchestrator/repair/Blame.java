package orchestrator.repair;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import orchestrator.autofix.FixActivities.TestOrder;
import orchestrator.process.TimedCommand;
import orchestrator.repair.green.LastGreen;
import orchestrator.repair.green.LastGreen.Green;
import orchestrator.workspace.Checkouts;
import orchestrator.workspace.request.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out if red tests are the fault of the change: they run on the last green state, too. */
final class Blame {
    private static final Logger log = LoggerFactory.getLogger(Blame.class);

    private final LastGreen green;
    private final Checkouts checkouts;
    private final TestRunner runner;

    Blame(LastGreen green, Checkouts checkouts, TestRunner runner) {
        this.green = green;
        this.checkouts = checkouts;
        this.runner = runner;
    }

    /** Keeps the state if all its tests are green. */
    void learn(TestRun run, TestOrder order, String command) throws Refused {
        if (run.isWhole() && run.outcome().isGreen()) green.keep(order.project(), order.key(), command, setup(order));
    }

    boolean knowsGreen(TestOrder order, String command) {
        return green.of(order.project(), command, setup(order)).isPresent();
    }

    private static String setup(TestOrder order) {
        String setup = order.test().setup();
        return setup == null ? "" : setup;
    }

    /** @param command that runs all tests */
    TestRun assign(TestRun red, TestOrder order, String command) throws InterruptedException {
        Optional<Green> last = green.of(order.project(), command, setup(order));
        if (last.isEmpty())
            return red.with(
                    red.outcome(),
                    "No earlier state is known in which all tests were green, so this change counts as"
                            + " the cause.");
        try {
            return compare(red, order, last.get());
        } catch (Refused cannotBeMade) {
            log.warn("no checkout of the last green state task={} {}", order.key(), cannotBeMade.getMessage());
            return red;
        }
    }

    private TestRun compare(TestRun red, TestOrder order, Green last) throws Refused, InterruptedException {
        String tree =
                checkouts.alone(order.key(), session -> session.repository().tree(session.result()));
        if (tree.equals(last.tree()))
            return red.with(
                    red.outcome().asRedBefore(),
                    "The same files were green at " + last.at() + ", so something outside of them has changed.");
        TestRunner.Order here = red.order();
        if (here == null) return red;
        try {
            Optional<Path> there = green.checkOut(order.project(), order.key(), last);
            if (there.isEmpty() || isMissing(red, there.get())) return red;
            TestOutcome outcome = runner.once(here.in(there.get(), "test-green"));
            boolean isRed = outcome.isRed() && outcome.exitCode() != TimedCommand.TIME_IS_UP;
            return isRed
                    ? red.with(
                            red.outcome().asRedBefore(),
                            "The same tests are red on the state that was green at " + last.at()
                                    + ", too, so this change is not to blame.")
                    : red;
        } finally {
            checkouts.dropUntouchedTree(order.key());
        }
    }

    /** A test that did not exist then cannot have been red. */
    private static boolean isMissing(TestRun red, Path directory) {
        return !red.isWhole() && red.related().stream().anyMatch(test -> !Files.exists(directory.resolve(test)));
    }
}
