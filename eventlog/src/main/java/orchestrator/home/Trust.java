package orchestrator.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.stream.Stream;

/** Trusted directories, added with this machine's command line; agents may work there. */
public record Trust(Path file) {

    public static Trust of(Home home) {
        return new Trust(home.file("trusted"));
    }

    /** Trusts the directory and all below it. */
    public void add(Path directory) {
        try {
            Path path = directory.toRealPath();
            String real = path.toString();
            if (PathName.hasControlCharacter(path)) {
                throw new IllegalArgumentException("cannot trust " + PathName.shown(path)
                        + ": there is a line break or another control character in its name");
            }
            if (holds(directory)) return;
            // The leading line break is for a file that an editor left without a final one.
            Files.writeString(
                    file,
                    "\n" + real + "\n",
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot trust " + directory + ": " + e, e);
        }
    }

    /** A directory that is missing or not readable is not trusted. */
    public boolean holds(Path directory) {
        Optional<Path> real = real(directory);
        return real.isPresent() && trusted().anyMatch(real.get()::startsWith);
    }

    private static Optional<Path> real(Path directory) {
        try {
            return Optional.of(directory.toRealPath());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Stream<Path> trusted() {
        try {
            if (!Files.exists(file)) return Stream.empty();
            return Files.readAllLines(file, StandardCharsets.UTF_8).stream()
                    .filter(line -> !line.isBlank())
                    .map(Path::of);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
