package orchestrator.cli.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher works in any directory and with any locale. */
class SurroundingsTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"with blanks", "grün", "it's \"mine\" $(now) `then`", "-dash", "back\\slash"})
    void it_starts_from_a_directory_of_any_name(String name) throws Exception {
        Project project = new Project(directory.resolve(name)).withSources().jdk("jdk", "17", Project.MODULES);
        project.environment.put("ORCHESTRATOR_JDKS", "");
        project.environment.put("JAVA_HOME", project.jdk("jdk").toString());
        project.run("list");
        String stamp = Files.readString(project.root.resolve(".build/current")).strip();
        Path archive = project.root.resolve(".build/" + stamp + "/quick-17.jsa");
        Project.write(archive, "");
        // Otherwise a newer Java of this machine would be preferred.
        Project.write(
                project.jdk("jdk").resolve("release"), "JAVA_VERSION=\"99\"\nMODULES=\"" + Project.MODULES + "\"\n");
        Files.move(archive, archive.resolveSibling("quick-99.aot"));

        Project.Result result = project.run("list");

        assertThat(result.err()).isEmpty();
        assertThat(result.out().lines())
                .contains("<-XX:AOTCache=" + archive.resolveSibling("quick-99.aot") + ">", "<list>");
    }

    @Test
    void the_class_archive_of_an_older_program_is_not_used() throws Exception {
        Project project =
                new Project(directory.resolve("program")).withLibrary().jdk("jdk", "17", Project.MODULES);
        Path archive = project.root.resolve("quick-17.jsa");
        Project.write(archive, "");
        assertThat(project.run("list").out().lines()).contains("<-XX:SharedArchiveFile=" + archive + ">");

        Path program = project.root.resolve("lib/orchestrator-cli-0.1.0.jar");
        Files.setLastModifiedTime(program, FileTime.from(Instant.now().plusSeconds(60)));
        Project.Result result = project.run("list");

        assertThat(result.err()).isEmpty();
        assertThat(result.out().lines()).contains("<-Xshare:auto>", "<list>");
        assertThat(archive).doesNotExist();
    }

    @Test
    void a_directory_whose_name_java_cannot_use_is_refused_in_one_sentence() throws Exception {
        Project project = new Project(directory.resolve("a:b")).withSources().jdk("jdk", "17", Project.MODULES);

        Project.Result result = project.run("list");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err())
                .startsWith("orchestrate: cannot run from " + project.root)
                .contains("colon");
    }

    @Test
    void in_a_removed_directory_it_reports_that_itself() throws Exception {
        Project project =
                new Project(directory.resolve("program")).withLibrary().jdk("jdk", "17", Project.MODULES);
        String inside = "mkdir gone && cd gone && rmdir ../gone && exec sh \"$0\" list";

        Process process = new ProcessBuilder(
                        "sh", "-c", inside, project.root.resolve("orchestrate").toString())
                .directory(directory.toFile())
                .start();
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(err)
                .contains("orchestrate: cannot start: the current directory no longer exists")
                .doesNotContain("\tat ");
    }

    /** Pretends that only these locales are installed. */
    private Project onSystemWith(String installed) throws IOException {
        Project project = new Project(directory).withLibrary().jdk("jdk", "17", Project.MODULES);
        Project.executable(project.jdk("jdk").resolve("bin/java"), "echo \"LC_ALL=$LC_ALL LANG=$LANG\"\n");
        Project.executable(directory.resolve("bin/locale"), """
                if [ "$1" = -a ]; then printf '%%s\\n' C POSIX %1$s; exit; fi
                for one in %1$s; do
                  case ${LC_ALL:-${LC_CTYPE:-${LANG:-C}}} in "$one") echo "${one##*.}"; exit ;; esac
                done
                echo ANSI_X3.4-1968
                """.formatted(installed));
        return project;
    }

    @ParameterizedTest
    @CsvSource({
        "LC_ALL, C, C.UTF-8",
        "LC_ALL, POSIX, C.UTF-8",
        "LC_ALL, de_DE.UTF-8, C.UTF-8",
        "LC_CTYPE, UTF-8, C.UTF-8",
        "LANG, de_DE.UTF-8, C.UTF-8",
        "TERM, none-is-set, C.UTF-8",
        "LC_ALL, nb_NO.UTF-8, nb_NO.UTF-8",
        "LC_ALL, sv_SE.ISO-8859-1, sv_SE.ISO-8859-1",
    })
    void java_gets_an_installed_locale_if_the_named_one_is_missing(String name, String value, String expected)
            throws Exception {
        Project project = onSystemWith("C.UTF-8 nb_NO.UTF-8 sv_SE.ISO-8859-1");
        project.environment.put(name, value);

        assertThat(project.run("list").out()).contains("LC_ALL=" + expected + " ");
    }

    @Test
    void any_utf_8_locale_will_do_if_the_usual_ones_are_missing() throws Exception {
        Project project = onSystemWith("nb_NO.UTF-8");
        project.environment.put("LANG", "C");

        assertThat(project.run("list").out()).contains("LC_ALL=nb_NO.UTF-8 ");
    }

    @Test
    void an_installed_locale_is_not_changed() throws Exception {
        Project project = onSystemWith("C.UTF-8 nb_NO.UTF-8");
        project.environment.put("LANG", "nb_NO.UTF-8");

        assertThat(project.run("list").out()).contains("LC_ALL= LANG=nb_NO.UTF-8");
    }
}
