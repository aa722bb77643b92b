package orchestrator.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import orchestrator.watch.source.ChangeSignals;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Directories that come, go, move and lead elsewhere, and the paths that are watched. */
class PlacesTest {
    @TempDir
    Path temp;

    private WatchedProject project;

    @AfterEach
    void end() {
        project.close();
    }

    private WatchedProject of(String... paths) {
        project = new WatchedProject(temp, paths);
        return project;
    }

    /** The project's directory is looked at once in a second. */
    private void passSecond() {
        project.time.pass(1_000);
        project.step(ChangeSignals.NONE);
    }

    @Test
    void a_directory_that_is_deleted_and_made_again_is_watched_again() {
        of().write("src/main/a.txt", "1").write("src/main/b.txt", "1").startFirst();
        project.run("rm -r src; mkdir -p src/main; echo 2 > src/main/a.txt");

        assertThat(project.changes()).containsExactly("modified src/main/a.txt", "deleted src/main/b.txt");

        project.write("src/main/c.txt", "1");

        assertThat(project.changes()).containsExactly("created src/main/c.txt");
    }

    @Test
    void a_directory_that_is_moved_is_watched_at_its_new_place_only() {
        of().write("one/deep/a.txt", "1").write("two/b.txt", "1").startFirst();
        project.run("mv one/deep two/moved");

        assertThat(project.changes()).containsExactly("deleted one/deep/a.txt", "created two/moved/a.txt");

        project.write("two/moved/a.txt", "2").write("one/deep/c.txt", "1");

        assertThat(project.changes()).containsExactly("created one/deep/c.txt", "modified two/moved/a.txt");
    }

    @Test
    void a_directory_that_leaves_the_project_and_one_that_enters_it_are_seen() throws IOException {
        Path elsewhere = Files.createDirectories(temp.resolve("elsewhere/sub"));
        Files.writeString(elsewhere.resolve("new.txt"), "1");
        of().write("src/a.txt", "1").startFirst();
        project.run("mv src ../gone; mv ../elsewhere src");
        project.takeIn();
        project.run("echo 2 > ../gone/a.txt");

        assertThat(project.changes()).containsExactly("deleted src/a.txt", "created src/sub/new.txt");
    }

    @Test
    void a_tree_that_appears_file_by_file_is_seen_whole() {
        of().startFirst();
        project.run("for i in 1 2 3 4 5 6 7 8 9; do mkdir -p a/$i/b/c; echo $i > a/$i/b/c/f; echo $i > a/$i/f; done");

        assertThat(project.changes()).hasSize(18);

        project.run("for i in 1 2 3 4 5 6 7 8 9; do echo x > a/$i/b/c/f; done");

        assertThat(project.changes()).hasSize(9);
    }

    @Test
    void generated_and_temporary_files_are_skipped_without_git_too() {
        of().startFirst();
        for (String skipped : new String[] {
            "node_modules/m/x.js", "target/x", "build/x", "dist/x", "py/__pycache__/x.pyc", ".venv/x", "coverage/x",
            "x.egg-info/x", ".idea/x", "a.pyc", "a.class", "a.log", ".DS_Store", "a.orig"
        }) project.write(skipped, "1");
        project.write("targets/x", "1").write("src/build", "a file").write("log", "1");

        assertThat(project.changes()).containsExactly("created log", "created src/build", "created targets/x");
    }

    @Test
    void the_data_directory_is_not_watched_within_the_project_either() {
        of().dataIn(project.at("data"));
        project.startFirst().write("data/x.txt", "1").write("a.txt", "1");

        assertThat(project.changes()).containsExactly("created a.txt");
    }

    @Test
    void links_to_directories_are_not_followed_and_loops_do_no_harm() throws IOException {
        Files.createDirectories(temp.resolve("elsewhere"));
        of().write("src/a.txt", "1");
        project.run("ln -s src within; ln -s ../elsewhere outside; ln -s . loop; ln -s nowhere broken");
        project.startFirst();
        project.write("src/a.txt", "2");
        Files.writeString(temp.resolve("elsewhere/b.txt"), "1");

        assertThat(project.changes()).containsExactly("modified src/a.txt");
        assertThat(project.note()).contains("outside the project are not followed: outside.");

        project.run("ln -sfn elsewhere within");

        assertThat(project.changes()).containsExactly("modified within");
    }

