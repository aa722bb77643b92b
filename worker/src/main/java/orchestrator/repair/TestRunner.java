package orchestrator.repair;

import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import orchestrator.checkout.CheckoutActivities.Verified;
import orchestrator.eventlog.Artifacts;
import orchestrator.home.Home;
import orchestrator.identity.LaunchId;
import orchestrator.process.TimedCommand;
import orchestrator.verify.CheckCommand;

/** Runs tests in a checkout. Red tests run once more, to tell a flake. */
final class TestRunner {
    private static final Pattern WRITES_REPORTS = Pattern.compile("\\b(mvnw?|gradlew?|make)\\b|\\.sh\\b");
    /** Some file systems keep times less exactly than clocks do. */
    private static final int FILE_TIME_MILLIS = 20;

    private final CheckCommand commands;
    private final Artifacts artifacts;
    private final Home home;

    TestRunner(CheckCommand commands, Artifacts artifacts, Home home) {
        this.commands = commands;
        this.artifacts = artifacts;
        this.home = home;
    }

    /**
     * @param name of the run within its task; a repeated call ends the processes of the earlier one
     * @param command in the shell
     */
    record Order(String key, String name, String command, Path directory, Duration limit) {
        Order in(Path other, String named) {
            return new Order(key, named, command, other, limit);
        }

        Order again() {
            return new Order(key, name + "-again", command, directory, limit);
        }
    }

    /** Runs them once. */
    TestOutcome once(Order order) throws InterruptedException {
        FileTime since = FileTime.from(Instant.now().minusMillis(FILE_TIME_MILLIS));
        long begun = System.nanoTime();
        Verified verified = commands.run(
                order.command(),
                order.directory(),
                new LaunchId(order.key(), order.name(), 1),
                home.session(order.key()).resolve(order.name() + ".log"),
                order.limit());
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        String text = artifacts.get(verified.output()).orElse("");
        TestOutcome outcome = TestOutcome.of(verified, millis, text);
        boolean writesReports = WRITES_REPORTS.matcher(order.command()).find();
        return writesReports && !outcome.counts().isKnown()
                ? outcome.with(TestReports.in(order.directory(), since))
                : outcome;
    }

    /** Runs them, and once more if they are red. */
    TestOutcome twice(Order order) throws InterruptedException {
        TestOutcome first = once(order);
        if (!first.isRed() || first.exitCode() == TimedCommand.TIME_IS_UP) return first;
        TestOutcome second = once(order.again());
        return second.isGreen() ? first.asFlake(second.millis()) : second;
    }
}
