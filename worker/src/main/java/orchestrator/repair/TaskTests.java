package orchestrator.repair;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import orchestrator.autofix.FixActivities.TestOrder;
import orchestrator.autofix.FixActivities.Tested.Status;
import orchestrator.repair.related.NarrowedCommand;
import orchestrator.repair.related.RelatedTests;
import orchestrator.verify.CheckGuess;
import orchestrator.workspace.Checkouts;
import orchestrator.workspace.request.Refused;

/** Runs the tests of a task on its result: those related to the changed files first, then all. */
final class TaskTests {
    private static final long BUILD_FILE_BYTES_MAX = 1_000_000;

    private final Checkouts checkouts;
    private final TestRunner runner;

    TaskTests(Checkouts checkouts, TestRunner runner) {
        this.checkouts = checkouts;
        this.runner = runner;
    }

    /** @param name of the runs within the task */
    TestRun run(TestOrder order, String name) throws InterruptedException {
        Path directory;
        try {
            if (isInPlace(order.key()))
                return TestRun.none(
                        Status.CANNOT_RUN,
                        "Tests run in checkouts only, and of " + order.target()
                                + " there can be none: git is missing, or the project holds repositories of its own.");
            directory = checkouts.resultTree(order.key());
        } catch (Refused unusable) {
            return TestRun.none(Status.CANNOT_RUN, String.valueOf(unusable.getMessage()));
        }
        Optional<String> command = command(order, directory);
        if (command.isEmpty())
            return TestRun.none(Status.NOTHING, "No test command was given, and none could be guessed.");
        Duration limit = Duration.ofMinutes(order.test().minutesMax());
        return run(order, new TestRunner.Order(order.key(), name, command.get(), directory, limit));
    }

    private boolean isInPlace(String key) throws Refused {
        return checkouts.alone(key, session -> session.isInPlace() || !session.hasGit());
    }

    private TestRun run(TestOrder order, TestRunner.Order whole) throws InterruptedException {
        List<String> notes = new ArrayList<>();
        Optional<TestRun> related = related(order, whole, notes);
        if (related.isPresent() && related.get().decides()) return related.get();
        List<String> first = related.map(TestRun::related).orElse(List.of());
        return new TestRun(runner.twice(whole), first, whole, true, notes);
    }

    /** Only the tests that belong to the changed files; empty if there are none, or if they cannot be run alone. */
    private Optional<TestRun> related(TestOrder order, TestRunner.Order whole, List<String> notes)
            throws InterruptedException {
        Optional<Narrow> narrow = narrow(order, whole.command(), notes);
        if (narrow.isEmpty() || narrow.get().command().equals(whole.command())) return Optional.empty();
        TestRunner.Order some = new TestRunner.Order(
                order.key(), whole.name() + "-related", narrow.get().command(), whole.directory(), whole.limit());
        TestOutcome outcome = runner.twice(some);
        if (outcome.status() == Status.CANNOT_RUN) {
            notes.add("The tests of the changed files could not be run alone (" + some.command() + "), so all ran.");
            return Optional.empty();
        }
        return Optional.of(new TestRun(outcome, narrow.get().tests(), some, false, notes));
    }

    private record Narrow(String command, List<String> tests) {}

    private Optional<Narrow> narrow(TestOrder order, String command, List<String> notes) {
        if (order.files().isEmpty()) return Optional.empty();
        try {
            return checkouts
                    .history(order.key(), history -> {
                        Set<String> names = history.names(history.result());
                        RelatedTests related = RelatedTests.of(
                                order.files(), names, order.test().map());
                        notes.addAll(related.notes());
                        return NarrowedCommand.of(
                                        command,
                                        related.tests(),
                                        names,
                                        name -> history.text(history.result(), name, BUILD_FILE_BYTES_MAX)
                                                .orElse(""))
                                .map(narrowed -> new Narrow(narrowed, related.tests()));
                    })
                    .orElse(Optional.empty());
        } catch (Refused unusable) {
            return Optional.empty();
        }
    }

    private static Optional<String> command(TestOrder order, Path directory) {
        String given = order.test().command();
        if (given != null && !given.isBlank()) return Optional.of(given.strip());
        return CheckGuess.of(directory).map(CheckGuess::command);
    }
}
