package orchestrator.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import orchestrator.autofix.WatchActivities.Batch;
import orchestrator.text.Sha256;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Batches are durable, numbered and acknowledged; what nobody watched is found by comparison. */
class BatchesTest {
    @TempDir
    Path temp;

    private WatchedProject project;

    @BeforeEach
    void begin() {
        project = new WatchedProject(temp);
        project.write("a.txt", "1").write("b.txt", "1").write("c.txt", "1");
    }

    @AfterEach
    void end() {
        project.close();
    }

    @Test
    void the_first_time_everything_becomes_known_and_an_empty_batch_says_so() {
        project.start();

        assertThat(project.known.unacknowledged()).contains(new Batch(1, List.of(), 0, true, ""));
        assertThat(project.known.hashes(List.of("a.txt", "x"))).isEqualTo(Map.of("a.txt", Sha256.hex("1")));
        project.stop();

        assertThat(project.start().known.unacknowledged().map(Batch::number)).contains(1L);
    }

    @Test
    void a_batch_is_returned_until_it_is_acknowledged_by_a_new_watcher_too() {
        project.startFirst().write("a.txt", "2");
        Batch batch = project.peek().orElseThrow();
        project.stop();
        project.start();

        assertThat(project.known.unacknowledged()).contains(batch);
        assertThat(batch.number()).isEqualTo(2);

        project.known.acknowledge(1);
        assertThat(project.known.unacknowledged()).contains(batch);

        project.acknowledge(batch);
        assertThat(project.known.unacknowledged()).isEmpty();
        project.acknowledge(batch);
        assertThat(project.changes()).isEmpty();
    }

    @Test
    void what_changes_before_a_batch_is_acknowledged_is_the_next_batch() {
        project.startFirst().write("a.txt", "2");
        Batch batch = project.peek().orElseThrow();
        project.write("a.txt", "3").write("b.txt", "2");
        assertThat(project.peek()).contains(batch);

        project.acknowledge(batch);
        project.watcher.settle();

        Batch next = project.known.unacknowledged().orElseThrow();
        assertThat(next.number()).isEqualTo(3);
        assertThat(WatchedProject.words(next)).containsExactly("modified a.txt", "modified b.txt");
    }

    @Test
    void changes_made_while_nothing_ran_are_found() throws IOException {
        project.startFirst().stop();
        project.write("a.txt", "2").write("new/d.txt", "1").run("rm b.txt; touch c.txt");
        project.start();

        assertThat(project.changes()).containsExactly("modified a.txt", "deleted b.txt", "created new/d.txt");
        project.stop();
        Files.delete(project.at("a.txt"));
        project.start();

        assertThat(project.changes()).containsExactly("deleted a.txt");
    }

    @Test
    void a_file_written_at_the_moment_at_which_it_was_looked_at_is_read_again() throws IOException {
        project.startFirst();
        SeenFile seen = project.known.find("a.txt").orElseThrow();
        assertThat(seen.isTrusted()).isFalse();
        project.stop();
        project.write("a.txt", "2");
        // As if the clock of the file system had not moved on between the two writes.
        project.pretend(new SeenFile("a.txt", project.stamp("a.txt"), seen.hash(), false));
        project.start();

        assertThat(project.changes()).containsExactly("modified a.txt");
    }

    @Test
    void a_file_whose_stamp_is_trusted_is_not_read() {
        project.startFirst();
        String hash = project.known.find("a.txt").orElseThrow().hash();
        project.stop();
        project.write("a.txt", "2");
        project.pretend(new SeenFile("a.txt", project.stamp("a.txt"), hash, true));
        project.start();

        assertThat(project.changes()).isEmpty();
    }

    @Test
    void a_batch_names_five_hundred_files_and_counts_all() {
        project.startFirst();
        for (int i = 0; i < 600; i++) project.write("many/" + i, "1");

        Batch batch = project.peek().orElseThrow();

        assertThat(batch.total()).isEqualTo(600);
        assertThat(batch.changes()).hasSize(500);
    }

    @Test
    void numbers_go_on_after_the_database_was_lost() throws IOException {
        project.startFirst().stop();
        Files.delete(project.database);
        project.start();
        project.known.acknowledge(41);
        project.write("a.txt", "2");

        assertThat(project.peek().map(Batch::number)).contains(42L);
    }

    @Test
    void two_watchers_of_one_project_make_one_batch() {
        project.startFirst();
        try (KnownFiles other = KnownFiles.open(project.database)) {
            project.write("a.txt", "2");
            Batch batch = project.peek().orElseThrow();

            SeenFile seen = other.find("a.txt").orElseThrow();
            assertThat(other.take(List.of(seen), "")).isFalse();
            project.acknowledge(batch);
            assertThat(other.take(List.of(seen), "")).isTrue();
            assertThat(other.unacknowledged()).isEmpty();
        }
    }

    @Test
    void a_database_that_is_damaged_says_what_to_do() throws IOException {
        Files.createDirectories(project.database.getParent());
        Files.writeString(project.database, "this is not a database, however long it may be; ".repeat(100));

        assertThatThrownBy(() -> KnownFiles.open(project.database))
                .isInstanceOf(FilesNotKept.class)
                .hasMessageContaining(project.database.toString())
                .hasMessageContaining("if the file is damaged, remove it");
    }
}
