package orchestrator.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import orchestrator.workspace.inspection.ResultHistory;

/** The check that the build files suggested before the agents changed them. */
final class EarlierGuess {
    private EarlierGuess() {}

    /** Empty if they suggested nothing or did not change. */
    static Optional<CheckGuess> of(ResultHistory history, CheckRecord record) {
        Optional<CheckGuess> recorded = record.all().stream()
                .filter(entry -> !entry.guessedFrom().isEmpty())
                .map(entry -> new CheckGuess(entry.command(), entry.guessedFrom()))
                .reduce((first, second) -> second);
        if (recorded.isPresent()) return recorded;
        boolean changed =
                history.since(history.base()).stream().anyMatch(change -> CheckGuess.mayComeFrom(change.name()));
        return changed ? atTheBeginning(history) : Optional.empty();
    }

    private static Optional<CheckGuess> atTheBeginning(ResultHistory history) {
        try {
            Path scratch = Files.createTempDirectory("orchestrate-guess");
            try {
                for (String name : history.names(history.base())) {
                    if (CheckGuess.mayComeFrom(name)) copy(history, name, scratch.resolve(name));
                }
                return CheckGuess.of(scratch);
            } finally {
                remove(scratch);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the earlier build files", e);
        }
    }

    private static void copy(ResultHistory history, String name, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.writeString(
                to, history.text(history.base(), name, CheckFiles.BYTES_MAX).orElse(""));
    }

    private static void remove(Path scratch) throws IOException {
        try (Stream<Path> all = Files.walk(scratch)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) Files.deleteIfExists(path);
        }
    }
}
