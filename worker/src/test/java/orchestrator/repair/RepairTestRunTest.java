package orchestrator.repair;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import orchestrator.autofix.FixActivities.Judged;
import orchestrator.autofix.FixActivities.Tested;
import orchestrator.autofix.FixActivities.Tested.Status;
import orchestrator.autofix.request.Testing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tests of a task, before and after its repair. */
class RepairTestRunTest {
    private static final String GOOD = "def add(a, b):\n    return a + b\n";
    /** Of another length: Python takes a file of the same second and length for the one that it has compiled. */
    private static final String BAD = "def add(a, b):\n    return a - b - 0\n";

    private static final String TEST = """
            import unittest
            from calc import add

            class CalcTest(unittest.TestCase):
                def test_add(self):
                    self.assertEqual(add(1, 2), 3)

                def test_zero(self):
                    self.assertEqual(add(0, 0), 0)
            """;

    @TempDir
    Path base;

    private RepairedProject project;

    @BeforeEach
    void open() throws Exception {
        project = new RepairedProject(base).repository().testedBy("python3 -m unittest");
        project.write("calc.py", GOOD)
                .write("test_calc.py", TEST)
                .write("other.py", "x = 1\n")
                .write(
                        "test_other.py",
                        "import unittest\nimport other\n\nclass OtherTest(unittest.TestCase):\n"
                                + "    def test_x(self):\n        self.assertEqual(other.x, 1)\n")
                .write(".gitignore", "__pycache__/\n")
                .commit();
    }

    @AfterEach
    void close() {
        project.close();
    }

    @Test
    void the_tests_of_the_changed_file_run_first_and_all_if_they_are_green() throws Exception {
        Tested green = project.task("calc.py").test();
        project.write("calc.py", BAD);
        var task = project.task("calc.py");
        Tested red = task.test();

        assertThat(green.status()).isEqualTo(Status.GREEN);
        assertThat(green.command()).isEqualTo("python3 -m unittest");
        assertThat(green.tests()).containsExactly("test_calc.py");
        assertThat(red.status()).isEqualTo(Status.RED);
        assertThat(red.command()).isEqualTo("python3 -m unittest test_calc.py");
        assertThat(task.output(red)).contains("Ran 2 tests").doesNotContain("OtherTest");
        assertThat(red.note()).isEmpty();
    }

    @Test
    void without_a_green_state_the_change_counts_as_the_cause() throws Exception {
        project.write("calc.py", BAD);

        Tested red = project.task("calc.py").test();

        assertThat(red.status()).isEqualTo(Status.RED);
        assertThat(red.note()).contains("No earlier state is known");
    }

    @Test
    void tests_that_are_red_on_the_last_green_state_too_are_not_the_fault_of_the_change() throws Exception {
        Path outside = Files.writeString(base.resolve("outside"), "good");
        project.testedBy("grep -q good " + outside + " && python3 -m unittest");
        assertThat(project.task("calc.py").test().status()).isEqualTo(Status.GREEN);
        Files.writeString(outside, "bad");
        Tested same = project.task("calc.py").test();
        project.write("calc.py", GOOD + "# more\n");

        Tested other = project.task("calc.py").test();

        assertThat(same.status()).isEqualTo(Status.RED_BEFORE);
        assertThat(same.note()).contains("something outside of them");
        assertThat(other.status()).isEqualTo(Status.RED_BEFORE);
        assertThat(other.note()).contains("not to blame");
        assertThat(project.home.project(project.project).greenRepository()).isDirectory();
    }

    @Test
    void the_last_green_state_holds_uncommitted_files_and_stays_small() throws Exception {
        for (int i = 0; i < 7; i++) {
            project.write("calc.py", GOOD + "# " + i + "\n");
            var task = project.task();
            assertThat(task.test().status()).isEqualTo(Status.GREEN);
            task.clear();
        }
        project.write("calc.py", BAD);

        assertThat(project.task().test().status()).isEqualTo(Status.RED);
        String[] packs = project.home
                .project(project.project)
                .greenRepository()
                .resolve("objects/pack")
                .toFile()
                .list((place, name) -> name.endsWith(".pack"));
        assertThat(packs).hasSizeLessThan(7);
    }

    @Test
    void a_test_that_is_red_once_and_then_green_is_a_flake() throws Exception {
        Path mark = base.resolve("mark");
        project.testedBy("test -e " + mark + " || { touch " + mark + "; exit 1; }");

        Tested flaky = project.task("calc.py").test();

        assertThat(flaky.status()).isEqualTo(Status.FLAKY);
        assertThat(flaky.note()).contains("flaky");
    }

    @Test
    void a_command_that_cannot_run_is_not_red() throws Exception {
        assertThat(status("nosuchprogram --all")).isEqualTo(Status.CANNOT_RUN);
        assertThat(status("npm test")).isEqualTo(Status.CANNOT_RUN);
        assertThat(status("python3 -m pytest nothing")).isEqualTo(Status.CANNOT_RUN);
        assertThat(status("make test")).isEqualTo(Status.CANNOT_RUN);
        assertThat(status("exit 1")).isEqualTo(Status.RED);
    }

    private Status status(String command) throws Exception {
        project.testedBy(command);
        return project.task("calc.py").test().status();
    }

    @Test
    void related_tests_that_cannot_run_alone_fall_back_to_all() throws Exception {
        project.testedBy(new Testing("python3 -m pytest -q", List.of(new Testing.MapRule("calc.py", "data")), null, 1));
        project.write("data/one.txt", "no test\n");

        Tested green = project.task("calc.py").test();

        assertThat(green.status()).isEqualTo(Status.GREEN);
        assertThat(green.note()).contains("could not be run alone");
    }

    @Test
    void a_repair_that_weakens_a_test_needs_a_person() throws Exception {
        project.write("calc.py", BAD);
        var task = project.task("calc.py");
        task.test();

        Judged changed =
                task.repair("test_calc.py", TEST.replace(", 3)", ", -1)")).judge();

        assertThat(changed.tested().status()).isEqualTo(Status.GREEN);
        assertThat(changed.weakened())
                .containsExactly(
                        "It changes or removes a check of test_calc.py: `self.assertEqual(add(1, 2), 3)`.",
                        "With the tests as they were before the repair, the repaired program is not green (exit code 1).");
    }

    @Test
    void a_repair_that_adds_a_test_is_tried_with_the_earlier_tests_too_and_is_fine() throws Exception {
        project.write("calc.py", BAD);
        var task = project.task("calc.py");
        task.test();
        RepairedProject.write(task.tree(), "test_more.py", TEST.replace("CalcTest", "MoreTest"));

        Judged judged = task.repair("calc.py", GOOD).judge();

        assertThat(judged.tested().status()).isEqualTo(Status.GREEN);
        assertThat(judged.weakened()).isEmpty();
        assertThat(judged.files()).containsExactly("calc.py", "test_more.py");
    }

    @Test
    void a_repair_after_which_fewer_tests_run_needs_a_person() throws Exception {
        project.testedBy("python3 -m unittest -v test_calc test_other");
        project.write("calc.py", BAD);
        var task = project.task();
        task.test();

        Judged judged = task.repair("calc.py", """
                import unittest.case
                def add(a, b):
                    return 3
                class Never:
                    pass
                unittest.case.TestCase.run = lambda self, result=None: result
                """).judge();

        assertThat(judged.weakened()).anyMatch(sentence -> sentence.startsWith("Fewer tests ran"));
    }
}
