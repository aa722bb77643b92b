package orchestrator.repair.weakening;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Words in a line of the program itself that make it behave otherwise under test, or end the tests. */
final class SourceMarkers {
    private record Marker(Pattern words, String does) {}

    private static final String NOTICES = "makes the program notice that it is tested";
    private static final String ENDS = "can end the tests with success";
    private static final String REACHES = "reaches into the tests or their libraries";

    private static final List<Marker> MARKERS = List.of(
            new Marker(
                    Pattern.compile(
                            "PYTEST_\\w+|JEST_WORKER_ID|VITEST(_\\w+)?\\b|NODE_TEST_CONTEXT|MOCHA_\\w+|\\bsurefire\\b"
                                    + "|CARGO_MANIFEST_DIR|RUST_TEST|GO_TEST|testing\\.Testing|import\\.meta\\.(vitest|jest)"),
                    NOTICES),
            new Marker(
                    Pattern.compile(
                            "NODE_ENV[\\]'\")]*\\s*[!=]==?\\s*['\"`]test|['\"`]test['\"`]\\s*[!=]==?\\s*process\\.env"
                                    + "|\\bRAILS_ENV\\b|\\bAPP_ENV\\b|\\bCI\\b\\s*[\\]'\")]"),
                    NOTICES),
            new Marker(
                    Pattern.compile(
                            "sys\\.modules|sys\\._getframe|inspect\\.(stack|currentframe)|getStackTrace|StackWalker"
                                    + "|new Error\\(\\)\\.stack|traceback\\.(extract|format)_stack|require\\.main\\b|sys\\.argv|process\\.argv"),
                    NOTICES),
            new Marker(
                    Pattern.compile(
                            "\\b(os\\._exit|os\\.abort|os\\.kill|os\\.exec\\w*)\\b|\\bprocess\\.(reallyExit|kill|abort)\\b"
                                    + "|getRuntime\\(\\)\\.(exit|halt)|exitCode\\s*=\\s*0"),
                    ENDS),
            new Marker(
                    Pattern.compile(
                            "\\b(exit|Exit|quit|_exit)\\s*\\(\\s*(0|None|True|EXIT_SUCCESS)?\\s*\\)|^\\s*exit(\\s+0)?\\s*;?$"
                                    + "|SystemExit\\s*(\\(\\s*(0|None)?\\s*\\))?\\s*$"),
                    ENDS),
            new Marker(
                    Pattern.compile(
                            "\\batexit\\b|\\bprocess\\.(on|once|addListener)\\s*\\(|addShutdownHook"
                                    + "|sys\\.(settrace|setprofile|excepthook|meta_path|path_hooks|unraisablehook)|faulthandler"),
                    ENDS),
            new Marker(
                    Pattern.compile(
                            "\\b(import|from|require|use)\\b.*\\b(_?pytest|unittest|doctest|nose|jest|vitest|mocha|chai|sinon|jasmine"
                                    + "|junit|testng|hamcrest|assertj|mockito|rspec|minitest)\\b"),
                    REACHES),
            new Marker(
                    Pattern.compile(
                            "\\bnode:test\\b|require\\.cache|\\bModule\\._|\\bbuiltins\\b|__builtins__|\\bglobalThis\\.(expect|assert|it|test|describe)"
                                    + "|\\b(global|window|globalThis)\\.\\w+\\s*=[^=]"),
                    REACHES),
            new Marker(
                    Pattern.compile("\\b(TestCase|assert|expect|Assert|Assertions|AssertionError)(\\.\\w+)*\\s*=[^=>]"
                            + "|(Object|Array|String|Number|Error|AssertionError|Map|Set)\\.prototype\\.\\w+\\s*=[^=]"
                            + "|defineProperty\\s*\\(\\s*(Object|Array|String|Number|Error|global\\w*)\\b"),
                    REACHES),
            new Marker(
                    Pattern.compile("\\b__(eq|ne|bool|hash|instancecheck|subclasscheck)__\\b"),
                    "makes values compare as equal to others"),
            new Marker(
                    Pattern.compile(
                            "(open|write\\w*|unlink\\w*|remove|rename\\w*|Path|rm|Files\\.\\w+)\\s*\\(.*(['\"/._-]tests?\\b|_test\\b|\\bspec\\b|conftest|package\\.json|pom\\.xml)"),
                    REACHES));

    private SourceMarkers() {}

    static Optional<String> in(String line) {
        return MARKERS.stream()
                .filter(marker -> marker.words().matcher(line).find())
                .map(Marker::does)
                .findFirst();
    }
}
