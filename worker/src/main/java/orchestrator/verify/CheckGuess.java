package orchestrator.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import orchestrator.json.Json;

/**
 * The check command that a project's build files suggest.
 *
 * @param from the build file
 */
public record CheckGuess(String command, String from) {
    private static final Pattern PYTEST = Pattern.compile("(?m)^\\[(tool\\.pytest|tool:pytest|pytest)\\b");
    private static final Pattern CHECK = Pattern.compile("(?m)^check\\s*:(?!=)");
    private static final Pattern TEST = Pattern.compile("(?m)^test\\s*:(?!=)");
    private static final Set<String> BUILD_FILES = Set.of(
            "pom.xml",
            "build.gradle",
            "build.gradle.kts",
            "settings.gradle",
            "settings.gradle.kts",
            "package.json",
            "pyproject.toml",
            "setup.cfg",
            "tox.ini",
            "pytest.ini",
            "conftest.py",
            "Cargo.toml",
            "go.mod",
            "GNUmakefile",
            "makefile",
            "Makefile");
    private static final long FILE_BYTES_MAX = 1_000_000;

    /** Empty if no build file suggests one. The first that fits wins. */
    public static Optional<CheckGuess> of(Path directory) {
        return all(directory).findFirst();
    }

    private static Stream<CheckGuess> all(Path directory) {
        return Stream.<Function<Path, Optional<CheckGuess>>>of(
                        CheckGuess::maven,
                        CheckGuess::gradle,
                        CheckGuess::npm,
                        CheckGuess::pytest,
                        place -> where(place, "Cargo.toml", "cargo test"),
                        place -> where(place, "go.mod", "go test ./..."),
                        CheckGuess::make)
                .flatMap(guess -> guess.apply(directory).stream());
    }

    /** True if the directory suggests this command, too, possibly among several. */
    boolean isSuggestedIn(Path directory) {
        return all(directory)
                .anyMatch(guess -> guess.from().equals(from) || guess.command().equals(command));
    }

    /** True if a file of this name may decide the suggestion. */
    static boolean mayComeFrom(String name) {
        return BUILD_FILES.contains(name) || name.matches("(tests?/)?(test_[^/]*|[^/]*_test)\\.py");
    }

    private static Optional<CheckGuess> maven(Path directory) {
        return where(directory, "pom.xml", wrapper(directory, "mvnw", "mvn") + " -q -B verify");
    }

    private static Optional<CheckGuess> gradle(Path directory) {
        return Stream.of("build.gradle", "build.gradle.kts", "settings.gradle", "settings.gradle.kts")
                .flatMap(file -> where(directory, file, wrapper(directory, "gradlew", "gradle") + " test").stream())
                .findFirst();
    }

    private static String wrapper(Path directory, String wrapper, String program) {
        Path file = directory.resolve(wrapper);
        if (Files.isExecutable(file)) return "./" + wrapper;
        return Files.isRegularFile(file) ? "sh ./" + wrapper : program;
    }

    /** With CI=true, test runners end instead of watching for changes. */
    private static Optional<CheckGuess> npm(Path directory) {
        String script = npmScript(text(directory.resolve("package.json")));
        boolean none = script.isBlank() || script.contains("no test specified");
        return none ? Optional.empty() : Optional.of(new CheckGuess("CI=true npm test", "package.json"));
    }

    private static String npmScript(String json) {
        try {
            return json.isBlank()
                    ? ""
                    : Json.MAPPER.readTree(json).path("scripts").path("test").asText("");
        } catch (JsonProcessingException broken) {
            return "";
        }
    }

    private static Optional<CheckGuess> pytest(Path directory) {
        for (String file : new String[] {"pyproject.toml", "setup.cfg", "tox.ini"}) {
            if (PYTEST.matcher(text(directory.resolve(file))).find()) return where(directory, file, "pytest -q");
        }
        return where(directory, "pytest.ini", "pytest -q")
                .or(() -> where(directory, "conftest.py", "pytest -q"))
                .or(() -> pythonTests(directory));
    }

    private static Optional<CheckGuess> pythonTests(Path directory) {
        for (String place : new String[] {"tests", "test", "."}) {
            Optional<String> test = firstPythonTest(directory.resolve(place));
            if (test.isPresent()) {
                return Optional.of(
                        new CheckGuess("pytest -q", place.equals(".") ? test.get() : place + "/" + test.get()));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> firstPythonTest(Path directory) {
        if (!Files.isDirectory(directory)) return Optional.empty();
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("test_.*\\.py|.*_test\\.py"))
                    .sorted()
                    .findFirst();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<CheckGuess> make(Path directory) {
        for (String file : new String[] {"GNUmakefile", "makefile", "Makefile"}) {
            String rules = text(directory.resolve(file));
            if (CHECK.matcher(rules).find()) return Optional.of(new CheckGuess("make check", file));
            if (TEST.matcher(rules).find()) return Optional.of(new CheckGuess("make test", file));
        }
        return Optional.empty();
    }

    private static Optional<CheckGuess> where(Path directory, String file, String command) {
        return Files.isRegularFile(directory.resolve(file))
                ? Optional.of(new CheckGuess(command, file))
                : Optional.empty();
    }

    /** A file that cannot be read, or is too big for a build file, suggests nothing. */
    private static String text(Path file) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > FILE_BYTES_MAX) return "";
            return Files.readString(file);
        } catch (IOException unreadable) {
            return "";
        }
    }
}
