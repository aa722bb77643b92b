package orchestrator.repair.weakening;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a repair may do to tests, and what a person has to see. */
class WeakeningTest {
    private static final String PYTHON = """
            import unittest
            from calc import add, sub

            class CalcTest(unittest.TestCase):
                def test_add(self):
                    self.assertEqual(add(1, 2), 3)

                def test_sub(self):
                    result = sub(3, 2)
                    assert result == 1
            """;
    private static final String JAVASCRIPT = """
            const test = require('node:test');
            const assert = require('node:assert');
            const { add } = require('../src/calc');

            test('adds', () => {
              assert.equal(add(1, 2), 3);
            });
            """;
    private static final String JAVA = """
            package shop;

            import static org.junit.jupiter.api.Assertions.assertEquals;

            import org.junit.jupiter.api.Test;

            class CalcTest {
                @Test
                void adds() {
                    assertEquals(3, new Calc().add(1, 2));
                }
            }
            """;

    private static List<String> of(String path, String before, String after) {
        return Weakening.of(List.of(FileEdit.of(path, before, after)), Set.of());
    }

    private static void fine(String path, String before, String after) {
        assertThat(of(path, before, after)).as(path + "\n" + after).isEmpty();
    }

    private static void weakened(String path, String before, String after) {
        assertThat(of(path, before, after)).as(path + "\n" + after).isNotEmpty();
    }

    /** Puts a line before the first one that contains these words. */
    private static String with(String text, String line, String at) {
        assertThat(text).contains(at);
        StringBuilder all = new StringBuilder();
        boolean done = false;
        for (String one : text.lines().toList()) {
            if (!done && one.contains(at)) {
                all.append(line).append('\n');
                done = true;
            }
            all.append(one).append('\n');
        }
        return all.toString();
    }

    @Test
    void a_change_of_the_program_alone_is_fine() {
        fine("src/calc.py", "def add(a, b):\n    return a - b\n", "def add(a, b):\n    return a + b\n");
        fine("src/calc.js", "exports.add = (a, b) => a - b;\n", "exports.add = (a, b) => a + b;\n");
        fine(
                "src/main/java/shop/Calc.java",
                "int add(int a, int b) { return a - b; }",
                "int add(int a, int b) { return a + b; }");
        fine("src/main/java/shop/test/Report.java", "class Report {}", "class Report { int i; }");
        fine("calc.go", "func Add(a, b int) int { return a - b }", "func Add(a, b int) int { return a + b }");
        fine("lib/calc.rb", "def add(a, b)\n  a - b\nend\n", "def add(a, b)\n  a + b\nend\n");
        fine("src/lib.rs", "fn add(a: i32) -> i32 { a }\n", "fn add(a: i32) -> i32 { a + 1 }\n");
        fine("src/latest.js", "let a = 1;\n", "let a = 2;\n");
        fine("contest/rules.py", "x = 1\n", "x = 2\n");
        fine("docs/testing-is-good.md", "a\n", "b\n");
        fine("README.md", "a\n", "b\n");
        fine("package.json", "{\"version\": \"1\"}", "{\"version\": \"2\"}");
        fine("src/new.py", null, "def add(a, b):\n    return a + b\n");
        fine("src/old.py", "x = 1\n", null);
    }

    @Test
    void a_new_test_is_fine() {
        fine("tests/test_more.py", null, PYTHON);
        fine("src/calc.test.js", null, JAVASCRIPT);
        fine("src/test/java/shop/MoreTest.java", null, JAVA);
        fine(
                "calc_more_test.go",
                null,
                "package calc\n\nfunc TestMore(t *testing.T) {\n\tif Add(1, 2) != 3 {\n\t\tt.Fatal(\"no\")\n\t}\n}\n");
    }

