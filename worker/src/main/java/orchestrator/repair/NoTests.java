package orchestrator.repair;

import java.util.List;
import java.util.regex.Pattern;

/** Recognises a test command that failed without running a test: it says nothing about the code. */
final class NoTests {
    private static final int PYTEST_USAGE = 4;
    private static final int PYTEST_FOUND_NONE = 5;
    private static final int END_CHARACTERS = 6_000;
    private static final Pattern PYTEST = Pattern.compile("\\bpy\\.?test\\b");
    private static final List<Pattern> WORDS = List.of(
            Pattern.compile("(?im)^npm (ERR!|error) Missing script"),
            Pattern.compile("(?im)^npm (ERR!|error) could not determine executable to run"),
            Pattern.compile("(?im)^npm (ERR!|error) enoent .*package\\.json"),
            Pattern.compile("(?m)^\\S*python[0-9.]*: No module named (pytest|nose|tox)$"),
            Pattern.compile("(?m)^\\S*python[0-9.]*: can't open file "),
            Pattern.compile("(?m)there is no POM in this directory"),
            Pattern.compile("(?m)No tests (matching pattern .*)?were executed"),
            Pattern.compile("(?m)No tests found for given includes"),
            Pattern.compile("(?m)does not contain a Gradle build"),
            Pattern.compile("(?m)^No tests found, exiting with code 1"),
            Pattern.compile("(?m)^No test files found"),
            Pattern.compile("(?m)^Error: No test files found"),
            Pattern.compile("(?m)^Could not find '.*'$"),
            Pattern.compile("(?m)^g?make: \\*\\*\\* No rule to make target "),
            Pattern.compile("(?m)^g?make: \\*\\*\\* No targets specified"),
            Pattern.compile("(?m)^error: could not find `Cargo.toml`"),
            Pattern.compile("(?m)^go: (cannot find main module|go\\.mod file not found)"),
            Pattern.compile("(?m)^error: no such command: "),
            Pattern.compile("(?m)^(ba|da|z)?sh: (\\d+: |line \\d+: )?.*: (command )?not found$"));

    private NoTests() {}

    static boolean isSaidBy(String command, int exitCode, String output) {
        boolean isPytest = PYTEST.matcher(command).find();
        if (isPytest && (exitCode == PYTEST_FOUND_NONE || exitCode == PYTEST_USAGE)) return true;
        String end = output.substring(Math.max(0, output.length() - END_CHARACTERS));
        return !hasRun(end)
                && WORDS.stream().anyMatch(words -> words.matcher(end).find());
    }

    /** Tests may print any of these words themselves. */
    private static boolean hasRun(String output) {
        TestCounts counts = TestCounts.in(output);
        return counts.isKnown() && counts.run() > 0;
    }
}
