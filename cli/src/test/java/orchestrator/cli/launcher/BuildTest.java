package orchestrator.cli.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import orchestrator.cli.launcher.Project.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildTest {
    @TempDir
    Path directory;

    private Project project;

    @BeforeEach
    void makeProject() throws Exception {
        project = new Project(directory).withSources().jdk("jdk", "17", Project.MODULES);
    }

    private void change(String file) throws IOException {
        Files.setLastModifiedTime(
                project.root.resolve(file), FileTime.from(Instant.now().plusSeconds(60)));
    }

    private List<String> stamps() throws IOException {
        try (Stream<Path> files = Files.list(project.root.resolve(".build"))) {
            return files.filter(Files::isDirectory)
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void it_is_built_once_with_a_message() throws Exception {
        Result first = project.run("list");
        Result second = project.run("list");

        assertThat(first.err())
                .contains("building the program, once (log: " + project.root + "/.build/build-", "built in");
        assertThat(second.err()).isEmpty();
        assertThat(second.out())
                .contains("<list>")
                .contains("/.build/" + stamps().get(0) + "/lib/orchestrator-cli-0.1.0.jar");
        assertThat(project.builds()).containsExactly("mvn " + project.jdk("jdk"));
    }

    @Test
    void a_newer_source_is_rebuilt_beside_the_old_build() throws Exception {
        project.run("list");
        change("cli/src/main/java/Main.java");

        Result result = project.run("list");

        assertThat(result.err()).contains("building the program, once");
        assertThat(project.builds()).hasSize(2);
        assertThat(stamps()).hasSize(2);
    }

    @Test
    void a_changed_test_or_a_manual_build_causes_no_build() throws Exception {
        project.run("list");
        Project.write(project.root.resolve("cli/src/test/java/MainTest.java"), "");
        Project.write(project.root.resolve("cli/target/classes/Main.class"), "");

        assertThat(project.run("list").err()).isEmpty();
    }

    @Test
    void two_concurrent_calls_build_once() throws Exception {
        project.maven("""
                echo "mvn $JAVA_HOME" >>mvn.log
                until [ -e go ]; do sleep 0.05; done
                mkdir -p cli/target/dist/lib
                : >cli/target/dist/lib/orchestrator-cli-0.1.0.jar
                """);
        Process one = project.start(project.root.resolve("orchestrate"), "list");
        await().atMost(Duration.ofSeconds(10)).until(() -> project.builds().size() == 1);
        Process other = project.start(project.root.resolve("orchestrate"), "list");
        Project.write(project.root.resolve("go"), "");

        assertThat(Project.end(one).exitCode()).isZero();
        Result second = Project.end(other);
        assertThat(second.exitCode()).isZero();
        assertThat(second.out()).contains("<list>");
        assertThat(project.builds()).hasSize(1);
    }

    @Test
    void the_lock_of_a_dead_build_is_taken_over() throws Exception {
        Files.createDirectories(project.root.resolve(".build"));
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Files.createSymbolicLink(project.root.resolve(".build/lock"), Path.of("pid:" + dead.pid()));

        assertThat(project.run("list").exitCode()).isZero();
        assertThat(project.root.resolve(".build/lock")).doesNotExist();
    }

    @Test
    void a_failed_build_names_its_log_and_leaves_nothing_half_done() throws Exception {
        project.maven("echo '[ERROR] cannot find symbol: x'; exit 1\n");

        Result result = project.run("list");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("cannot find symbol: x", "orchestrate: the build failed.", "See its log:");
        assertThat(stamps()).isEmpty();
        assertThat(result.out()).isEmpty();
    }

    @Test
    void without_maven_it_says_how_to_install_it() throws Exception {
        project.environment.put("PATH", withoutMaven().toString());

        Result result = project.run("list");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("mvn was not found on PATH", "apt install maven");
    }

    /** A PATH with only the programs that the launcher calls. */
    private Path withoutMaven() throws IOException {
        Path few = Files.createDirectories(directory.resolve("few"));
        for (String tool : List.of("sh", "find", "head", "readlink", "mkdir")) {
            Path real = Stream.of("/usr/bin", "/bin")
                    .map(bin -> Path.of(bin, tool))
                    .filter(Files::exists)
                    .findFirst()
                    .orElseThrow();
            Files.createSymbolicLink(few.resolve(tool), real);
        }
        return few;
    }

    @Test
    void a_java_without_a_compiler_is_not_used_to_build() throws Exception {
        Files.delete(project.jdk("jdk").resolve("bin/javac"));

        Result result = project.run("list");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("has no compiler", "Install a JDK");
    }

    @Test
    void the_last_two_builds_are_kept_and_those_still_in_use() throws Exception {
        project.run("list");
        String inUse = stamps().get(0);
        Process user =
                new ProcessBuilder("sh", "-c", "read forever", project.root + "/.build/" + inUse + "/lib").start();
        try {
            for (int i = 0; i < 3; i++) {
                change("cli/pom.xml");
                makeOlder();
                assertThat(project.run("list").exitCode()).isZero();
            }

            assertThat(stamps()).hasSize(3).contains(inUse);
        } finally {
            user.destroyForcibly();
        }
    }

    /** Makes existing builds older: they are ordered by age, and the test makes them within a second. */
    private void makeOlder() throws IOException {
        for (String stamp : stamps()) {
            Path build = project.root.resolve(".build").resolve(stamp);
            FileTime old =
                    FileTime.from(Files.getLastModifiedTime(build).toInstant().minusSeconds(100));
            Files.setLastModifiedTime(build, old);
        }
    }
}