    @Test
    void a_test_that_is_added_to_others_is_fine() {
        fine("tests/test_calc.py", PYTHON, PYTHON + """

                def test_add_negative(self):
                    self.assertEqual(add(-1, 2), 1)
            """);
        fine("test/calc.test.js", JAVASCRIPT, JAVASCRIPT + """

            test('adds negative numbers', () => {
              const sum = add(-1, 2);
              assert.equal(sum, 1);
            });
            """);
        fine("src/test/java/shop/CalcTest.java", JAVA, with(JAVA, """
                    @Test
                    void addsNegative() {
                        assertEquals(1, new Calc().add(-1, 2));
                    }
                """, "@Test"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "self.assertEqual(add(1, 2), 3) | self.assertEqual(add(1, 2), -1)",
                "self.assertEqual(add(1, 2), 3) | self.assertTrue(True)",
                "self.assertEqual(add(1, 2), 3) | pass",
                "self.assertEqual(add(1, 2), 3) | # self.assertEqual(add(1, 2), 3)",
                "assert result == 1 | assert result",
                "assert result == 1 | assert result is not None",
                "assert result == 1 | assert result == 1 or True",
                "def test_add | def check_add",
                "def test_add | def _test_add",
                "def test_add | def test_sub",
                "class CalcTest | class Calc",
                "(unittest.TestCase) | ''",
                "result = sub(3, 2) | result = 1",
                "from calc import add, sub | from fake import add, sub",
                "import unittest | import fake as unittest",
                "test_sub(self) | test_sub(self, missing=None)",
            })
    void a_changed_line_of_an_existing_test_is_not(String line, String other) {
        weakened("tests/test_calc.py", PYTHON, PYTHON.replace(line, other));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "    @unittest.skip('later')",
                "    @unittest.expectedFailure",
                "    @pytest.mark.xfail",
                "    @pytest.mark.skipif(True, reason='x')",
                "    @pytest.mark.parametrize('x', [])",
                "    @flaky",
                "    __test__ = False",
                "pytestmark = pytest.mark.skip",
                "pytest.importorskip('nothing')",
                "raise unittest.SkipTest('x')",
                "    test_add = None",
                "    assertEqual = lambda *a: None",
                "add = lambda a, b: 3",
                "from fake import add",
                "from fake import *",
                "import fake as add",
                "def add(a, b):",
                "    def assertEqual(self, *a):",
                "    def setUp(self):",
                "    @pytest.fixture(autouse=True)",
                "unittest.TestCase.assertEqual = print",
                "sys.exit(0)",
                "os._exit(0)",
                "exit()",
                "import atexit",
                "\"\"\"",
                "'''",
                "if False:",
                "def load_tests(loader, tests, pattern):",
                "collect_ignore = ['test_calc.py']",
                "setattr(unittest, 'x', 1)",
                "exec(open('x').read())",
                "global add",
                "del CalcTest",
                "sys.modules['calc'] = 1",
                "@mock.patch('calc.add')",
                "        return",
                "        return None; self.x()",
                "        try:",
                "        with suppress(AssertionError):",
                "        with self.assertRaises(AssertionError):",
            })
    void a_line_in_a_python_test_that_skips_ends_or_replaces_is_not(String line) {
        weakened("tests/test_calc.py", PYTHON, with(PYTHON, line, "def test_add"));
        weakened("tests/test_calc.py", PYTHON, PYTHON + line + "\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "test.only('one', () => {});",
                "test.skip('one', () => {});",
                "it.todo('later');",
                "xit('one', () => {});",
                "fdescribe('one', () => {});",
                "describe.skip('all', () => {",
                "test('x', { skip: true }, () => {});",
                "process.exit(0);",
                "process.exitCode = 0;",
                "process.on('exit', () => {});",
                "return;",
                "  return",
                "/*",
                "*/",
                "/* from here",
                "`",
                "if (false) {",
                "try {",
                "} catch {}",
                "assert.equal = () => {};",
                "require('../src/calc').add = () => 3;",
                "function add() { return 3; }",
                "const add = () => 3;",
                "var { add } = fake;",
                "import { add } from './fake';",
                "jest.mock('../src/calc');",
                "vi.spyOn(calc, 'add');",
                "beforeEach(() => {});",
                "globalThis.test = () => {};",
                "Object.defineProperty(assert, 'equal', {});",
                "test.failing('x', () => {});",
                "false && test('x', () => {});",
                "jest.retryTimes(3);",
            })
    void a_line_in_a_javascript_test_that_skips_ends_or_replaces_is_not(String line) {
        weakened("test/calc.test.js", JAVASCRIPT, with(JAVASCRIPT, line, "test('adds'"));
        weakened("src/__tests__/calc.ts", JAVASCRIPT, with(JAVASCRIPT, line, "assert.equal("));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "    @Disabled",
                "    @Ignore(\"later\")",
                "    @EnabledIf(\"never\")",
                "    @Tag(\"slow\")",
                "    Assumptions.assumeTrue(false);",
                "        if (true) return;",
                "        return;",
                "    /*",
                "    */",
                "    void assertEquals(Object a, Object b) {}",
                "    static void assertEquals(int a, int b) {",
                "import static fake.Assertions.*;",
                "import fake.Calc;",
                "    class Calc {}",
                "    @BeforeEach",
                "@ExtendWith(Nothing.class)",
                "@RunWith(Nothing.class)",
                "        System.exit(0);",
                "        try {",
                "        } catch (AssertionError e) {",
            })
    void a_line_in_a_java_test_that_skips_ends_or_replaces_is_not(String line) {
        weakened("src/test/java/shop/CalcTest.java", JAVA, with(JAVA, line, "assertEquals(3"));
        weakened("src/test/java/shop/CalcTest.java", JAVA, with(JAVA, line, "    @Test"));
    }

    @Test
    void a_line_in_a_test_of_other_languages_that_skips_or_ends_is_not() {
        String go = "package calc\n\nfunc TestAdd(t *testing.T) {\n\tcheck(t, Add(1, 2), 3)\n}\n";
        weakened("calc_test.go", go, with(go, "\tt.Skip()", "check("));
        weakened("calc_test.go", go, with(go, "\treturn", "check("));
        weakened("calc_test.go", go, with(go, "//go:build never", "package"));
        weakened("calc_test.go", go, with(go, "func TestMain(m *testing.M) { os.Exit(0) }", "func TestAdd"));
        String rust = "#[test]\nfn adds() {\n    assert_eq!(add(1, 2), 3);\n}\n";
        weakened("tests/calc.rs", rust, with(rust, "#[ignore]", "fn adds"));
        weakened("tests/calc.rs", rust, with(rust, "#[should_panic]", "fn adds"));
        weakened("tests/calc.rs", rust, with(rust, "#[cfg(never)]", "#[test]"));
        String ruby = "describe Calc do\n  it 'adds' do\n    expect(add(1, 2)).to eq 3\n  end\nend\n";
        weakened("spec/calc_spec.rb", ruby, with(ruby, "    skip", "expect"));
        weakened("spec/calc_spec.rb", ruby, with(ruby, "    pending 'x'", "expect"));
        weakened("spec/calc_spec.rb", ruby, with(ruby, "=begin", "describe"));
        weakened("spec/calc_spec.rb", ruby, with(ruby, "__END__", "describe"));
        String shell = "@test 'adds' {\n  [ \"$(add 1 2)\" = 3 ]\n}\n";
        weakened("test/calc.bats", shell, with(shell, "  exit 0", "["));
        weakened("test/calc.bats", shell, with(shell, "  skip", "["));
    }

    @Test
    void deleted_renamed_emptied_and_reordered_tests_are_not() {
        weakened("tests/test_calc.py", PYTHON, null);
        weakened("tests/test_calc.py", PYTHON, "");
        weakened("test/calc.test.js", JAVASCRIPT, "// " + JAVASCRIPT);
        assertThat(Weakening.of(
                        List.of(
                                FileEdit.of("tests/test_calc.py", PYTHON, null),
                                FileEdit.of("tests/calc.py", null, PYTHON)),
                        Set.of()))
                .isNotEmpty();
        weakened("tests/test_calc.py", "a\nb\nc\n", "b\na\nc\n");
        weakened("tests/test_calc.py", "check(1)\ncheck(1)\n", "check(1)\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "test_calc.py",
                "calc_test.py",
                "tests.py",
                "tests/helpers.py",
                "tests/data/input.json",
                "src/test/resources/orders.csv",
                "src/test/java/shop/Helper.java",
                "app/src/androidTest/java/X.kt",
                "shop/CalcTest.java",
                "shop/CalcTests.java",
                "shop/TestCalc.java",
                "shop/CalcIT.java",
                "Shop.Tests/CalcTests.cs",
                "src/calc.spec.ts",
                "src/calc.test.tsx",
                "src/calc-test.js",
                "src/__snapshots__/calc.test.js.snap",
                "src/__mocks__/calc.js",
                "cypress/e2e/shop.cy.js",
                "calc_test.go",
                "testdata/orders.golden",
                "spec/calc_spec.rb",
                "features/shop.feature",
                "test.js",
                "test/test-add.mjs",
                "expected.json",
                "data/expected_output.txt",
                "orders.approved.txt",
            })
    void files_of_tests_are_recognised_by_their_paths(String path) {
        weakened(path, "one\n", "two\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "package.json",
                "web/package.json",
                "package-lock.json",
                "jest.config.js",
                "vitest.config.mts",
                "vite.config.ts",
                "vitest.setup.ts",
                "babel.config.js",
                ".mocharc.yml",
                ".babelrc",
                "tsconfig.json",
                "tsconfig.test.json",
                "karma.conf.js",
                ".npmrc",
                "pom.xml",
                "core/pom.xml",
                ".mvn/maven.config",
                ".mvn/jvm.config",
                "mvnw",
                "build.gradle",
                "app/build.gradle.kts",
                "settings.gradle",
                "gradle.properties",
                "gradle/wrapper/gradle-wrapper.properties",
                "buildSrc/src/Plugin.java",
                "pyproject.toml",
                "pytest.ini",
                "tox.ini",
                "setup.cfg",
                "setup.py",
                "noxfile.py",
                "conftest.py",
                "src/conftest.py",
                "requirements.txt",
                "requirements-dev.txt",
                "Cargo.toml",
                "build.rs",
                "go.mod",
                "Makefile",
                "justfile",
                "Rakefile",
                ".rspec",
                "Gemfile.lock",
                "phpunit.xml",
                ".github/workflows/ci.yml",
                ".gitlab-ci.yml",
                "Dockerfile",
                "docker-compose.yml",
                "run_tests.sh",
                "scripts/run-tests.sh",
                "check.sh",
                "test_helper.rb",
                "src/setupTests.js",
                "sitecustomize.py",
                "usercustomize.py",
                "src/evil.pth",
                ".gitattributes",
                "src/main/resources/META-INF/services/org.junit.platform.engine.TestEngine",
            })
    void files_that_decide_what_is_tested_are_for_a_person(String path) {
        weakened(path, "{\"a\": 1}", "{\"a\": 2}");
        weakened(path, null, "{\"a\": 2}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pytest.py",
                "pytest/__init__.py",
                "unittest.py",
                "unittest/mock.py",
                "_pytest/config.py",
                "assert.js",
                "mock.py",
                "random.py",
                "json/__init__.py",
                "node_modules/chai/index.js",
                ".venv/lib/python3.11/site-packages/pytest.py",
                "src/main/java/org/junit/jupiter/api/Assertions.java",
                "src/main/java/org/assertj/core/Fake.java",
                "tests/__init__.py",
                "__pycache__/calc.cpython-311.pyc",
                "lib/helper.jar",
            })
    void a_new_file_in_the_place_of_a_library_is_for_a_person(String path) {
        weakened(path, null, "x = 1\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "if 'pytest' in sys.modules: return 3",
                "if os.environ.get('PYTEST_CURRENT_TEST'):",
                "if (process.env.JEST_WORKER_ID) return 3;",
                "if (process.env.NODE_ENV === 'test') return 3;",
                "if (process.env['NODE_ENV'] == \"test\") {",
                "process.exit(0);",
                "process.exit();",
                "process.exitCode = 0",
                "process.on('exit', () => {});",
                "os._exit(0)",
                "sys.exit()",
                "sys.exit(0)",
                "raise SystemExit",
                "System.exit(0);",
                "Runtime.getRuntime().halt(0);",
                "import unittest",
                "from unittest import TestCase",
                "const chai = require('chai');",
                "import org.junit.jupiter.api.Assertions;",
                "unittest.TestCase.assertEqual = lambda *a: None",
                "assert.equal = () => {};",
                "Object.prototype.equals = () => true;",
                "    def __eq__(self, other): return True",
                "atexit.register(lambda: os._exit(0))",
                "StackTraceElement[] all = Thread.currentThread().getStackTrace();",
                "open('tests/test_calc.py', 'w').write('')",
                "fs.writeFileSync('package.json', text)",
                "exit 0",
                "os.Exit(0)",
                "std::process::exit(0);",
                "globalThis.expect = () => ({});",
                "import 'node:test';",
            })
    void a_line_in_the_program_that_notices_or_ends_the_tests_is_for_a_person(String line) {
        weakened("src/calc.x", "one\n", "one\n" + line + "\n");
        fine("src/calc.x", line + "\none\n", line + "\ntwo\n");
    }

    @Test
    void tests_within_the_program_count_as_tests() {
        String rust = """
                pub fn add(a: i32, b: i32) -> i32 { a - b }

                #[cfg(test)]
                mod tests {
                    #[test]
                    fn adds() { assert_eq!(super::add(1, 2), 3); }
                }
                """;
        fine("src/lib.rs", rust, rust.replace("a - b", "a + b"));
        weakened("src/lib.rs", rust, rust.replace("a - b", "a + b").replace(", 3)", ", -1)"));
        weakened("src/lib.rs", rust, "pub fn add(a: i32, b: i32) -> i32 { a - b }\n");
        String example = "def add(a, b):\n    \"\"\"\n    >>> add(1, 2)\n    3\n    \"\"\"\n    return a - b\n";
        fine("calc.py", example, example.replace("a - b", "a + b"));
        weakened("calc.py", example, example.replace("    3\n", "    -1\n"));
        weakened("calc.py", example, "def add(a, b):\n    return a - b\n");
    }

    @Test
    void links_submodules_lost_permissions_and_binary_tests_are_for_a_person() {
        assertThat(Weakening.of(List.of(new FileEdit("src/a.py", "x", "b.py", FileEdit.Kind.LINK, false)), Set.of()))
                .isNotEmpty();
        assertThat(Weakening.of(List.of(new FileEdit("lib", "1", "2", FileEdit.Kind.SUBMODULE, false)), Set.of()))
                .isNotEmpty();
        assertThat(Weakening.of(List.of(new FileEdit("bin/run", "x", "x", FileEdit.Kind.TEXT, true)), Set.of()))
                .isNotEmpty();
        assertThat(Weakening.of(List.of(new FileEdit("tests/a.png", "", "", FileEdit.Kind.BINARY, false)), Set.of()))
                .isNotEmpty();
    }

    @Test
    void what_the_test_command_runs_is_for_a_person() {
        FileEdit edit = FileEdit.of("bin/all.sh", "run\n", "true\n");
        assertThat(Weakening.of(List.of(edit), Set.of())).isEmpty();
        assertThat(Weakening.of(List.of(edit), Set.of("bin/all.sh")))
                .containsExactly("It changes bin/all.sh, which the test command runs.");
    }

    @Test
    void a_sentence_names_the_file_and_the_line() {
        assertThat(of("tests/test_calc.py", PYTHON, PYTHON.replace(", 3)", ", -1)")))
                .containsExactly(
                        "It changes or removes a check of tests/test_calc.py:" + " `self.assertEqual(add(1, 2), 3)`.");
        assertThat(of("package.json", "{\"scripts\": {\"test\": \"jest\"}}", "{\"scripts\": {\"test\": \"true\"}}"))
                .containsExactly("It changes package.json, which can decide what is tested and how.");
    }
}
