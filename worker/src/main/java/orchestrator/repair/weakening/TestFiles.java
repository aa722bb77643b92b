package orchestrator.repair.weakening;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells by its path if a file belongs to the tests: the tests themselves, their data and what they expect. */
public final class TestFiles {
    private static final Set<String> DIRECTORIES = Set.of(
            "test",
            "tests",
            "spec",
            "specs",
            "__tests__",
            "__test__",
            "__mocks__",
            "__snapshots__",
            "__fixtures__",
            "fixtures",
            "testdata",
            "test-data",
            "test_data",
            "testing",
            "testfixtures",
            "integrationtest",
            "integration-test",
            "integration-tests",
            "integration_tests",
            "functionaltest",
            "androidtest",
            "e2e",
            "cypress",
            "it",
            "features",
            "snapshots",
            "golden",
            "goldens",
            "expected",
            "baselines");

    private static final List<Pattern> NAMES = List.of(
            Pattern.compile("(?i)(test|tests|spec|specs|conftest)\\.[a-z0-9]+"),
            Pattern.compile("(?i)tests?[_-].*"),
            Pattern.compile("(?i).*[._-](test|tests|spec|specs|e2e|it|cy)\\.[a-z0-9]+"),
            Pattern.compile("(?i).*[._-](test|tests|spec|specs)\\.d?\\.?[cm]?[jt]sx?"),
            Pattern.compile(".*[a-z0-9](Test|Tests|TestCase|TestSuite|IT|ITCase|Spec|Specs|Suite)\\.[A-Za-z]+"),
            Pattern.compile("(Test|IT)[A-Z0-9].*\\.[A-Za-z]+"),
            Pattern.compile("(?i).*\\.(snap|feature|t|bats|robot|approved\\..*|expected|golden|ambr|shouldit)"),
            Pattern.compile("(?i).*(expected|golden|snapshot|fixture|baseline|approved)[^/]*"));

    private TestFiles() {}

    public static boolean isTest(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (NAMES.stream().anyMatch(pattern -> pattern.matcher(name).matches())) return true;
        // Maven's and Gradle's layout says what is a test; a package may have any name.
        if (path.startsWith("src/main/") || path.contains("/src/main/")) return false;
        List<String> parts = Arrays.asList(path.toLowerCase(Locale.ROOT).split("/"));
        return parts.subList(0, parts.size() - 1).stream()
                .anyMatch(part -> DIRECTORIES.contains(part)
                        || part.endsWith("tests")
                        || part.endsWith("_test")
                        || part.endsWith("-test")
                        || part.endsWith(".test"));
    }
}
