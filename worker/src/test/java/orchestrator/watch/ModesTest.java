package orchestrator.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import orchestrator.watch.source.ChangeSignals;
import orchestrator.watch.source.ChangeSource;
import orchestrator.watch.source.InotifySource;
import orchestrator.watch.source.WatchesExhausted;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Systems that tell too little, or nothing. */
class ModesTest {
    @TempDir
    Path temp;

    private WatchedProject project;

    @AfterEach
    void end() {
        project.close();
    }

    /** Watches no more than this many directories. */
    private record Limited(ChangeSource source, int directoriesMax) implements ChangeSource {
        @Override
        public void add(Path directory) throws WatchesExhausted {
            if (!holds(directory) && directories() >= directoriesMax)
                throw new WatchesExhausted("the system watches no more than " + directoriesMax + " directories here");
            source.add(directory);
        }

        @Override
        public void removeBelow(Path directory) {
            source.removeBelow(directory);
        }

        @Override
        public boolean holds(Path directory) {
            return source.holds(directory);
        }

        @Override
        public boolean contains(Path directory) {
            return source.contains(directory);
        }

        @Override
        public ChangeSignals await(long millis) throws InterruptedException {
            return source.await(millis);
        }

        @Override
        public String mode() {
            return source.mode();
        }

        @Override
        public boolean isBlind() {
            return source.isBlind();
        }

        @Override
        public int directories() {
            return source.directories();
        }

        @Override
        public void close() {
            source.close();
        }
    }

    @Test
    void lost_events_are_made_up_for_by_looking_at_everything() {
        project = new WatchedProject(temp)
                .write("a.txt", "1")
                .write("b/c.txt", "1")
                .startFirst();
        project.write("a.txt", "2").run("rm -r b; mkdir -p d/e; echo 1 > d/e/f.txt");

        project.step(ChangeSignals.EVERYWHERE);
        project.time.pass(WatchedProject.DEBOUNCE_MILLIS);
        project.step(ChangeSignals.NONE);

        assertThat(project.known.unacknowledged().map(WatchedProject::words).orElseThrow())
                .containsExactly("modified a.txt", "deleted b/c.txt", "created d/e/f.txt");
        project.acknowledge(project.known.unacknowledged().orElseThrow());

        project.write("d/e/f.txt", "2");

        assertThat(project.changes()).containsExactly("modified d/e/f.txt");
    }

    @Test
    void too_few_watches_at_the_start_mean_polling_and_that_is_said() {
        project = new WatchedProject(temp, () -> new Limited(InotifySource.open(), 2))
                .write("a/b/c.txt", "1")
                .startFirst();

        assertPolls("the system watches no more than 2 directories here");
    }

    @Test
    void too_few_watches_later_mean_polling_too() {
        project = new WatchedProject(temp, () -> new Limited(InotifySource.open(), 2))
                .write("a/c.txt", "1")
                .startFirst();
        assertThat(project.watcher.facts().mode()).isEqualTo("inotify");
        project.write("a/b/c.txt", "1");

        assertThat(project.changes()).containsExactly("created a/b/c.txt");
        assertPolls("the system watches no more than 2 directories here");
    }

    @Test
    void no_watch_at_all_means_polling() {
        project = new WatchedProject(temp, () -> {
                    throw new WatchesExhausted("no directory can be watched");
                })
                .write("a/b/c.txt", "1")
                .startFirst();

        assertPolls("no directory can be watched");
    }

    private void assertPolls(String reason) {
        assertThat(project.watcher.facts().mode()).isEqualTo("polling");
        assertThat(project.note()).isEqualTo("Files are looked at every few seconds, because " + reason + ".");
        assertThat(project.watcher.waitMillis()).isBetween(0L, 1_000L);

        project.write("a/b/c.txt", "polled").write("x.txt", "1");
        project.time.pass(10_000);
        project.step(ChangeSignals.NONE);
        assertThat(project.known.unacknowledged()).isEmpty();

        project.write("x.txt", "22");
        project.time.pass(WatchedProject.DEBOUNCE_MILLIS);
        project.step(ChangeSignals.NONE);
        assertThat(project.known.unacknowledged()).isEmpty();

        project.time.pass(WatchedProject.DEBOUNCE_MILLIS);
        project.step(ChangeSignals.NONE);
        assertThat(project.known.unacknowledged().map(WatchedProject::words).orElseThrow())
                .containsExactly("modified a/b/c.txt", "created x.txt");
    }
}
