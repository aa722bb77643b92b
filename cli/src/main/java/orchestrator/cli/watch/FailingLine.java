package orchestrator.cli.watch;

import java.util.List;
import java.util.regex.Pattern;
import orchestrator.cli.live.DisplayText;

/** The line of a test's output that most likely says what is broken. */
final class FailingLine {
    private static final int COLUMNS = 140;
    private static final List<Pattern> TELLING = List.of(
            Pattern.compile("(?i)\\bexpected\\b.*\\b(but|got|actual|received|was)\\b"),
            Pattern.compile("(?i)\\bassert\\w*\\b.*[=!<>]|\\w*AssertionError\\b"),
            Pattern.compile("(?i)^\\W*(failed?|failure|not ok|error|✖|✗|×)\\b.*\\S"),
            Pattern.compile("(?i)\\b(failed|failure|error|exception)\\b"));

    private FailingLine() {}

    /** Empty if there is no output. */
    static String of(String output) {
        List<String> lines = DisplayText.cleanLines(output)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        for (Pattern telling : TELLING) {
            for (String line : lines) if (telling.matcher(line).find()) return DisplayText.cut(line, COLUMNS);
        }
        return lines.isEmpty() ? "" : DisplayText.cut(lines.get(lines.size() - 1), COLUMNS);
    }
}
