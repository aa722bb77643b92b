package orchestrator.e2e;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import orchestrator.harness.ExternalCommand;
import orchestrator.harness.watch.GitProject;
import orchestrator.modelserver.story.SmallRepairs;

/** The small Maven, npm and pytest projects of which one line is broken. */
record ShopProject(SmallRepairs kind, GitProject files) {
    private static final String POM = """
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <modelVersion>4.0.0</modelVersion>
              <groupId>shop</groupId>
              <artifactId>shop</artifactId>
              <version>1</version>
              <properties>
                <maven.compiler.release>17</maven.compiler.release>
                <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
              </properties>
              <dependencies>
                <dependency>
                  <groupId>org.junit.jupiter</groupId>
                  <artifactId>junit-jupiter</artifactId>
                  <version>6.1.3</version>
                  <scope>test</scope>
                </dependency>
              </dependencies>
              <build>
                <plugins>
                  <plugin><artifactId>maven-resources-plugin</artifactId><version>3.3.1</version></plugin>
                  <plugin><artifactId>maven-compiler-plugin</artifactId><version>3.14.0</version></plugin>
                  <plugin><artifactId>maven-surefire-plugin</artifactId><version>3.5.3</version></plugin>
                </plugins>
              </build>
            </project>
            """;

    static ShopProject make(SmallRepairs kind, Path directory) {
        Map<String, byte[]> files = new TreeMap<>();
        texts(kind).forEach((path, text) -> files.put(path, text.getBytes(StandardCharsets.UTF_8)));
        return new ShopProject(kind, GitProject.make(directory, files));
    }

    private static Map<String, String> texts(SmallRepairs kind) {
        return switch (kind) {
            case MAVEN ->
                Map.of(
                        "pom.xml",
                        POM,
                        ".gitignore",
                        "target/\n",
                        kind.file(),
                        program(kind, kind.rightLine()),
                        "src/test/java/shop/PriceTest.java",
                        """
                            package shop;

                            import static org.junit.jupiter.api.Assertions.assertEquals;

                            import org.junit.jupiter.api.Test;

                            class PriceTest {
                                @Test
                                void tenAreCheaper() {
                                    assertEquals(450, Price.of(10), "%s");
                                }
                            }
                            """.formatted(kind.cue()));
            case NPM ->
                Map.of(
                        "package.json",
                        """
                            {"name": "shop", "private": true, "type": "module", "scripts": {"test": "node --test"}}
                            """,
                        kind.file(),
                        program(kind, kind.rightLine()),
                        "price.test.js",
                        """
                            import assert from 'node:assert/strict';
                            import test from 'node:test';
                            import { price } from './price.js';

                            test('ten are cheaper', () => {
                              assert.equal(price(10), 450, '%s');
                            });
                            """.formatted(kind.cue()));
            case PYTEST ->
                Map.of(
                        ".gitignore",
                        "__pycache__/\n.pytest_cache/\n",
                        kind.file(),
                        program(kind, kind.rightLine()),
                        "test_price.py",
                        """
                            from price import price


                            def test_ten_are_cheaper():
                                assert price(10) == 450, '%s'
                            """.formatted(kind.cue()));
        };
    }

    private static String program(SmallRepairs kind, String line) {
        return switch (kind) {
            case MAVEN -> """
                    package shop;

                    public final class Price {
                        public static int of(int count) {
                    %s
                        }

                        private static int discount(int count) {
                            return count >= 10 ? count * 5 : 0;
                        }
                    }
                    """.formatted(line);
            case NPM -> """
                    export function price(count) {
                    %s
                    }

                    function discount(count) {
                      return count >= 10 ? count * 5 : 0;
                    }
                    """.formatted(line);
            case PYTEST -> """
                    def price(count):
                    %s


                    def discount(count):
                        return count * 5 if count >= 10 else 0
                    """.formatted(line);
        };
    }

    /** The command of its kind. Maven must find what is downloaded, though the home directory is another one. */
    String command() {
        String repository = System.getProperty("maven.repo.local", System.getProperty("user.home") + "/.m2/repository");
        return switch (kind) {
            case MAVEN -> "mvn -q -B -o -Dmaven.repo.local=" + repository + " test";
            case NPM -> "npm test";
            case PYTEST -> pythonWithPytest() + " -m pytest -q -p no:cacheprovider";
        };
    }

    private String pythonWithPytest() {
        List<String> words = List.of("python3", "-c", "import sys, pytest; print(sys.executable)");
        return ExternalCommand.run(Path.of("/usr/bin/env"), words, Map.of(), files.directory())
                .strip();
    }

    void breakIt() {
        files.save(kind.file(), program(kind, kind.wrongLine()));
    }

    /** A change that breaks nothing. */
    void addRemark() {
        String remark = kind == SmallRepairs.PYTEST ? "# checked\n" : "// checked\n";
        files.save(kind.file(), files.read(kind.file()) + remark);
    }

    boolean isRight() {
        return files.read(kind.file()).equals(program(kind, kind.rightLine()));
    }
}
