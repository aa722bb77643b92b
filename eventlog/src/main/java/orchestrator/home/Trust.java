package orchestrator.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The directories that someone has named on this machine's command line; agents may work there. */
public record Trust(Path file) {

    public static Trust of(Home home) {
        return new Trust(home.file("trusted"));
    }

    /** Trusts the directory and all below it. */
    public void add(Path directory) {
        try {
            String real = directory.toRealPath().toString();
            if (real.contains("\n")) throw new IllegalArgumentException("a path with a line break cannot be trusted");
            if (holds(directory)) return;
            Files.writeString(
                    file, real + "\n", StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot trust " + directory, e);
        }
    }

    public boolean holds(Path directory) {
        try {
            if (!Files.exists(file)) return false;
            Path real = directory.toRealPath();
            return Files.readAllLines(file, StandardCharsets.UTF_8).stream()
                    .filter(line -> !line.isBlank())
                    .anyMatch(line -> real.startsWith(Path.of(line)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
