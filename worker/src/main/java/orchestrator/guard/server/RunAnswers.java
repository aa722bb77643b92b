package orchestrator.guard.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import orchestrator.json.Json;
import orchestrator.launch.GuardActivities.Choice;

/** People's answers about calls of one run, in the run's file {@code guard-answers}. They hold for all its launches. */
final class RunAnswers {
    private final Path file;

    RunAnswers(Path launchDirectory) {
        file = launchDirectory.resolveSibling("guard-answers");
    }

    /** @param call see {@link CallName} */
    record Given(String call, Choice choice, String by) {}

    synchronized void add(Given given) {
        try {
            if (!Files.exists(file)) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.writeString(file, Json.write(given) + "\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** The newest answer about this call. */
    Optional<Given> of(String call) {
        List<Given> found = new ArrayList<>();
        if (!Files.exists(file)) return Optional.empty();
        try {
            for (String line : Files.readAllLines(file)) {
                Given given = Json.read(line, Given.class);
                if (given.call().equals(call)) found.add(given);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get(found.size() - 1));
    }
}
