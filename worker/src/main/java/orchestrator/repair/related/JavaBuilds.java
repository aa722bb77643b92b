package orchestrator.repair.related;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Maven and Gradle with only some classes of tests. */
final class JavaBuilds {
    private static final Pattern CLASS =
            Pattern.compile("(?:(.*?)/)?src/[^/]+/(?:java|kotlin|groovy|scala)/(.*)\\.(?:java|kt|groovy|scala)");
    private static final Pattern INTEGRATION = Pattern.compile(".*(IT|ITCase)");
    private static final Set<String> WITH_INTEGRATION = Set.of("verify", "install", "integration-test", "deploy");

    private JavaBuilds() {}

    /** @param module directory of its module; empty for the root */
    private record TestClass(String module, String name) {
        String simple() {
            return name.substring(name.lastIndexOf('.') + 1);
        }
    }

    private static List<TestClass> classes(List<String> tests) {
        List<TestClass> classes = new ArrayList<>();
        for (String test : tests) {
            Matcher path = CLASS.matcher(test);
            if (!path.matches()) continue;
            String module = path.group(1) == null ? "" : path.group(1);
            classes.add(new TestClass(module, path.group(2).replace('/', '.')));
        }
        return classes;
    }

    static Optional<List<String>> maven(List<String> words, List<String> tests) {
        List<TestClass> classes = classes(tests);
        boolean isNarrow = words.stream().anyMatch(word -> word.matches("-D(it\\.)?test=.*"));
        if (classes.isEmpty() || isNarrow) return Optional.empty();
        boolean integrates = words.stream().anyMatch(WITH_INTEGRATION::contains);
        String unit = names(classes, false);
        String integration = names(classes, true);
        if (unit.isEmpty() && !integrates) return Optional.empty();
        List<String> more = new ArrayList<>();
        // Without a class of this kind, none runs: the name fits none.
        more.add("-Dtest=" + (unit.isEmpty() ? "NoUnitTest" : unit));
        more.add("-Dsurefire.failIfNoSpecifiedTests=false");
        if (integrates && integration.isEmpty()) more.add("-DskipITs");
        if (integrates && !integration.isEmpty()) {
            more.add("-Dit.test=" + integration);
            more.add("-Dfailsafe.failIfNoSpecifiedTests=false");
        }
        return Optional.of(NarrowedCommand.joined(words, more));
    }

    private static String names(List<TestClass> classes, boolean integration) {
        return classes.stream()
                .map(TestClass::simple)
                .filter(name -> INTEGRATION.matcher(name).matches() == integration)
                .distinct()
                .collect(Collectors.joining(","));
    }

    static Optional<List<String>> gradle(List<String> words, List<String> tests, Set<String> names) {
        List<TestClass> classes = classes(tests);
        int task = words.indexOf("test");
        boolean oneModule = classes.stream().map(TestClass::module).distinct().count() == 1;
        if (task < 0 || !oneModule || words.contains("--tests")) return Optional.empty();
        String module = classes.get(0).module();
        boolean isBuilt = names.contains(module + "/build.gradle") || names.contains(module + "/build.gradle.kts");
        if (!module.isEmpty() && !isBuilt) return Optional.empty();
        List<String> narrowed = new ArrayList<>(words.subList(0, task));
        narrowed.add(module.isEmpty() ? "test" : ":" + module.replace('/', ':') + ":test");
        for (TestClass one : classes) narrowed.addAll(List.of("--tests", one.name()));
        narrowed.addAll(words.subList(task + 1, words.size()));
        return Optional.of(narrowed);
    }
}
