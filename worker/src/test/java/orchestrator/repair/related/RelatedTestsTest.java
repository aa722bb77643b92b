package orchestrator.repair.related;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import orchestrator.autofix.request.Testing.MapRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that belong to a changed file, and the command for only those. */
class RelatedTestsTest {
    private static final Set<String> NAMES = Set.of(
            "calc.py",
            "shop/cart.py",
            "shop/__init__.py",
            "shop/tests/test_cart.py",
            "tests/test_calc.py",
            "tests/test_shop.py",
            "src/sum.js",
            "src/sum.test.js",
            "src/ui/index.ts",
            "src/ui/ui.spec.tsx",
            "src/money.ts",
            "src/__tests__/money.ts",
            "lib/text.mjs",
            "test/text.mjs",
            "src/main/java/shop/Cart.java",
            "src/test/java/shop/CartTest.java",
            "src/test/java/shop/CartIT.java",
            "core/src/main/java/core/Price.java",
            "core/src/test/java/core/PriceTests.java",
            "core/build.gradle",
            "pkg/add.go",
            "pkg/add_test.go",
            "cmd/main.go",
            "lib/user.rb",
            "spec/user_spec.rb",
            "src/parse.rs",
            "tests/parse.rs",
            "README.md");

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "calc.py, tests/test_calc.py",
                "shop/cart.py, shop/tests/test_cart.py",
                "shop/__init__.py, tests/test_shop.py",
                "tests/test_calc.py, tests/test_calc.py",
                "src/sum.js, src/sum.test.js",
                "src/ui/index.ts, src/ui/ui.spec.tsx",
                "src/money.ts, src/__tests__/money.ts",
                "lib/text.mjs, test/text.mjs",
                "src/__tests__/money.ts, src/__tests__/money.ts",
                "src/main/java/shop/Cart.java, src/test/java/shop/CartIT.java src/test/java/shop/CartTest.java",
                "src/test/java/shop/CartTest.java, src/test/java/shop/CartTest.java",
                "core/src/main/java/core/Price.java, core/src/test/java/core/PriceTests.java",
                "pkg/add.go, pkg",
                "cmd/main.go, ''",
                "lib/user.rb, spec/user_spec.rb",
                "src/parse.rs, tests/parse.rs",
                "README.md, ''",
                "tests/test_gone.py, ''",
            })
    void tests_are_found_by_the_conventions_of_the_language(String file, String tests) {
        assertThat(String.join(
                        " ", RelatedTests.of(List.of(file), NAMES, List.of()).tests()))
                .isEqualTo(tests);
    }

    @Test
    void a_rule_of_the_user_comes_before_conventions() {
        List<MapRule> rules = List.of(
                new MapRule("shop/**", "tests/test_{name}.py"),
                new MapRule("**/*.py", "tests/"),
                new MapRule("*.md", "nothing"));

        RelatedTests none = RelatedTests.of(List.of("shop/cart.py"), NAMES, rules);
        RelatedTests directory = RelatedTests.of(List.of("calc.py"), NAMES, rules);
        RelatedTests both = RelatedTests.of(List.of("calc.py", "src/sum.js"), NAMES, rules);

        assertThat(none.tests()).isEmpty();
        assertThat(none.notes())
                .containsExactly(
                        "The rule for shop/** names tests/test_cart.py, which does not exist, so all tests ran.");
        assertThat(directory.tests()).containsExactly("tests");
        assertThat(both.tests()).containsExactly("tests", "src/sum.test.js");
    }

    @Test
    void without_a_test_that_belongs_to_it_the_user_is_told() {
        assertThat(RelatedTests.of(List.of("README.md"), NAMES, List.of()).notes())
                .containsExactly("No test belongs to README.md by its name, so all tests ran.");
        assertThat(RelatedTests.of(List.of(), NAMES, List.of()).notes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pytest -q | tests/test_calc.py | pytest -q tests/test_calc.py",
                "pytest tests -x | tests/test_calc.py | pytest -x tests/test_calc.py",
                "python3 -m pytest -q | tests/test_calc.py | python3 -m pytest -q tests/test_calc.py",
                ".venv/bin/python -m pytest | tests/test_calc.py | .venv/bin/python -m pytest tests/test_calc.py",
                "uv run pytest | tests/test_calc.py | uv run pytest tests/test_calc.py",
                "python3 -m unittest | tests/test_calc.py | python3 -m unittest tests/test_calc.py",
                "python3 -m unittest discover -s tests | tests/test_calc.py | python3 -m unittest discover -s tests -p test_calc.py",
                "mvn -q test | src/test/java/shop/CartTest.java | mvn -q test -Dtest=CartTest -Dsurefire.failIfNoSpecifiedTests=false",
                "./mvnw -q -B verify | src/test/java/shop/CartTest.java | ./mvnw -q -B verify -Dtest=CartTest -Dsurefire.failIfNoSpecifiedTests=false -DskipITs",
                "mvn verify | src/test/java/shop/CartIT.java | mvn verify -Dtest=NoUnitTest -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=CartIT -Dfailsafe.failIfNoSpecifiedTests=false",
                "./gradlew test | src/test/java/shop/CartTest.java | ./gradlew test --tests shop.CartTest",
                "gradle test | core/src/test/java/core/PriceTests.java | gradle :core:test --tests core.PriceTests",
                "npx jest --ci | src/sum.test.js | npx jest --ci src/sum.test.js",
                "npx --no-install vitest run | src/sum.test.js | npx --no-install vitest run src/sum.test.js",
                "node --test | src/sum.test.js | node --test src/sum.test.js",
                "node --test src/ | src/sum.test.js | node --test src/sum.test.js",
                "go test ./... | pkg | go test ./pkg",
                "go test -race ./... -count=1 | pkg | go test -race ./pkg -count=1",
                "cargo test | tests/parse.rs | cargo test --test parse",
                "bundle exec rspec | spec/user_spec.rb | bundle exec rspec spec/user_spec.rb",
                "CI=true npx jest | src/sum.test.js | CI=true npx jest src/sum.test.js",
                "sh ./mvnw test | src/test/java/shop/CartTest.java | sh ./mvnw test -Dtest=CartTest -Dsurefire.failIfNoSpecifiedTests=false",
            })
    void a_known_runner_gets_only_the_related_tests(String command, String test, String narrowed) {
        assertThat(NarrowedCommand.of(command, List.of(test), NAMES, name -> ""))
                .contains(narrowed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "make test | tests/test_calc.py",
                "pytest && flake8 | tests/test_calc.py",
                "pytest -k 'not slow' | tests/test_calc.py",
                "sh check.sh | tests/test_calc.py",
                "node test.js | src/sum.test.js",
                "mvn test -Dtest=Other | src/test/java/shop/CartTest.java",
                "mvn test | src/test/java/shop/CartIT.java",
                "go vet ./... | pkg",
                "cargo test -- --nocapture | tests/parse.rs",
                "npm test | src/sum.test.js",
            })
    void another_command_cannot_be_narrowed(String command, String test) {
        assertThat(NarrowedCommand.of(command, List.of(test), NAMES, name -> ""))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "npm test | jest | npm test -- src/sum.test.js",
                "npm run test | vitest run | npm run test -- src/sum.test.js",
                "CI=true npm test | jest --ci | CI=true npm test -- src/sum.test.js",
                "yarn test | jest | yarn test src/sum.test.js",
                "npm test | node --test | npm test -- src/sum.test.js",
                "npm test | node --test src/ | node --test src/sum.test.js",
                "npm test | NODE_ENV=test mocha | npm test -- src/sum.test.js",
                "npm test | mocha src | -",
                "npm test | mocha 'src/**/*.test.js' | -",
                "npm test | tsc && jest | -",
                "npm test | node run.js | -",
                "npm run lint | eslint | -",
            })
    void a_script_of_a_package_gets_only_the_related_tests_if_its_runner_is_known(
            String command, String script, String narrowed) {
        String json = "{\"scripts\": {\"test\": \"" + script + "\", \"lint\": \"eslint\"}}";

        assertThat(NarrowedCommand.of(command, List.of("src/sum.test.js"), NAMES, name -> json)
                        .orElse(null))
                .isEqualTo(narrowed);
    }
}
