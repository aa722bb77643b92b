package orchestrator.repair;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import orchestrator.autofix.FixActivities.Applied.How;
import orchestrator.autofix.FixActivities.Tested;
import orchestrator.autofix.FixActivities.Tested.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the checkouts of a task have, and what is left of them. */
class TaskCheckoutTest {
    @TempDir
    Path base;

    private RepairedProject project;

    @BeforeEach
    void open() throws Exception {
        project = new RepairedProject(base).repository();
    }

    @AfterEach
    void close() {
        project.close();
    }

    private void npmProject(String test) {
        project.testedBy(test)
                .write("package.json", "{\"scripts\": {\"test\": \"node --test\"}}\n")
                .write("src/sum.js", "module.exports = (a, b) => require('adder')(a, b);\n")
                .write("test/sum.test.js", """
                        const test = require('node:test');
                        const assert = require('node:assert');
                        const sum = require('../src/sum');
                        test('adds', () => assert.strictEqual(sum(1, 2), 3));
                        """)
                .write("node_modules/adder/index.js", "module.exports = (a, b) => a + b;\n")
                .write(".gitignore", "node_modules/\n")
                .commit();
    }

    @Test
    void a_plain_npm_project_is_tested_with_its_installed_libraries() throws Exception {
        npmProject("npm test");
        var first = project.task("src/sum.js");

        Tested green = first.test();

        assertThat(green.status()).as(first.output(green)).isEqualTo(Status.GREEN);
        assertThat(green.tests()).containsExactly("test/sum.test.js");
        Path used = result(first.key).resolve("node_modules/adder/index.js");
        Object inode = Files.getAttribute(used, "unix:ino");
        first.clear();
        var second = project.task("src/sum.js");
        second.test();
        assertThat(Files.getAttribute(result(second.key).resolve("node_modules/adder/index.js"), "unix:ino"))
                .isEqualTo(inode);
    }

    private Path result(String key) {
        return project.home.session(key).resolve("result");
    }

    @Test
    void what_an_agent_does_to_installed_libraries_stays_in_its_checkout() throws Exception {
        npmProject("node --test");
        project.write("src/sum.js", "module.exports = (a, b) => require('adder')(a, b) + 1;\n");
        var task = project.task("src/sum.js");
        Tested red = task.test();
        RepairedProject.write(task.tree(), "node_modules/adder/index.js", "module.exports = () => 2;\n");

        Tested judged = task.integrate().judge().tested();

        assertThat(red.status()).isEqualTo(Status.RED);
        assertThat(judged.status()).isEqualTo(Status.RED);
        assertThat(project.read("node_modules/adder/index.js")).isEqualTo("module.exports = (a, b) => a + b;\n");
    }

    @Test
    void after_an_installation_the_next_task_has_the_new_libraries() throws Exception {
        npmProject("true");
        var first = project.task("src/sum.js");
        first.test();
        first.clear();
        project.write("node_modules/more/index.js", "module.exports = 1;\n");

        var second = project.task("src/sum.js");
        second.test();

        assertThat(result(second.key).resolve("node_modules/more/index.js")).exists();
    }

    @Test
    void a_virtual_environment_leads_to_the_files_of_the_checkout() throws Exception {
        String root = project.root.toString();
        project.testedBy("grep -q checked .venv/lib/python3/site-packages/x.pth; sh -c \"$(head -1 .venv/bin/tool)\"")
                .write("src/x.py", "x = 1\n")
                .write(".venv/pyvenv.cfg", "home = /usr/bin\n")
                .write(".venv/bin/tool", "#!" + root + "/.venv/bin/python\n")
                .write(".venv/lib/python3/site-packages/x.pth", root + "/src\n" + root + "-other\n")
                .write(".gitignore", ".venv\n")
                .commit();
        var task = project.task("src/x.py");
        task.test();

        Path there = result(task.key);

        assertThat(RepairedProject.readIn(there, ".venv/bin/tool")).isEqualTo("#!" + there + "/.venv/bin/python\n");
        assertThat(RepairedProject.readIn(there, ".venv/lib/python3/site-packages/x.pth"))
                .isEqualTo(there + "/src\n" + root + "-other\n");
        assertThat(project.read(".venv/bin/tool")).isEqualTo("#!" + root + "/.venv/bin/python\n");
        task.clear();
        var next = project.task("src/x.py");
        next.test();
        assertThat(RepairedProject.readIn(result(next.key), ".venv/bin/tool"))
                .isEqualTo("#!" + result(next.key) + "/.venv/bin/python\n");
    }

    @Test
    void a_green_task_leaves_nothing() throws Exception {
        project.testedBy("true").write("a.txt", "a\n").commit();
        var task = project.task("a.txt");
        task.test();

        task.clear();
        task.clear();

        assertThat(project.home.session(task.key)).doesNotExist();
        assertThat(project.git("for-each-ref", "refs/orchestrate", "refs/heads/orchestrate"))
                .isEmpty();
        assertThat(project.git("status", "--porcelain")).isEmpty();
    }

    @Test
    void only_the_newest_repairs_of_a_project_can_be_taken_back() throws Exception {
        project.testedBy("true").write("a.txt", "0\n").commit();
        var first = project.task("a.txt").repair("a.txt", "1\n");
        first.apply();
        first.clear();
        for (int i = 2; i <= 51; i++) project.endedTask(i);

        assertThat(first.undo().how()).isEqualTo(How.REFUSED);
        assertThat(project.home.session(first.key)).doesNotExist();
    }

    @Test
    void old_remains_of_terminated_tasks_and_unused_libraries_are_pruned() throws Exception {
        npmProject("true");
        var terminated = project.task("src/sum.js");
        terminated.test();
        var ended = project.task("src/sum.js");
        ended.test();
        ended.clear();
        Path pool = project.home.project(project.project).directory().resolve("dependencies");
        assertThat(pool).isNotEmptyDirectory();

        project.checkouts.prune(Instant.now().plusSeconds(60), key -> true);

        assertThat(result(terminated.key)).doesNotExist();
        assertThat(project.home.session(terminated.key).resolve("repository.git"))
                .doesNotExist();
        assertThat(pool).isEmptyDirectory();
        assertThat(project.git("for-each-ref", "refs/orchestrate")).isEmpty();
    }

    @Test
    void a_repair_that_waits_for_a_person_can_be_applied_after_its_checkouts_are_removed() throws Exception {
        project.testedBy("true").write("a.txt", "0\n").commit();
        var task = project.task("a.txt").repair("a.txt", "1\n");
        task.judge();
        project.repairs().clear(task.key, true);

        assertThat(result(task.key)).doesNotExist();
        assertThat(task.apply().how()).isEqualTo(How.APPLIED);
        assertThat(project.read("a.txt")).isEqualTo("1\n");
    }
}
