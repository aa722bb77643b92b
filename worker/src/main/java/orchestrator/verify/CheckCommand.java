package orchestrator.verify;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import orchestrator.checkout.CheckoutActivities.Verified;
import orchestrator.checkout.CheckoutActivities.Verified.Status;
import orchestrator.eventlog.Artifacts;
import orchestrator.identity.LaunchId;
import orchestrator.process.TimedCommand;
import orchestrator.redaction.Redactor;
import org.jspecify.annotations.Nullable;

/** Runs the given check command, or the one that the build files suggest, and reports the result. */
public final class CheckCommand {
    private static final int PYTEST_FOUND_NO_TEST = 5;

    private final TimedCommand commands;
    private final Artifacts artifacts;

    public CheckCommand(TimedCommand commands, Artifacts artifacts) {
        this.commands = commands;
        this.artifacts = artifacts;
    }

    /**
     * @param named null to guess one
     * @param output file for everything that the command prints
     */
    public Verified run(@Nullable String named, Path directory, LaunchId launch, Path output, Duration limit)
            throws InterruptedException {
        boolean isNamed = named != null && !named.isBlank();
        Optional<CheckGuess> guess =
                isNamed ? Optional.of(new CheckGuess(named.strip(), "")) : CheckGuess.of(directory);
        if (guess.isEmpty()) return Verified.of(Status.NOTHING, "", "");
        if (!Files.isDirectory(directory)) return cannotRun(guess.get(), "there is no directory " + directory);
        return result(guess.get(), commands.run(guess.get().command(), directory, launch, output, limit));
    }

    /** The result if nothing can be run in the checkout, which says nothing about the work. */
    public static Verified cannotRun(CheckGuess what, String why) {
        return Verified.of(Status.CANNOT_RUN, what.command(), what.from()).withRun(TimedCommand.TIME_IS_UP, 0, "", why);
    }

    private Verified result(CheckGuess what, TimedCommand.Ending ending) {
        String printed =
                Redactor.SHAPES.text(ending.output()) + (ending.ended().isEmpty() ? "" : "\n" + ending.ended() + "\n");
        TimedCommand.Ending whole =
                new TimedCommand.Ending(ending.exitCode(), ending.ended(), ending.seconds(), printed);
        return Verified.of(status(what, ending), what.command(), what.from())
                .withRun(ending.exitCode(), ending.seconds(), artifacts.put(printed), whole.tail());
    }

    private static Status status(CheckGuess what, TimedCommand.Ending ending) {
        if (!ending.ended().isEmpty()) return Status.RED;
        if (ending.exitCode() == 0) return Status.GREEN;
        boolean noTests = what.command().startsWith("pytest") && ending.exitCode() == PYTEST_FOUND_NO_TEST;
        boolean guessed = !what.from().isEmpty();
        return ending.cannotRun() || guessed && noTests ? Status.CANNOT_RUN : Status.RED;
    }
}
