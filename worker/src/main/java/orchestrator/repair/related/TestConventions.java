package orchestrator.repair.related;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Where the tests of a file lie by the conventions of its language. */
final class TestConventions {
    private static final int TESTS_MAX = 5;
    private static final String JAVASCRIPT = "(js|jsx|ts|tsx|mjs|cjs|mts|cts|vue|svelte)";
    private static final Pattern JAVA_TEST =
            Pattern.compile("(Test[A-Z]\\w*|\\w+(Test|Tests|TestCase|IT|ITCase|Spec))");

    private final Set<String> names;

    TestConventions(Set<String> names) {
        this.names = names;
    }

    /** The tests of a file, which may be a test itself; empty if no name fits. */
    List<String> testsOf(String file) {
        String name = file.substring(file.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        if (dot <= 0) return List.of();
        String stem = name.substring(0, dot);
        return switch (name.substring(dot + 1)) {
            case "py" -> python(file, stem);
            case "java", "kt", "groovy", "scala" -> java(file, stem);
            case "js", "jsx", "ts", "tsx", "mjs", "cjs", "mts", "cts", "vue", "svelte" -> javascript(file, stem);
            case "go" -> go(file);
            case "rb" ->
                byName(
                        file,
                        stem.matches(".*_(spec|test)|test_.*"),
                        q(stem) + "_(spec|test)\\.rb|test_" + q(stem) + "\\.rb");
            case "php" -> byName(file, stem.endsWith("Test"), q(stem) + "Test\\.php");
            case "rs" -> rust(file, stem);
            default -> List.of();
        };
    }

    private List<String> python(String file, String stem) {
        boolean isTest = stem.startsWith("test_") || stem.endsWith("_test");
        String unit = stem.equals("__init__") ? parent(file) : stem.replaceFirst("^_+", "");
        return byName(file, isTest, "test_" + q(unit) + "\\.py|" + q(unit) + "_test\\.py");
    }

    private List<String> java(String file, String stem) {
        boolean isTest = JAVA_TEST.matcher(stem).matches();
        return byName(
                file,
                isTest,
                "(" + q(stem) + "(Test|Tests|TestCase|IT|ITCase|Spec)|Test" + q(stem) + ")\\.(java|kt|groovy|scala)");
    }

    private List<String> javascript(String file, String stem) {
        boolean isTest = stem.matches(".*[._-](test|spec)|test[-_.].*") || file.matches("(.*/)?__tests__/.*");
        String unit = stem.equals("index") ? "(index|" + q(parent(file)) + ")" : q(stem);
        return byName(
                file,
                isTest,
                unit + "[._-](test|spec)\\." + JAVASCRIPT + "|test[-_]" + unit + "\\." + JAVASCRIPT,
                "(.*/)?(__tests__|tests?|spec)/(.*/)?" + unit + "\\." + JAVASCRIPT);
    }

    /** The package is the unit of tests. */
    private List<String> go(String file) {
        String directory = file.contains("/") ? file.substring(0, file.lastIndexOf('/')) : ".";
        String prefix = directory.equals(".") ? "" : directory + "/";
        boolean hasTests = names.stream()
                .anyMatch(name ->
                        name.startsWith(prefix) && name.endsWith("_test.go") && name.indexOf('/', prefix.length()) < 0);
        return hasTests ? List.of(directory) : List.of();
    }

    private List<String> rust(String file, String stem) {
        return file.matches("(.*/)?tests/[^/]+\\.rs")
                ? List.of(file)
                : byName(file, false, "NONE", "tests/" + q(stem) + "\\.rs");
    }

    private List<String> byName(String file, boolean isTest, String name) {
        return byName(file, isTest, name, "NONE");
    }

    /**
     * @param name pattern of names of tests, in any directory
     * @param path pattern of their whole paths
     */
    private List<String> byName(String file, boolean isTest, String name, String path) {
        if (isTest) return names.contains(file) ? List.of(file) : List.of();
        Pattern any = Pattern.compile("(.*/)?(" + name + ")|" + path);
        List<String> found = new ArrayList<>(
                names.stream().filter(other -> any.matcher(other).matches()).toList());
        // Of tests with the same name, those in a similar place come first.
        found.sort(Comparator.comparingInt((String other) -> -inCommon(file, other))
                .thenComparing(other -> other));
        return found.subList(0, Math.min(TESTS_MAX, found.size()));
    }

    private static int inCommon(String one, String other) {
        List<String> parts = List.of(other.split("/"));
        int common = 0;
        for (String part : one.split("/")) if (parts.contains(part)) common++;
        return common;
    }

    private static String parent(String file) {
        String[] parts = file.split("/");
        return parts.length < 2 ? "" : parts[parts.length - 2];
    }

    private static String q(String text) {
        return Pattern.quote(text);
    }
}
