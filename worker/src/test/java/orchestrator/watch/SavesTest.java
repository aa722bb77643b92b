package orchestrator.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import orchestrator.autofix.WatchActivities.Batch;
import orchestrator.text.Sha256;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ways in which editors and commands save files. */
class SavesTest {
    @TempDir
    Path temp;

    private WatchedProject project;

    @BeforeEach
    void begin() {
        project = new WatchedProject(temp);
        project.write("src/a.txt", "one").write("b.txt", "two").startFirst();
    }

    @AfterEach
    void end() {
        project.close();
    }

    @Test
    void a_changed_a_new_and_a_deleted_file_are_one_batch() throws IOException {
        project.write("src/a.txt", "other").write("src/new/c.txt", "three");
        Files.delete(project.at("b.txt"));

        assertThat(project.changes()).containsExactly("deleted b.txt", "modified src/a.txt", "created src/new/c.txt");
        assertThat(project.changes()).isEmpty();
    }

    @Test
    void nothing_is_a_batch_before_it_is_quiet() {
        project.write("src/a.txt", "other");
        project.takeIn();
        project.time.pass(WatchedProject.DEBOUNCE_MILLIS - 1);
        project.write("b.txt", "other");
        project.takeIn();
        project.time.pass(WatchedProject.DEBOUNCE_MILLIS - 1);
        project.takeIn();

        assertThat(project.known.unacknowledged()).isEmpty();

        project.time.pass(1);
        project.takeIn();

        assertThat(project.known.unacknowledged().map(Batch::total)).contains(2);
    }

    @Test
    void a_file_that_is_written_all_the_time_delays_the_others_for_a_limited_time() {
        project.write("b.txt", "other");
        for (int i = 0; i < 20; i++) {
            project.write("src/a.txt", "line " + i);
            project.takeIn();
            project.time.pass(1_000);
        }
        project.takeIn();

        assertThat(project.known.unacknowledged().map(WatchedProject::words).orElseThrow())
                .containsExactly("modified b.txt", "modified src/a.txt");
    }

    @Test
    void a_save_of_the_same_content_is_no_change() throws IOException {
        project.write("src/a.txt", "one");
        project.run("touch b.txt; cp b.txt b2; mv b2 b.txt");

        assertThat(project.changes()).isEmpty();
        assertThat(project.known.find("b.txt").orElseThrow().stamp().inode())
                .isEqualTo(Files.getAttribute(project.at("b.txt"), "unix:ino"));
    }

    @Test
    void a_file_that_changes_and_changes_back_is_no_change() {
        project.write("src/a.txt", "other");
        project.takeIn();
        project.write("src/a.txt", "one");
        project.write("c.txt", "new");
        project.takeIn();
        project.run("rm c.txt");

        assertThat(project.changes()).isEmpty();
    }