    @Test
    void only_the_named_paths_are_watched() {
        of("src", "docs/guide.md", "src/deep").write("src/deep/a.txt", "1").write("docs/guide.md", "1");
        project.write("docs/other.md", "1").write("c.txt", "1").startFirst();
        project.write("src/deep/a.txt", "2").write("docs/guide.md", "2");
        project.write("docs/other.md", "2").write("c.txt", "2").write("docs/new/x.md", "2");
        project.run("mv docs/guide.md x; mv x docs/guide.md");

        assertThat(project.changes()).containsExactly("modified docs/guide.md", "modified src/deep/a.txt");
    }

    @Test
    void a_single_file_is_watched_through_deletion_and_return() {
        of("config/app.yaml").write("config/app.yaml", "1").startFirst();
        project.run("rm config/app.yaml");
        assertThat(project.changes()).containsExactly("deleted config/app.yaml");
        passSecond();

        project.write("config/app.yaml", "2");
        passSecond();

        assertThat(project.changes()).containsExactly("created config/app.yaml");
    }

    @Test
    void a_path_that_does_not_exist_yet_is_said_and_watched_as_soon_as_it_does() {
        of("src", "later/on").write("src/a.txt", "1").startFirst();
        assertThat(project.note()).contains("`later/on` does not exist; it is watched as soon as it does.");

        project.write("later/on/b.txt", "1");
        passSecond();

        assertThat(project.changes()).containsExactly("created later/on/b.txt");
        assertThat(project.note()).isEmpty();

        project.run("rm -r later");
        project.peek();

        assertThat(project.changes()).containsExactly("deleted later/on/b.txt");
    }

    @Test
    void a_path_outside_the_project_is_said_and_not_watched() {
        of("src", "../elsewhere").write("src/a.txt", "1").startFirst();

        assertThat(project.note()).contains("`../elsewhere` is not watched, because it lies outside the project.");
    }

    @Test
    void a_path_that_is_a_link_within_the_project_is_watched_at_its_real_place() {
        of("link").write("real/a.txt", "1").run("ln -s real link");
        project.startFirst();
        project.write("real/a.txt", "2");

        assertThat(project.changes()).containsExactly("modified real/a.txt");
    }

    @Test
    void paths_that_are_added_become_known_without_a_change() {
        of("src").write("src/a.txt", "1").write("docs/b.txt", "1").startFirst().stop();
        project.watchInstead("src", "docs");
        project.write("src/a.txt", "2");
        project.start();

        assertThat(project.changes()).containsExactly("modified src/a.txt");

        project.write("docs/b.txt", "2");

        assertThat(project.changes()).containsExactly("modified docs/b.txt");
    }

    @Test
    void a_project_reached_by_a_link_is_watched() throws IOException {
        Path real = Files.createDirectories(temp.resolve("real"));
        Files.createSymbolicLink(temp.resolve("project"), real);
        of().startFirst();
        Files.writeString(real.resolve("a.txt"), "1");

        assertThat(project.changes()).containsExactly("created a.txt");
    }

    @Test
    void a_project_that_vanishes_is_said_and_compared_when_it_is_back() {
        of().write("a.txt", "1").write("b.txt", "1").startFirst();
        project.run("mv ../project ../away");
        project.time.pass(WatchedProject.DEBOUNCE_MILLIS);
        project.takeIn();

        assertThat(project.known.unacknowledged()).isEmpty();
        assertThat(project.note()).contains("is gone; it is watched again as soon as it is back.");

        project.run(temp, "cd away; echo 2 > a.txt; cd ..; mv away project");
        passSecond();

        assertThat(project.changes()).containsExactly("modified a.txt");
        assertThat(project.note()).isEmpty();

        project.write("b.txt", "2");

        assertThat(project.changes()).containsExactly("modified b.txt");
    }

    @Test
    void a_project_that_is_deleted_file_by_file_and_cloned_again_differs_in_what_is_different() {
        of().write("a.txt", "1").write("src/b.txt", "1").startFirst();
        project.run(temp, "rm -r project");
        project.time.pass(WatchedProject.DEBOUNCE_MILLIS);
        project.takeIn();
        assertThat(project.known.unacknowledged()).isEmpty();

        project.write("a.txt", "1").write("src/b.txt", "2").write("c.txt", "1");
        passSecond();

        assertThat(project.changes()).containsExactly("created c.txt", "modified src/b.txt");
    }
}
