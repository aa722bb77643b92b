package orchestrator.repair.related;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.PatternSyntaxException;
import orchestrator.autofix.request.Testing.MapRule;

/**
 * The tests that belong to changed files: by the user's rules, else by the conventions of the language.
 *
 * @param tests files or directories that exist, relative to the project
 * @param notes for the user, in sentences
 */
public record RelatedTests(List<String> tests, List<String> notes) {
    private static final int FILES_MAX = 50;
    private static final int TESTS_MAX = 20;

    public RelatedTests {
        tests = List.copyOf(tests);
        notes = List.copyOf(notes);
    }

    /**
     * @param changed files, relative to the project
     * @param names all files of the project
     */
    public static RelatedTests of(List<String> changed, Set<String> names, List<MapRule> rules) {
        if (changed.isEmpty() || changed.size() > FILES_MAX) return new RelatedTests(List.of(), List.of());
        Set<String> tests = new LinkedHashSet<>();
        List<String> without = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        TestConventions conventions = new TestConventions(names);
        for (String file : changed) {
            Optional<MapRule> rule =
                    rules.stream().filter(one -> matches(one.files(), file)).findFirst();
            List<String> found = rule.isPresent() ? byRule(rule.get(), file, names, notes) : conventions.testsOf(file);
            tests.addAll(found);
            if (found.isEmpty()) without.add(file);
        }
        if (tests.size() > TESTS_MAX) return new RelatedTests(List.of(), List.of());
        if (tests.isEmpty() && notes.isEmpty())
            notes.add("No test belongs to " + without.get(0) + " by its name, so all tests ran.");
        return new RelatedTests(List.copyOf(tests), notes);
    }

    private static List<String> byRule(MapRule rule, String file, Set<String> names, List<String> notes) {
        String name = file.substring(file.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        String tests = rule.tests().replace("{name}", dot <= 0 ? name : name.substring(0, dot));
        String plain = tests.endsWith("/") ? tests.substring(0, tests.length() - 1) : tests;
        boolean isThere = names.contains(plain) || names.stream().anyMatch(other -> other.startsWith(plain + "/"));
        if (isThere) return List.of(plain);
        notes.add("The rule for " + rule.files() + " names " + plain + ", which does not exist, so all tests ran.");
        return List.of();
    }

    /** A pattern that is none matches nothing; it was checked when the project was admitted. */
    private static boolean matches(String glob, String file) {
        try {
            if (matcher(glob).matches(Path.of(file))) return true;
            return glob.startsWith("**/") && matcher(glob.substring(3)).matches(Path.of(file));
        } catch (PatternSyntaxException none) {
            return false;
        }
    }

    private static PathMatcher matcher(String glob) {
        return FileSystems.getDefault().getPathMatcher("glob:" + glob);
    }
}
