package orchestrator.repair.weakening;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Words in a line that keep tests from running, end them early, or replace what they check. */
final class TestMarkers {
    /** @param does what the line does to the tests */
    private record Marker(Pattern words, String does) {}

    private static final String SKIPS = "skips tests or runs only some";
    private static final String ENDS = "ends tests early";
    private static final String SWALLOWS = "can swallow a failure";
    private static final String REPLACES = "replaces what is tested or how it is checked";
    private static final String HIDES = "can turn tests into a comment or a text";
    private static final String BEFORE = "runs before or around all tests";

    /** A whole line that is a comment; those that tools obey are looked at all the same. */
    private static final Pattern COMMENT = Pattern.compile("\\s*(#(?![\\[!]|\\s*(if|else|endif)).*|//.*|\\*(?!/).*)");

    private static final List<Marker> DIRECTIVES =
            List.of(marker("\\+build|go:build|pytest|doctest|@(jest|vitest)|istanbul|c8 ignore|coding[:=]", SKIPS));

    private static final List<Marker> OF_PROCESS = List.of(
            marker(
                    "\\b(sys|os|process|System|Runtime|Deno|std::process)(\\.|::)(_?exit|exitCode|reallyExit|kill|abort|halt)\\b",
                    ENDS),
            marker("\\b_exit\\s*\\(|\\bos\\.(abort|kill|exec\\w*)\\b|getRuntime\\(\\)\\.(exit|halt)", ENDS),
            marker("^\\s*(exit|quit|die|abort)\\b", ENDS),
            marker("\\batexit\\b|\\bprocess\\.(on|once|addListener|exitCode|reallyExit)\\b|addShutdownHook", ENDS),
            marker(
                    "\\bsys\\.modules\\b|\\brequire\\.cache\\b|\\bModule\\._|\\bglobalThis\\b|\\bbuiltins\\b|__builtins__",
                    REPLACES),
            marker("\\bsetattr\\s*\\(|\\bdefineProperty\\b|\\.prototype\\.\\w+\\s*=[^=]|\\bReflect\\.set\\b", REPLACES),
            marker(
                    "\\b(pytest|_pytest|unittest|TestCase|doctest|assert|expect|chai|jest|vi|vitest|mocha|sinon|Assert|Assertions)"
                            + "(\\.\\w+)+\\s*=[^=]",
                    REPLACES),
            marker("\\bpytest_\\w+|\\bcollect_ignore|\\bpytest_plugins\\b|\\bload_tests\\b", BEFORE),
            marker(
                    "\\bsys\\.(settrace|setprofile|excepthook|meta_path|path_hooks)\\b|\\bLD_PRELOAD\\b|NODE_OPTIONS|PYTEST_ADDOPTS",
                    BEFORE));

