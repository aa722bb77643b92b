package orchestrator.repair.weakening;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells if a file takes the place of a test library or of another library, or is loaded before the tests. */
final class ShadowFiles {
    private static final Set<String> TEST_LIBRARIES = Set.of(
            "pytest",
            "_pytest",
            "unittest",
            "unittest2",
            "doctest",
            "nose",
            "nose2",
            "hypothesis",
            "pluggy",
            "jest",
            "vitest",
            "mocha",
            "chai",
            "sinon",
            "jasmine",
            "junit",
            "testng",
            "hamcrest",
            "assertj",
            "mockito",
            "rspec",
            "minitest",
            "testify");

    /** Libraries that tests or their runners load by these names, which a new file of that name would replace. */
    private static final Set<String> LOADED = Set.of(
            "py",
            "mock",
            "assert",
            "tap",
            "tape",
            "ava",
            "coverage",
            "builtins",
            "importlib",
            "sys",
            "os",
            "inspect",
            "traceback",
            "warnings",
            "site",
            "runpy",
            "json",
            "math",
            "re",
            "decimal",
            "random",
            "datetime",
            "types",
            "typing",
            "functools",
            "operator",
            "difflib",
            "numbers",
            "copy",
            "enum",
            "contextlib",
            "collections",
            "io",
            "abc",
            "signal",
            "atexit",
            "logging",
            "argparse",
            "subprocess",
            "tempfile",
            "pathlib",
            "threading");

    private static final Pattern COMPILED =
            Pattern.compile("(?i).*\\.(pyc|pyo|pyd|so|dll|dylib|node|class|jar|wasm|beam)");

    private static final Pattern INSTALLED =
            Pattern.compile("(.*/)?(node_modules|site-packages|dist-packages|\\.?venv|bower_components|vendor)/.*");
    private static final Pattern PACKAGE_OF_LIBRARY = Pattern.compile(
            "(.*/)?(org/(junit|testng|hamcrest|assertj|mockito|opentest4j)|junit/framework|org/apache/maven|org/gradle)/.*");
    /** An empty one in the tests changes under which names they are found. */
    private static final Pattern PACKAGE_MARK = Pattern.compile("(.*/)?__init__\\.py");

    private ShadowFiles() {}

    static boolean isInstalledLibrary(String path) {
        return INSTALLED.matcher(path).matches();
    }

    static boolean isOne(FileEdit edit) {
        String path = edit.path();
        if (PACKAGE_OF_LIBRARY.matcher(path).matches()) return true;
        if (PACKAGE_MARK.matcher(path).matches() && TestFiles.isTest(path)) return true;
        if (COMPILED.matcher(path).matches()) return true;
        for (String part : path.toLowerCase(Locale.ROOT).split("/")) {
            if (TEST_LIBRARIES.contains(withoutExtension(part))) return true;
        }
        String module =
                edit.name().equals("__init__.py") || edit.name().startsWith("index.") ? above(path) : edit.name();
        return edit.isNew() && LOADED.contains(withoutExtension(module));
    }

    private static String above(String path) {
        String[] parts = path.split("/");
        return parts.length < 2 ? "" : parts[parts.length - 2];
    }

    private static String withoutExtension(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }
}
