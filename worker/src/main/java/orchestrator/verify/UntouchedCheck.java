package orchestrator.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import orchestrator.checkout.CheckoutActivities.Verified;
import orchestrator.checkout.CheckoutActivities.Verified.Status;
import orchestrator.home.AtomicFile;
import orchestrator.identity.LaunchId;
import orchestrator.json.Json;
import orchestrator.process.TimedCommand;
import orchestrator.workspace.Checkouts;
import orchestrator.workspace.request.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a red or failing command once more without the agents' changes, and remembers the result. */
public final class UntouchedCheck {
    private static final Logger log = LoggerFactory.getLogger(UntouchedCheck.class);
    private static final String FILE = "verify-untouched.json";
    private static final Duration LIMIT_MAX = Duration.ofMinutes(30);

    private final Checkouts checkouts;
    private final CheckCommand verification;

    public UntouchedCheck(Checkouts checkouts, CheckCommand verification) {
        this.checkouts = checkouts;
        this.verification = verification;
    }

    /** The kept result: a session's start does not change, so each command runs there once. */
    private record Known(String command, Status status) {}

    /**
     * Adds the result without the agents' changes, and a note on files that the checkouts lack.
     *
     * @param session directory of the session
     */
    public Verified add(Verified verified, String key, Path session, Duration limit)
            throws Refused, InterruptedException {
        if (verified.status() == Status.NOTHING) return verified;
        Verified noted = verified.withNote(checkouts.missing(key));
        if (verified.status() == Status.GREEN) return noted;
        return untouched(verified, key, session, limit)
                .map(noted::withBaseStatus)
                .orElse(noted);
    }

    private Optional<Status> untouched(Verified verified, String key, Path session, Duration limit)
            throws Refused, InterruptedException {
        String command = verified.command();
        Path file = session.resolve(FILE);
        Optional<Known> known = known(file).filter(one -> one.command().equals(command));
        if (known.isPresent()) return known.map(Known::status);
        if (checkouts.isUntouched(key)) return Optional.of(verified.status());
        Optional<Status> status = run(command, key, session, limit);
        status.ifPresent(one -> keep(file, new Known(command, one)));
        return status;
    }

    /** Unknown if it cannot be tried: a setup may fail there or exceed its time limit. */
    private Optional<Status> run(String command, String key, Path session, Duration limit)
            throws Refused, InterruptedException {
        try {
            Optional<Path> directory = checkouts.untouchedTree(key);
            if (directory.isEmpty()) return Optional.empty();
            Duration shorter = limit.compareTo(LIMIT_MAX) < 0 ? limit : LIMIT_MAX;
            Path output = session.resolve("verify-untouched.log");
            Verified there = verification.run(
                    command, directory.get(), new LaunchId(key, "verify-untouched", 1), output, shorter);
            return there.status() == Status.RED && there.exitCode() == TimedCommand.TIME_IS_UP
                    ? Optional.empty()
                    : Optional.of(there.status());
        } catch (Refused cannotBeMade) {
            log.warn("no checkout without changes session={} reason={}", key, cannotBeMade.getMessage());
            return Optional.empty();
        } finally {
            checkouts.dropUntouchedTree(key);
        }
    }

    private static Optional<Known> known(Path file) {
        try {
            return Files.exists(file) ? Optional.of(Json.read(Files.readString(file), Known.class)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static void keep(Path file, Known known) {
        AtomicFile.of(file).write(Json.write(known));
    }
}
