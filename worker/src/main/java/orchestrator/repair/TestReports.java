package orchestrator.repair;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Counts tests in the reports that Maven and Gradle write, since their output often does not name them. */
final class TestReports extends SimpleFileVisitor<Path> {
    private static final Set<String> SKIPPED = Set.of(".git", "node_modules", ".gradle", "classes", "test-classes");
    private static final Pattern REPORT =
            Pattern.compile(".*/(surefire-reports|failsafe-reports|test-results)/(.*/)?TEST-[^/]*\\.xml");
    private static final Pattern SUITE = Pattern.compile("<testsuite\\b[^>]*>");
    private static final int DEPTH_MAX = 8;
    private static final int FILES_MAX = 5_000;
    private static final int HEAD_CHARACTERS = 4_000;

    private final FileTime since;
    private int files;
    private int run;
    private int skipped;

    private TestReports(FileTime since) {
        this.since = since;
    }

    static TestCounts in(Path directory, FileTime since) {
        TestReports reports = new TestReports(since);
        try {
            Files.walkFileTree(directory, Set.of(), DEPTH_MAX, reports);
        } catch (IOException unreadable) {
            return TestCounts.UNKNOWN;
        }
        return reports.files == 0 ? TestCounts.UNKNOWN : new TestCounts(reports.run, reports.skipped);
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
        return SKIPPED.contains(String.valueOf(directory.getFileName()))
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        boolean isNew = attributes.lastModifiedTime().compareTo(since) >= 0;
        if (isNew && REPORT.matcher(file.toString()).matches()) read(file);
        return files >= FILES_MAX ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException vanished) {
        return FileVisitResult.CONTINUE;
    }

    private void read(Path file) throws IOException {
        String text = Files.readString(file);
        Matcher suite = SUITE.matcher(text.substring(0, Math.min(HEAD_CHARACTERS, text.length())));
        if (!suite.find()) return;
        files++;
        int not = number("skipped", suite.group());
        run += number("tests", suite.group()) - not;
        skipped += not;
    }

    private static int number(String attribute, String element) {
        Matcher found = Pattern.compile("\\b" + attribute + "=\"(\\d+)\"").matcher(element);
        return found.find() ? Integer.parseInt(found.group(1)) : 0;
    }
}
