package orchestrator.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import orchestrator.autofix.FileChange;
import orchestrator.autofix.WatchActivities.Batch;
import orchestrator.autofix.WatchActivities.WatchOrder;
import orchestrator.home.Home;
import orchestrator.text.Sha256;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Watchers with threads of their own, as a worker has them. */
class WatchersTest {
    private static final long DEBOUNCE_MILLIS = 30;
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path temp;

    private Path directory;
    private Watchers watchers;

    @BeforeEach
    void begin() throws IOException {
        directory = Files.createDirectories(temp.resolve("project"));
        Files.writeString(directory.resolve("a.txt"), "1");
        watchers = new Watchers(Home.at(temp.resolve("home")), System.getenv(), file -> false);
    }

    @AfterEach
    void end() throws InterruptedException {
        watchers.release("project");
    }

    private WatchOrder order(long acknowledged, boolean wholeWait) {
        return new WatchOrder("project", directory.toString(), List.of(), DEBOUNCE_MILLIS, acknowledged, wholeWait);
    }

    private CompletableFuture<Batch> watching(long acknowledged) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return watchers.watch(order(acknowledged, true));
            } catch (InterruptedException e) {
                throw new CompletionException(e);
            }
        });
    }

    private static Batch soon(CompletableFuture<Batch> batch) throws Exception {
        return batch.get(SOON.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void a_call_waits_for_a_change_and_the_next_one_acknowledges_it() throws Exception {
        assertThat(soon(watching(0)).isFirst()).isTrue();
        CompletableFuture<Batch> next = watching(1);
        Files.writeString(directory.resolve("a.txt"), "2");

        Batch batch = soon(next);

        assertThat(batch.changes()).containsExactly(new FileChange("a.txt", FileChange.Kind.MODIFIED, Sha256.hex("2")));
        assertThat(soon(watching(1))).isEqualTo(batch);

        CompletableFuture<Batch> further = watching(batch.number());
        Files.writeString(directory.resolve("b.txt"), "1");
        assertThat(soon(further).number()).isEqualTo(batch.number() + 1);
    }

    @Test
    void a_change_between_two_calls_is_not_missed_and_the_watcher_goes_on() throws Exception {
        soon(watching(0));
        watchers.watch(order(1, false));
        Files.writeString(directory.resolve("a.txt"), "2");
        await().atMost(SOON).until(() -> watchers.facts("project").orElseThrow().lastChangeAt() != null);

        assertThat(soon(watching(1)).total()).isEqualTo(1);
    }

    @Test
    void a_call_that_does_not_wait_takes_what_is_there() throws Exception {
        assertThat(watchers.watch(order(0, false)).isFirst()).isTrue();
        assertThat(watchers.watch(order(1, false))).isEqualTo(Batch.nothing(1));

        Files.writeString(directory.resolve("a.txt"), "2");

        assertThat(watchers.watch(order(1, false)).number()).isEqualTo(2);
        assertThat(watchers.watch(order(2, false))).isEqualTo(Batch.nothing(2));
    }

    @Test
    void a_call_can_be_interrupted() throws Exception {
        soon(watching(0));
        CompletableFuture<String> end = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            try {
                end.complete("returned " + watchers.watch(order(1, true)));
            } catch (InterruptedException e) {
                end.complete("interrupted");
            }
        });
        caller.start();
        caller.interrupt();

        assertThat(end.get(SOON.toSeconds(), TimeUnit.SECONDS)).isEqualTo("interrupted");
    }

    @Test
    void a_release_ends_waiting_calls_and_a_later_call_finds_what_has_changed_since() throws Exception {
        soon(watching(0));
        CompletableFuture<Batch> waiting = watching(1);
        await().atMost(SOON).until(() -> watchers.facts("project").isPresent());
        assertThat(stillWaits(waiting)).isTrue();

        watchers.release("project");

        assertThat(soon(waiting)).isEqualTo(Batch.nothing(1));
        assertThat(watchers.facts()).isEmpty();
        Files.writeString(directory.resolve("a.txt"), "2");

        assertThat(soon(watching(1)).total()).isEqualTo(1);
    }

    private static boolean stillWaits(CompletableFuture<Batch> batch) throws Exception {
        try {
            batch.get(50, TimeUnit.MILLISECONDS);
            return false;
        } catch (TimeoutException e) {
            return true;
        }
    }

    @Test
    void other_paths_mean_another_watcher() throws Exception {
        soon(watching(0));
        Files.createDirectories(directory.resolve("src"));
        WatchOrder src = new WatchOrder("project", directory.toString(), List.of("src"), DEBOUNCE_MILLIS, 1, false);

        watchers.watch(src);
        Files.writeString(directory.resolve("a.txt"), "2");
        Files.writeString(directory.resolve("src/b.txt"), "1");

        assertThat(watchers.watch(src).changes()).extracting(FileChange::path).containsExactly("src/b.txt");
    }

    @Test
    void health_learns_how_it_is_watched() throws Exception {
        soon(watching(0));

        WatcherFacts facts = watchers.facts("project").orElseThrow();

        assertThat(facts.directories()).isEqualTo(1);
        assertThat(facts.files()).isEqualTo(1);
        assertThat(facts.note()).isEmpty();
        assertThat(watchers.facts("other")).isEmpty();
    }
}
