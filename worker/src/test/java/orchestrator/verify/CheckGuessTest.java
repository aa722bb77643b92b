package orchestrator.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckGuessTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "pom.xml          | <project/>                                  | mvn -q -B verify",
                "build.gradle     | plugins {}                                  | gradle test",
                "build.gradle.kts | plugins {}                                  | gradle test",
                "package.json     | {\"scripts\": {\"test\": \"vitest run\"}}   | CI=true npm test",
                "pytest.ini       | [pytest]                                    | pytest -q",
                "pyproject.toml   | [tool.pytest.ini_options]                   | pytest -q",
                "tests/test_x.py  | def test_x(): pass                          | pytest -q",
                "test_y.py        | def test_y(): pass                          | pytest -q",
                "Cargo.toml       | [package]                                   | cargo test",
                "go.mod           | module x                                    | go test ./...",
                "Makefile         | check: all                                  | make check",
                "Makefile         | test:                                       | make test",
            })
    void the_build_file_suggests_the_check(String file, String content, String command) throws IOException {
        Files.createDirectories(directory.resolve(file).getParent());
        Files.writeString(directory.resolve(file), content + "\n");

        assertThat(CheckGuess.of(directory)).contains(new CheckGuess(command, file));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "package.json   | {\"scripts\": {\"test\": \"echo \\\"Error: no test specified\\\" && exit 1\"}}",
                "package.json   | {\"name\": \"x\"}",
                "package.json   | not json",
                "pyproject.toml | [tool.black]",
                "Makefile       | build:",
                "Makefile       | test := unit",
                "README.md      | test:",
            })
    void other_files_suggest_nothing(String file, String content) throws IOException {
        Files.writeString(directory.resolve(file), content + "\n");

        assertThat(CheckGuess.of(directory)).isEmpty();
    }

    @Test
    void the_projects_own_wrapper_comes_first() throws IOException {
        Files.writeString(directory.resolve("pom.xml"), "<project/>");
        Files.writeString(directory.resolve("mvnw"), "#!/bin/sh\n");
        assertThat(CheckGuess.of(directory).orElseThrow().command()).isEqualTo("sh ./mvnw -q -B verify");

        directory.resolve("mvnw").toFile().setExecutable(true);

        assertThat(CheckGuess.of(directory).orElseThrow().command()).isEqualTo("./mvnw -q -B verify");
    }
}
