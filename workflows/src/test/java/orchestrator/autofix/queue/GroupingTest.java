package orchestrator.autofix.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import orchestrator.autofix.FileChange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroupingTest {
    private static List<List<String>> groups(String... paths) {
        List<FileChange> changes = Stream.of(paths).map(TestTasks::changed).toList();
        return Grouping.of(changes, changes.size()).stream()
                .map(group -> group.stream().map(FileChange::path).toList())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "src/foo.py, tests/test_foo.py",
        "src/foo.py, src/foo_test.py",
        "src/main/java/a/Foo.java, src/test/java/a/FooTest.java",
        "src/main/java/a/Foo.java, src/test/java/a/FooTests.java",
        "src/main/java/a/Foo.java, src/test/java/a/TestFoo.java",
        "src/main/java/a/Foo.java, src/test/java/a/FooIT.java",
        "src/main/java/a/Foo.java, src/test/kotlin/a/FooTest.kt",
        "src/main/scala/Foo.scala, src/test/scala/FooSpec.scala",
        "lib/foo.js, test/foo.test.js",
        "lib/foo.ts, lib/foo.spec.ts",
        "lib/foo.tsx, lib/__tests__/foo.test.ts",
        "lib/foo.rb, spec/foo_spec.rb",
        "pkg/foo.go, pkg/foo_test.go",
        "src/foo.cpp, tests/foo_test.cc",
        "src/my-part.js, src/my-part-test.js"
    })
    void a_file_and_the_tests_of_its_stem_are_one_task(String file, String test) {
        assertThat(groups(file, test)).containsExactly(List.of(file, test));
        assertThat(groups(test, file)).containsExactly(List.of(test, file));
    }

    @ParameterizedTest
    @CsvSource({
        "a/foo.py, b/bar.py",
        "a/foo.py, b/foo.py",
        "a/foo.py, test_bar.py",
        "a/foo.py, FooTest.java",
        "a/Foo.java, a/FooBarTest.java",
        "latest.py, la.py",
        "a/Contest.java, a/Con.java",
        "README.md, a/foo.py"
    })
    void other_files_are_tasks_of_their_own(String one, String other) {
        assertThat(groups(one, other)).containsExactly(List.of(one), List.of(other));
    }

    @Test
    void a_stem_may_have_several_tests() {
        assertThat(groups("a.py", "b.py", "test_a.py", "a_test.py"))
                .containsExactly(List.of("a.py", "test_a.py", "a_test.py"), List.of("b.py"));
    }

    @Test
    void ten_files_are_ten_tasks_and_eleven_are_one() {
        String[] ten = IntStream.range(0, 10).mapToObj(i -> "f" + i + ".py").toArray(String[]::new);
        String[] eleven = IntStream.range(0, 11).mapToObj(i -> "f" + i + ".py").toArray(String[]::new);

        assertThat(groups(ten)).hasSize(10);
        assertThat(groups(eleven)).hasSize(1);
    }

    @Test
    void two_thousand_files_of_which_the_first_are_known_are_one_task() {
        assertThat(Grouping.of(List.of(TestTasks.changed("a.py")), 2_000)).hasSize(1);
        assertThat(Grouping.of(List.of(), 0)).isEmpty();
    }
}
