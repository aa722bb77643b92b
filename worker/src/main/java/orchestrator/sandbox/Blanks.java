package orchestrator.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import orchestrator.home.AtomicFile;

/** Files without content, to be shown instead of others. */
final class Blanks {
    private final Path empty;
    private final Path json;

    /** @param directory for them */
    Blanks(Path directory) throws IOException {
        empty = directory.resolve("blank");
        json = directory.resolve("blank.json");
        Files.createDirectories(directory);
        if (!Files.exists(empty)) AtomicFile.of(empty).tryWrite("");
        if (!Files.exists(json)) AtomicFile.of(json).tryWrite("{}\n");
    }

    /** A program that expects JSON takes an empty object for no settings, and nothing at all for an error. */
    Mount at(Path path) {
        return new Mount(Mount.Kind.READ_ONLY, path.toString().endsWith(".json") ? json : empty, path);
    }
}