    @Test
    void a_save_that_writes_another_file_and_renames_it_is_one_change() throws IOException {
        project.write("src/.a.txt.abc", "other");
        Files.move(
                project.at("src/.a.txt.abc"),
                project.at("src/a.txt"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);

        assertThat(project.changes()).containsExactly("modified src/a.txt");
    }

    @Test
    void vims_swap_backup_and_trial_files_are_not_seen() {
        project.run("cd src; : > .a.txt.swp; : > .a.txt.swx; rm .a.txt.swx; : > 4913; rm 4913; : > 5036");
        project.run("cd src; mv a.txt a.txt~; printf other > a.txt");
        project.takeIn();
        project.run("cd src; rm a.txt~");

        assertThat(project.changes()).containsExactly("modified src/a.txt");
        assertThat(project.known.hashes(List.of("src/.a.txt.swp", "src/5036"))).isEmpty();
    }

    @Test
    void vims_way_of_renaming_the_old_file_is_one_change_even_if_it_takes_long() {
        project.run("cd src; mv a.txt a.txt~");
        project.takeIn();
        project.time.pass(WatchedProject.DEBOUNCE_MILLIS / 2);
        project.run("cd src; printf other > a.txt; rm a.txt~");

        assertThat(project.changes()).containsExactly("modified src/a.txt");
    }

    @Test
    void locks_and_automatic_saves_of_emacs_are_not_seen() {
        project.run("cd src; ln -s 'me@host.42:1' '.#a.txt'; : > '#a.txt#'; printf other > a.txt; rm '.#a.txt'");

        assertThat(project.changes()).containsExactly("modified src/a.txt");
    }

    @Test
    void sed_in_place_is_one_change_and_none_if_it_replaces_nothing() {
        project.run("sed -i s/one/other/ src/a.txt; sed -i s/nothing/other/ b.txt");

        assertThat(project.changes()).containsExactly("modified src/a.txt");
    }

    @Test
    void a_rename_that_changes_only_the_case_is_a_deletion_and_a_creation() {
        project.run("mv src/a.txt src/A.txt");

        assertThat(project.changes()).containsExactly("created src/A.txt", "deleted src/a.txt");
    }

    @Test
    void a_change_that_keeps_size_and_time_is_seen() {
        project.run("cp -p b.txt old; printf owt > b.txt; touch -r old b.txt; rm old");

        assertThat(project.changes()).containsExactly("modified b.txt");
    }

    @Test
    void a_file_that_becomes_a_directory_or_a_link_is_seen() {
        project.run("rm b.txt; mkdir b.txt; printf x > b.txt/in; rm src/a.txt; ln -s ../b.txt/in src/a.txt");

        assertThat(project.changes()).containsExactly("deleted b.txt", "created b.txt/in", "modified src/a.txt");

        project.run("rm -r b.txt; printf two > b.txt");

        assertThat(project.changes()).containsExactly("created b.txt", "deleted b.txt/in");
    }

    @Test
    void names_with_blanks_line_breaks_and_other_alphabets_are_names() {
        project.write("sr c/a\nb.txt", "x").write("größe/日本.txt", "y").write("-n", "z");

        assertThat(project.changes()).containsExactly("created -n", "created größe/日本.txt", "created sr c/a\nb.txt");

        project.run("rm -r größe");

        assertThat(project.changes()).containsExactly("deleted größe/日本.txt");
    }

    @Test
    void a_name_that_is_not_utf_8_is_said_and_disturbs_nothing() {
        project.run("printf x > \"$(printf 'src/\\351t\\351.txt')\"; printf other > src/a.txt");

        assertThat(project.changes()).containsExactly("modified src/a.txt");
        assertThat(project.note()).contains("not UTF-8");
    }

    @Test
    void what_a_program_has_announced_is_no_change() {
        String hash = Sha256.hex("other");
        project.known.expect(Map.of("src/a.txt", hash, "b.txt", "", "new.txt", hash));
        project.write("src/a.txt", "other").write("new.txt", "other");
        project.run("rm b.txt");

        assertThat(project.changes()).isEmpty();
        assertThat(project.known.hashes(List.of("src/a.txt", "b.txt", "new.txt")))
                .containsOnly(Map.entry("src/a.txt", hash), Map.entry("new.txt", hash));

        project.write("src/a.txt", "one");
        project.takeIn();
        project.write("src/a.txt", "other again");

        assertThat(project.changes()).containsExactly("modified src/a.txt");
    }

    @Test
    void a_change_on_top_of_what_was_announced_is_a_change() {
        project.known.expect(Map.of("src/a.txt", Sha256.hex("other")));
        project.write("src/a.txt", "other");
        project.takeIn();
        project.write("src/a.txt", "the user's");

        assertThat(project.changes()).containsExactly("modified src/a.txt");
    }

    @Test
    void what_was_announced_and_taken_back_is_a_change() {
        project.known.expect(Map.of("src/a.txt", Sha256.hex("other")));
        project.known.withdraw(List.of("src/a.txt"));
        project.write("src/a.txt", "other");

        assertThat(project.changes()).containsExactly("modified src/a.txt");
    }
}
