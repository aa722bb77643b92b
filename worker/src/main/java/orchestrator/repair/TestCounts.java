package orchestrator.repair;

import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * How many tests a runner says it ran.
 *
 * @param run including failed ones, without skipped ones; -1 if the output does not say it
 */
record TestCounts(int run, int skipped) {
    static final TestCounts UNKNOWN = new TestCounts(-1, 0);

    private static final Pattern COLORS = Pattern.compile("\\x1B\\[[0-9;]*m");
    private static final Pattern PYTEST =
            Pattern.compile("(?m)^=* ?((?:\\d+ [a-z]+(?:, )?)+|no tests ran) in [0-9.]+s(?: \\(.*\\))?(?: =*)?$");
    private static final Pattern UNITTEST =
            Pattern.compile("(?m)^Ran (\\d+) tests? in .*\\R(?:\\R)?(?:OK|FAILED|NO TESTS RAN)(.*)$");
    private static final Pattern SUREFIRE = Pattern.compile(
            "(?m)^(?:\\[\\w+\\] )?Tests run: (\\d+), Failures: \\d+, Errors: \\d+, Skipped: (\\d+)\\s*$");
    private static final Pattern JEST = Pattern.compile("(?m)^Tests: +(.*\\d+ total)$");
    private static final Pattern VITEST = Pattern.compile("(?m)^ *Tests {2}(.*) \\(\\d+\\)$");
    private static final Pattern MOCHA =
            Pattern.compile("(?m)^ +(\\d+) passing \\(.*\\)$((?:\\R +\\d+ (?:pending|failing))*)");
    private static final Pattern NODE = Pattern.compile("(?m)^[#\u2139] tests (\\d+)$(?s:(.{0,200}))");
    private static final Pattern GO = Pattern.compile("(?m)^ *--- (PASS|FAIL|SKIP): ");
    private static final Pattern GO_PACKAGE = Pattern.compile("(?m)^(ok|FAIL|---) *\\t(\\S+).*$");
    private static final Pattern CARGO =
            Pattern.compile("(?m)^test result: \\w+\\. (\\d+) passed; (\\d+) failed; (\\d+) ignored");
    private static final Pattern RSPEC = Pattern.compile("(?m)^(\\d+) examples?, \\d+ failures?(?:, (\\d+) pending)?");
    private static final Pattern MINITEST = Pattern.compile(
            "(?m)^(\\d+) (?:runs|tests), \\d+ assertions, \\d+ failures, \\d+ errors(?:, (\\d+) skips)?");
    private static final Pattern PHPUNIT = Pattern.compile("(?m)^(?:OK \\((\\d+) tests?|Tests: (\\d+), )(.*)$");
    private static final Pattern DOTNET = Pattern.compile("Failed: +(\\d+), Passed: +(\\d+), Skipped: +(\\d+)");

    /** A runner's words, and how to read them. */
    private record Runner(Pattern words, BiFunction<MatchResult, TestCounts, TestCounts> reader) {}

    private static final List<Runner> RUNNERS = List.of(
            new Runner(PYTEST, (words, sum) -> sum.plus(named(words.group(1)))),
            new Runner(UNITTEST, (words, sum) -> {
                int skipped =
                        number("skipped=(\\d+)", words.group(2)) + number("expected failures=(\\d+)", words.group(2));
                return sum.plus(new TestCounts(Integer.parseInt(words.group(1)) - skipped, skipped));
            }),
            new Runner(SUREFIRE, (words, sum) -> sum.plus(ofAll(words.group(1), words.group(2)))),
            new Runner(JEST, (words, sum) -> sum.plus(named(words.group(1)))),
            new Runner(VITEST, (words, sum) -> sum.plus(named(words.group(1).replace(" | ", ", ")))),
            new Runner(
                    MOCHA,
                    (words, sum) -> sum.plus(new TestCounts(
                            Integer.parseInt(words.group(1)) + number("(\\d+) failing", words.group(2)),
                            number("(\\d+) pending", words.group(2))))),
            new Runner(NODE, (words, sum) -> {
                int skipped = number("(?m)^. skipped (\\d+)$", words.group(2))
                        + number("(?m)^. todo (\\d+)$", words.group(2));
                return sum.plus(new TestCounts(Integer.parseInt(words.group(1)) - skipped, skipped));
            }),
            new Runner(
                    GO,
                    (words, sum) ->
                            sum.plus(words.group(1).equals("SKIP") ? new TestCounts(0, 1) : new TestCounts(1, 0))),
            new Runner(
                    GO_PACKAGE,
                    (words, sum) -> sum.plus(
                            words.group().contains("[no test files]") ? new TestCounts(0, 0) : new TestCounts(1, 0))),
            new Runner(
                    CARGO,
                    (words, sum) -> sum.plus(new TestCounts(
                            Integer.parseInt(words.group(1)) + Integer.parseInt(words.group(2)),
                            Integer.parseInt(words.group(3))))),
            new Runner(RSPEC, (words, sum) -> sum.plus(ofAll(words.group(1), words.group(2)))),
            new Runner(MINITEST, (words, sum) -> sum.plus(ofAll(words.group(1), words.group(2)))),
            new Runner(PHPUNIT, (words, sum) -> {
                String all = words.group(1) == null ? words.group(2) : words.group(1);
                return sum.plus(ofAll(all, "" + number("Skipped: (\\d+)", words.group(3))));
            }),
            new Runner(
                    DOTNET,
                    (words, sum) -> sum.plus(new TestCounts(
                            Integer.parseInt(words.group(1)) + Integer.parseInt(words.group(2)),
                            Integer.parseInt(words.group(3))))));

    /** The counts of the first runner whose words are there, summed up over modules and packages. */
    static TestCounts in(String output) {
        String plain = COLORS.matcher(output).replaceAll("");
        for (Runner runner : RUNNERS) {
            List<MatchResult> found = runner.words().matcher(plain).results().toList();
            TestCounts sum = new TestCounts(0, 0);
            for (MatchResult words : found) sum = runner.reader().apply(words, sum);
            if (!found.isEmpty()) return sum;
        }
        return UNKNOWN;
    }

    boolean isKnown() {
        return run >= 0;
    }

    private TestCounts plus(TestCounts other) {
        return new TestCounts(run + other.run, skipped + other.skipped);
    }

    /** Such as {@code 1 failed, 2 skipped, 3 passed}. An expected failure checks nothing, as a skipped test. */
    private static TestCounts named(String counts) {
        int ran = number("(\\d+) passed", counts)
                + number("(\\d+) failed", counts)
                + number("(\\d+) errors?", counts)
                + number("(\\d+) xpassed", counts);
        int not = number("(\\d+) skipped", counts) + number("(\\d+) xfailed", counts) + number("(\\d+) todo", counts);
        return new TestCounts(ran, not);
    }

    private static TestCounts ofAll(String all, String skipped) {
        int not = skipped == null ? 0 : Integer.parseInt(skipped);
        return new TestCounts(Integer.parseInt(all) - not, not);
    }

    private static int number(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .mapToInt(found -> Integer.parseInt(found.group(1)))
                .findFirst()
                .orElse(0);
    }
}
