package orchestrator.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import orchestrator.autofix.WatchActivities.Batch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Projects in a git repository. */
class GitProjectTest {
    private static final int FILES = 2_000;

    @TempDir
    Path temp;

    private WatchedProject project;

    @BeforeEach
    void begin() {
        project = new WatchedProject(temp);
        project.run("git init -q -b main");
    }

    @AfterEach
    void end() {
        project.close();
    }

    private void commitAll() {
        project.run("git add -A; git commit -qm all");
    }

    @Test
    void what_git_ignores_is_not_seen() {
        project.write(".gitignore", "out/\n*.gen\n").write("a.txt", "1").write("out/x", "1");
        project.startFirst();
        project.write("out/y", "1").write("out/sub/z", "1").write("b.gen", "1").write("src/c.gen", "1");
        project.write("a.txt", "2").write("src/d.txt", "1");

        assertThat(project.changes()).containsExactly("modified a.txt", "created src/d.txt");
        assertThat(project.watcher.facts().files()).isEqualTo(3);
        assertThat(project.watcher.facts().directories()).isEqualTo(2);
    }

    @Test
    void a_file_that_is_ignored_and_written_all_the_time_delays_nothing() {
        project.write(".gitignore", "*.noise\n").startFirst();
        project.write("first.noise", "0").write("a.txt", "1");
        project.takeIn();
        project.time.pass(WatchedProject.DEBOUNCE_MILLIS);
        project.write("first.noise", "1");
        project.takeIn();
        project.time.pass(1);
        project.write("first.noise", "2");
        project.takeIn();

        assertThat(project.known.unacknowledged().map(Batch::total)).contains(1);
    }

    @Test
    void other_rules_hold_at_once() {
        project.write(".gitignore", "out/\n").write("out/x", "1").write("log/y", "1");
        project.startFirst();
        project.write(".gitignore", "log/\n");
        project.peek();

        assertThat(project.changes()).containsExactly("modified .gitignore", "created out/x");

        project.write("log/y", "2").write("out/x", "2");

        assertThat(project.changes()).containsExactly("modified out/x");
    }

    @Test
    void a_tracked_file_is_seen_whatever_a_convention_or_a_rule_says() {
        project.write(".gitignore", "kept/\n").write("src/build/Step.java", "1").write("kept/a.log", "1");
        project.run("git add -Af; git commit -qm all");
        project.startFirst();
        project.write("src/build/Step.java", "2").write("kept/a.log", "2").write("kept/b.log", "2");

        assertThat(project.changes()).containsExactly("modified kept/a.log", "modified src/build/Step.java");
    }

    @Test
    void a_checkout_of_two_thousand_files_is_one_batch() {
        project.run("mkdir -p d1 d2; for i in $(seq 1 " + FILES / 2 + "); do echo $i > d1/$i; echo $i > d2/$i; done");
        commitAll();
        project.run("git checkout -q -b other; for d in d1 d2; do for f in $d/*; do echo more >> $f; done; done;"
                + " git mv d2 d3");
        commitAll();
        project.run("git checkout -q main");
        project.startFirst();
        project.run("git checkout -q other");

        Batch batch = project.peek().orElseThrow();

        assertThat(batch.total()).isEqualTo(FILES / 2 + FILES);
        assertThat(batch.changes()).hasSize(500);
        project.acknowledge(batch);

        project.run("git checkout -q main; git checkout -q other");

        assertThat(project.changes()).isEmpty();
    }

    @Test
    void a_rebase_is_one_batch_with_its_outcome_only() {
        project.write("a.txt", "1\n").write("b.txt", "1\n");
        commitAll();
        project.run("git checkout -q -b topic; for i in 2 3 4; do echo $i >> a.txt; git commit -qam $i; done");
        project.run("git checkout -q main; echo 2 >> b.txt; git commit -qam b; git checkout -q topic");
        project.startFirst();
        project.run("git rebase -q main");

        assertThat(project.changes()).containsExactly("modified b.txt");
    }

    @Test
    void nothing_is_a_batch_while_git_holds_its_lock() {
        project.write("a.txt", "1");
        commitAll();
        project.startFirst();
        project.run(": > .git/index.lock");
        project.write("a.txt", "2");

        assertThat(project.changes()).isEmpty();

        project.time.pass(30_000);
        project.write("a.txt", "3").run("rm .git/index.lock");

        assertThat(project.changes()).containsExactly("modified a.txt");
    }

    @Test
    void a_lock_that_a_killed_git_has_left_is_waited_for_a_minute_and_then_said() {
        project.write("a.txt", "1").startFirst();
        project.run(": > .git/index.lock");
        project.write("a.txt", "2");
        assertThat(project.changes()).isEmpty();

        project.time.pass(60_000);

        Batch batch = project.peek().orElseThrow();
        assertThat(batch.note()).contains("index.lock").contains("remove it if no git is running");
        project.acknowledge(batch);
        project.write("a.txt", "3");
        assertThat(project.changes()).containsExactly("modified a.txt");

        project.run("rm .git/index.lock");
        project.write("a.txt", "4");
        assertThat(project.changes()).containsExactly("modified a.txt");
        assertThat(project.note()).isEmpty();
    }

    @Test
    void a_repository_within_the_project_has_rules_of_its_own() {
        project.write("a.txt", "1");
        project.run("git init -q sub; cd sub; echo '*.gen' > .gitignore; echo 1 > x; git add -A; git commit -qm x");
        commitAll();
        project.startFirst();
        project.write("sub/x", "2").write("sub/y.gen", "2").write("z.gen", "2");

        assertThat(project.changes()).containsExactly("modified sub/x", "created z.gen");
    }

    @Test
    void a_project_in_an_ignored_directory_of_another_repository_is_watched_all_the_same() {
        Path outer = temp.resolve("outer");
        WatchedProject.make(outer.resolve("ignored/project"));
        try (WatchedProject inner = new WatchedProject(outer.resolve("ignored"))) {
            inner.run("cd ../..; git init -q; echo ignored/ > .gitignore");
            inner.startFirst().write("a.txt", "1");

            assertThat(inner.changes()).containsExactly("created a.txt");
        }
    }

    @Test
    void a_project_in_a_part_of_a_repository_has_the_rules_of_the_whole() {
        try (WatchedProject part = new WatchedProject(project.at("part"))) {
            project.write(".gitignore", "/part/project/out\n");
            part.startFirst().write("a.txt", "1").write("out/b.txt", "1");

            assertThat(part.changes()).containsExactly("created a.txt");
        }
    }

    @Test
    void a_project_that_becomes_a_repository_has_its_rules_from_then_on() {
        project.run("rm -rf .git");
        project.write(".gitignore", "*.gen\n").startFirst();
        project.run("git init -q");
        project.write("a.gen", "1").write("b.txt", "1");
        project.peek();

        assertThat(project.changes()).containsExactly("created b.txt");

        project.write("c.gen", "1");

        assertThat(project.changes()).isEmpty();
    }

    @Test
    void a_broken_repository_is_said_and_its_files_are_watched() {
        project.run("echo nonsense > .git/config");
        project.startFirst().write("a.txt", "1");

        assertThat(project.changes()).containsExactly("created a.txt");
    }

    @Test
    void what_the_user_names_is_watched_even_if_git_ignores_it() {
        try (WatchedProject some = new WatchedProject(temp.resolve("some"), "generated")) {
            some.run("git init -q; echo generated/ > .gitignore");
            some.write("generated/a.txt", "1").startFirst().write("generated/a.txt", "2");

            assertThat(some.changes()).containsExactly("modified generated/a.txt");
        }
    }
}
