package orchestrator.repair.weakening;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The lines of a source file that are tests: examples in comments, and modules of tests as in Rust. */
final class InlineTests {
    private static final Pattern RUST = Pattern.compile("\\s*#\\[\\s*(cfg\\s*\\(.*\\btest\\b.*|(\\w+::)*test\\b.*)");
    private static final Pattern IN_SOURCE =
            Pattern.compile(".*\\bimport\\.meta\\.(vitest|jest)\\b.*|\\s*unittest\\s*\\{?|.*\\bdeftest\\b.*");
    private static final Pattern EXAMPLE = Pattern.compile("\\s*>>>( .*|$)");
    private static final Pattern DOC_COMMENT = Pattern.compile("\\s*(///|//!).*");

    private InlineTests() {}

    /** In their order; mostly empty. */
    static List<String> in(FileEdit edit, List<String> lines) {
        List<String> tests = new ArrayList<>();
        if (edit.name().endsWith(".rs")) rust(lines, tests);
        boolean inExample = false;
        boolean inTests = false;
        for (String line : lines) {
            inTests |= IN_SOURCE.matcher(line).matches();
            boolean begins = EXAMPLE.matcher(line).matches();
            // What an example prints stands below it, up to an empty line or the end of the text.
            inExample = begins || inExample && !line.isBlank() && !line.contains("\"\"\"") && !line.contains("'''");
            if (inTests || inExample) tests.add(line);
        }
        return tests;
    }

    private static void rust(List<String> lines, List<String> tests) {
        boolean inTests = false;
        boolean inExample = false;
        for (String line : lines) {
            inTests |= RUST.matcher(line).matches();
            boolean isDoc = DOC_COMMENT.matcher(line).matches();
            boolean isFence = isDoc && line.contains("```");
            if (inTests || isFence || inExample && isDoc) tests.add(line);
            if (isFence) inExample = !inExample;
        }
    }
}
