package orchestrator.autofix.queue;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a file and its tests have in common: {@code foo} of {@code foo.py}, {@code test_foo.py}, {@code FooTest.java}
 * and {@code foo.spec.ts}.
 *
 * @param family languages that test each other
 */
record TestStem(String name, String family, boolean isTest) {
    private static final List<Set<String>> FAMILIES = List.of(
            Set.of("js", "jsx", "mjs", "cjs", "ts", "tsx", "mts", "cts", "vue", "svelte"),
            Set.of("java", "kt", "groovy", "scala"),
            Set.of("c", "cc", "cpp", "cxx", "h", "hh", "hpp"));

    /** The name of a test, with the stem as its group. */
    private static final List<Pattern> TESTS = List.of(
            Pattern.compile("(?:test|spec)[_-](.+)"),
            Pattern.compile("(.+)[._-](?:test|tests|spec)"),
            Pattern.compile("(.+)(?:Test|Tests|TestCase|Spec|IT)"),
            Pattern.compile("Test([A-Z].*)"));

    static TestStem of(String path) {
        String file = path.substring(path.lastIndexOf('/') + 1);
        int dot = file.lastIndexOf('.');
        String name = dot > 0 ? file.substring(0, dot) : file;
        String family = family(dot > 0 ? file.substring(dot + 1).toLowerCase(Locale.ROOT) : "");
        for (Pattern test : TESTS) {
            Matcher matcher = test.matcher(name);
            if (matcher.matches()) return new TestStem(matcher.group(1), family, true);
        }
        return new TestStem(name, family, false);
    }

    /** The stem as such, whether of a test or of what is tested. */
    TestStem plain() {
        return new TestStem(name, family, false);
    }

    private static String family(String extension) {
        for (Set<String> family : FAMILIES) {
            if (family.contains(extension))
                return family.stream().sorted().findFirst().orElseThrow();
        }
        return extension;
    }
}
