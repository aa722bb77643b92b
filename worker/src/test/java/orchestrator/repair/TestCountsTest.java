package orchestrator.repair;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import orchestrator.autofix.FixActivities.Tested.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Counts of tests in the words of their runners. */
class TestCountsTest {

    private static void counts(String output, int run, int skipped) {
        assertThat(TestCounts.in("some words before\n" + output + "\nand after\n"))
                .as(output)
                .isEqualTo(new TestCounts(run, skipped));
    }

    @Test
    void runners_are_understood() {
        counts("1 failed, 3 passed, 2 skipped in 0.12s", 4, 2);
        counts("=========== 1 failed, 3 passed, 1 xfailed, 1 warning in 0.12s ============", 4, 1);
        counts("==== 4 passed in 75.31s (0:01:15) ====", 4, 0);
        counts("no tests ran in 0.00s", 0, 0);
        counts("Ran 5 tests in 0.001s\n\nOK", 5, 0);
        counts("Ran 5 tests in 0.001s\n\nOK (skipped=2)", 3, 2);
        counts("Ran 5 tests in 0.001s\n\nFAILED (failures=1, skipped=1, expected failures=1)", 3, 2);
        counts(
                "[INFO] Tests run: 2, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 0.02 s -- in A\n"
                        + "[INFO] Tests run: 2, Failures: 0, Errors: 0, Skipped: 0\n"
                        + "[WARNING] Tests run: 4, Failures: 0, Errors: 0, Skipped: 1",
                5,
                1);
        counts("Tests:       1 failed, 2 skipped, 3 passed, 6 total", 4, 2);
        counts("      Tests  1 failed | 3 passed | 1 skipped (5)", 4, 1);
        counts(
                "\u001B[2m      Tests \u001B[22m \u001B[1m\u001B[32m3 passed\u001B[39m\u001B[22m\u001B[90m (3)\u001B[39m",
                3,
                0);
        counts("  3 passing (5ms)\n  1 pending\n  2 failing", 5, 1);
        counts("# tests 5\n# suites 0\n# pass 3\n# fail 1\n# cancelled 0\n# skipped 1\n# todo 0", 4, 1);
        counts("\u2139 tests 5\n\u2139 suites 0\n\u2139 pass 5\n\u2139 skipped 0\n\u2139 todo 0", 5, 0);
        counts("=== RUN TestA\n--- PASS: TestA (0.00s)\n--- SKIP: TestB (0.00s)\n--- FAIL: TestC (0.00s)", 2, 1);
        counts("ok  \tshop/cart\t0.002s\n?   \tshop/x\t[no test files]\nok  \tshop/y\t0.002s", 2, 0);
        counts(
                "test result: ok. 5 passed; 0 failed; 1 ignored; 0 measured\ntest result: ok. 2 passed; 1 failed; 0 ignored",
                8,
                1);
        counts("5 examples, 1 failure, 1 pending", 4, 1);
        counts("5 runs, 6 assertions, 0 failures, 0 errors, 1 skips", 4, 1);
        counts("OK (5 tests, 10 assertions)", 5, 0);
        counts("Tests: 5, Assertions: 10, Failures: 1, Skipped: 1.", 4, 1);
        counts("Passed!  - Failed:     0, Passed:     5, Skipped:     1, Total:     6", 5, 1);
        assertThat(TestCounts.in("nothing of this kind").isKnown()).isFalse();
    }

    @Test
    void reports_count_if_the_output_says_nothing(@TempDir Path base) throws Exception {
        Path reports = Files.createDirectories(base.resolve("core/target/surefire-reports"));
        Files.writeString(
                reports.resolve("TEST-a.xml"), "<testsuite name=\"a\" tests=\"4\" errors=\"0\" skipped=\"1\">");
        Path old = reports.resolve("TEST-old.xml");
        Files.writeString(old, "<testsuite name=\"b\" tests=\"9\" skipped=\"0\">");
        Files.setLastModifiedTime(old, FileTime.from(Instant.EPOCH));

        FileTime since = FileTime.from(Instant.now().minusSeconds(60));

        assertThat(TestReports.in(base, since)).isEqualTo(new TestCounts(3, 1));
        assertThat(TestReports.in(reports.resolve("none"), since)).isEqualTo(TestCounts.UNKNOWN);
    }

    @Test
    void fewer_tests_or_more_skipped_ones_are_said() {
        BeforeCounts before = new BeforeCounts(Map.of()).with(outcome(5, 0));

        assertThat(before.comparedWith(outcome(5, 0))).isEmpty();
        assertThat(before.comparedWith(outcome(6, 0))).isEmpty();
        assertThat(before.comparedWith(outcome(4, 1)))
                .isEqualTo(List.of(
                        "Fewer tests ran than before the repair: 4 instead of 5.",
                        "More tests were skipped than before the repair: 1 instead of 0."));
        assertThat(before.comparedWith(outcome(-1, 0))).isEmpty();
    }

    private static TestOutcome outcome(int run, int skipped) {
        return new TestOutcome(Status.GREEN, "x", 0, 0, "", "", new TestCounts(run, skipped));
    }
}