    private static final List<Marker> OF_TEST = List.of(
            marker("(?i)skip|xfail|\\btodo\\b|\\bpending\\b|\\bquarantine|\\bflaky|retr(y|ies)", SKIPS),
            marker("@\\s*(Disabled|Ignore|Ignored|EnabledIf|EnabledOn|Tag|Category|Nested|Timeout)", SKIPS),
            marker(
                    "\\b(x|f)(it|describe|test|specify|context)\\b|\\b(fit|fdescribe|xit|xdescribe|xtest|xspecify)\\b",
                    SKIPS),
            marker("\\.\\s*(only|failing|fails|fixme|todo|concurrent|runIf)\\b|\\[\\s*['\"](only|skip)", SKIPS),
            marker(
                    "(?i)\\bassum(e|ption)|importorskip|expectedFailure|should_panic|#\\[\\s*ignore|\\[\\s*Ignore",
                    SKIPS),
            marker(
                    "testing\\.Short|//\\s*\\+build|//go:build|#\\[\\s*cfg|__test__|\\bpytestmark\\b|@pytest\\.mark",
                    SKIPS),
            marker("\\b(parameterized|parametrize|ValueSource|CsvSource|MethodSource)\\b", SKIPS),
            marker("^\\s*(return|break|continue|goto|yield|pass)\\b|\\breturn\\s*;?\\s*}?\\s*$", ENDS),
            marker("\\bif\\b|\\bunless\\b|\\bwhile\\b|\\bswitch\\b|\\?\\s*.*:|&&|\\|\\|", ENDS),
            marker(
                    "\\b(try|except|catch|finally|rescue|recover|suppress|ensure|allow_failure|raises|assertRaises|assertThrows)\\b"
                            + "|\\bon\\s*Error\\b|\\.catch\\b",
                    SWALLOWS),
            marker(
                    "(?i)mock|\\bpatch|monkeypatch|\\bstub|spyon|\\bspy\\b|\\bfake|\\bsinon|\\bproxyquire|\\brewire|\\bnock\\b",
                    REPLACES),
            marker(
                    "\\b(setUp|setUpClass|setUpModule|setup_method|setup_module|beforeEach|beforeAll|afterEach|afterAll|tearDown\\w*)\\b"
                            + "|\\b(before|after|around|setup|teardown)\\s*[({]",
                    BEFORE),
            marker(
                    "@\\s*(Before|After|BeforeEach|BeforeAll|AfterEach|AfterAll|BeforeClass|AfterClass|Rule|ClassRule|RegisterExtension"
                            + "|ExtendWith|RunWith|TestMethodOrder|Execution)",
                    BEFORE),
            marker("\\bautouse\\b|@pytest\\.fixture|@fixture|\\bTestMain\\b|setupFiles|globalSetup", BEFORE),
            marker("\\bfrom\\s+\\S+\\s+import\\s+\\*|\\bimport\\s+static\\s+.*\\*|\\bimport\\s+.*\\*", REPLACES),
            marker(
                    "\\bglobal\\b|\\bnonlocal\\b|\\beval\\s*\\(|\\bexec\\s*\\(|\\bnew\\s+Function\\b|\\bdel\\b|\\bdelete\\b",
                    REPLACES),
            marker(
                    "^\\s*(#\\s*if|#\\s*else|#\\s*endif|=begin|=end|__END__|__DATA__|--\\[\\[|\\{-|-\\}|<!--|-->)",
                    HIDES),
            marker("^\\s*(/\\*[^*/]*|\\*/.*|.*\\*/)$", HIDES),
            marker("<<[-~]?['\"]?[A-Z_]+", HIDES));

    private TestMarkers() {}

    private static Marker marker(String words, String does) {
        return new Marker(Pattern.compile(words), does);
    }

    /** What a line does that is added to an existing test; empty if it only adds. */
    static Optional<String> inTest(String line) {
        if (isOpenEnded(line)) return Optional.of(HIDES);
        if (COMMENT.matcher(line).matches()) return first(DIRECTIVES, line);
        return first(OF_TEST, line).or(() -> ofProcess(line));
    }

    /** What a line of any new test does to the process that runs all tests. */
    static Optional<String> ofProcess(String line) {
        return first(OF_PROCESS, line);
    }

    private static Optional<String> first(List<Marker> markers, String line) {
        return markers.stream()
                .filter(marker -> marker.words().matcher(line).find())
                .map(Marker::does)
                .findFirst();
    }

    /** A text or comment that begins or ends in this line, and not both. */
    private static boolean isOpenEnded(String line) {
        return isOdd(line, "\"\"\"")
                || isOdd(line, "'''")
                || isOdd(line, "`")
                || count(line, "/*") != count(line, "*/");
    }

    private static boolean isOdd(String line, String quote) {
        return count(line, quote) % 2 == 1;
    }

    private static int count(String line, String part) {
        int count = 0;
        for (int at = line.indexOf(part); at >= 0; at = line.indexOf(part, at + part.length())) count++;
        return count;
    }
}
