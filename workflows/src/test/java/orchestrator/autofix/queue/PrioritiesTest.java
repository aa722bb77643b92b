package orchestrator.autofix.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import orchestrator.autofix.request.PriorityRule;
import orchestrator.autofix.request.TaskPriority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrioritiesTest {
    @ParameterizedTest
    @CsvSource({
        "src/**, src/a.py, true",
        "src/**, src/b/c/a.py, true",
        "src/**, other/src/a.py, false",
        "src/*, src/a.py, true",
        "src/*, src/b/a.py, false",
        "src/*.py, src/a.py, true",
        "src/*.py, src/a.pyc, false",
        "src/**/a.py, src/a.py, true",
        "src/**/a.py, src/b/c/a.py, true",
        "**/a.py, a.py, true",
        "**/b/a.py, x/y/b/a.py, true",
        "*.md, docs/deep/readme.md, true",
        "a?.py, ab.py, true",
        "a?.py, a/.py, false",
        "./src/*, src/a.py, true",
        "a+(b).py, a+(b).py, true",
        "[ab].py, a.py, false"
    })
    void a_glob_matches_paths(String glob, String path, boolean matches) {
        assertThat(new FilePattern(glob).matches(path)).isEqualTo(matches);
    }

    @Test
    void the_first_rule_of_a_file_and_the_highest_of_its_files_count() {
        Priorities priorities = new Priorities(List.of(
                new PriorityRule("src/slow/**", TaskPriority.LOW),
                new PriorityRule("src/**", TaskPriority.HIGH),
                new PriorityRule("docs/**", TaskPriority.LOW)));

        assertThat(priorities.of(TestTasks.changes("src/slow/a.py"))).isEqualTo(TaskPriority.LOW);
        assertThat(priorities.of(TestTasks.changes("docs/a.md", "src/a.py"))).isEqualTo(TaskPriority.HIGH);
        assertThat(priorities.of(TestTasks.changes("docs/a.md", "b.py"))).isEqualTo(TaskPriority.NORMAL);
        assertThat(priorities.of(List.of())).isEqualTo(TaskPriority.NORMAL);
    }
}
