package orchestrator.cli.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import orchestrator.cli.launcher.Project.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaChoiceTest {
    @TempDir
    Path directory;

    private Project project;

    @BeforeEach
    void makeProject() throws Exception {
        project = new Project(directory).withLibrary();
    }

    private String chosen() throws Exception {
        Result result = project.run("list");
        assertThat(result.err()).isEmpty();
        assertThat(result.exitCode()).isZero();
        return result.out().lines().findFirst().orElse("");
    }

    @Test
    void the_newest_java_is_used_wherever_it_is() throws Exception {
        project.jdk("b", "17.0.15", Project.MODULES)
                .jdk("c", "25.0.3", Project.MODULES)
                .jdk("a", "21", Project.MODULES);

        assertThat(chosen()).isEqualTo("c");
    }

    @Test
    void an_old_java_and_one_without_a_needed_module_are_not_used() throws Exception {
        project.jdk("old", "1.8.0_392", Project.MODULES)
                .jdk("cut", "25", "java.base java.logging")
                .jdk("good", "17.0.1", Project.MODULES);

        assertThat(chosen()).isEqualTo("good");
    }

    @Test
    void a_module_whose_name_only_starts_alike_does_not_count() throws Exception {
        project.jdk("near", "25", Project.MODULES.replace("java.sql ", "java.sql.rowset "))
                .jdk("good", "17", Project.MODULES);

        assertThat(chosen()).isEqualTo("good");
    }

    @Test
    void early_access_versions_are_understood() throws Exception {
        project.jdk("early", "26-ea", Project.MODULES).jdk("good", "25", Project.MODULES);

        assertThat(chosen()).isEqualTo("early");
    }

    @Test
    void a_directory_without_a_release_file_is_not_a_java() throws Exception {
        project.jdk("good", "17", Project.MODULES).jdk("other", "25", Project.MODULES);
        Files.delete(project.jdk("other").resolve("release"));

        assertThat(chosen()).isEqualTo("good");
    }

    @Test
    void java_home_and_the_java_on_the_path_are_considered() throws Exception {
        project.jdk("home", "98", Project.MODULES).jdk("path", "99", Project.MODULES);
        project.environment.remove("ORCHESTRATOR_JDKS");
        project.environment.put("JAVA_HOME", project.jdk("home").toString());
        assertThat(chosen()).isEqualTo("home");

        // As on Debian: a link to a link to the file.
        Files.createSymbolicLink(
                directory.resolve("alternative"), project.jdk("path").resolve("bin/java"));
        Files.createSymbolicLink(directory.resolve("bin/java"), directory.resolve("alternative"));
        assertThat(chosen()).isEqualTo("path");
    }

    @Test
    void without_a_java_it_says_how_to_install_one() throws Exception {
        project.jdk("old", "11.0.2", Project.MODULES);

        Result result = project.run("list");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("no Java 17 or newer was found", "apt install openjdk-17-jdk", "JAVA_HOME=");
    }

    @Test
    void arguments_arrive_as_they_were_typed() throws Exception {
        project.jdk("good", "17", Project.MODULES);

        Result result = project.run("a b", "$(id) `id`", "*", "", "new\nline", "--x='y'");

        assertThat(result.out())
                .contains("<orchestrator.cli.Main>\n<a b>\n<$(id) `id`>\n<*>\n<>\n<new\nline>\n<--x='y'>\n");
    }

    @Test
    void it_works_through_links_and_in_a_directory_with_a_space() throws Exception {
        Path spaced = Files.createDirectories(directory.resolve("with space"));
        Project moved = new Project(spaced).withLibrary().jdk("good", "17", Project.MODULES);
        moved.environment.put("ORCHESTRATOR_JDKS", project.jdk("good").toString());
        project.jdk("good", "17", Project.MODULES);
        Path link = Files.createSymbolicLink(directory.resolve("link"), spaced.resolve("project/orchestrate"));
        Path linkToLink = Files.createSymbolicLink(directory.resolve("bin/orc"), Path.of("../link"));
        assertThat(link).isSymbolicLink();

        Result result = moved.run(linkToLink, "list");

        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .contains(
                        spaced.resolve("project/lib/orchestrator-cli-0.1.0.jar").toString());
    }
}
