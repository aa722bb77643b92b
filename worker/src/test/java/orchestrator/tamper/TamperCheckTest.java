package orchestrator.tamper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import orchestrator.eventlog.store.EventStore;
import orchestrator.guard.record.GuardJournal;
import orchestrator.guard.record.GuardLog;
import orchestrator.identity.LaunchId;
import orchestrator.launch.GuardRecord;
import orchestrator.launch.GuardRecord.Kind;
import orchestrator.tamper.WatchedPath.Keeper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TamperCheckTest {
    @TempDir
    private Path base;

    private EventStore store;
    private Path launch;
    private Path ours;
    private Path users;

    @BeforeEach
    void start() throws Exception {
        store = EventStore.open("sqlite:" + base.resolve("events.db"));
        launch = Files.createDirectories(base.resolve("launch"));
        ours = base.resolve("repository.git");
        users = base.resolve("project/.git");
        write(ours.resolve("config"), "[core]\n");
        write(users.resolve("config"), "[core]\n");
        write(users.resolve("hooks/pre-push"), "true\n");
        write(base.resolve("data/token"), "secret");
        write(base.resolve("data/trusted"), "/a\n");
    }

    @AfterEach
    void stop() {
        store.close();
    }

    @Test
    void nothing_is_said_if_nothing_has_changed() throws Exception {
        check().keep(watched(), false);

        assertThat(compared()).isEmpty();
    }

    @Test
    void what_nobody_else_changes_is_put_back_and_the_rest_is_said_and_kept_beside() throws Exception {
        check().keep(watched(), false);
        write(ours.resolve("config"), "[alias]\nst = !sh\n");
        write(ours.resolve("hooks/post-commit"), "evil\n");
        write(users.resolve("config"), "[core]\nhooksPath = /tmp\n");
        Files.delete(users.resolve("hooks/pre-push"));
        write(users.resolve("refs/stash"), "0123\n");
        write(base.resolve("data/trusted"), "/a\n/b\n");
        write(base.resolve("data/token"), "other");

        List<GuardRecord> records = compared();

        assertThat(ours.resolve("config")).hasContent("[core]");
        assertThat(ours.resolve("hooks/post-commit")).doesNotExist();
        assertThat(users.resolve("config")).content().contains("hooksPath");
        assertThat(launch.resolve("watched-files" + users.resolve("config"))).hasContent("[core]");
        assertThat(launch.resolve("watched-files" + base.resolve("data/token"))).doesNotExist();
        assertThat(records)
                .extracting(record -> base.relativize(Path.of(record.subject())) + " " + record.kind())
                .containsExactlyInAnyOrder(
                        "repository.git/config TAMPERED",
                        "repository.git/hooks/post-commit TAMPERED",
                        "project/.git/config TAMPERED",
                        "project/.git/hooks/pre-push TAMPERED",
                        "project/.git/refs/stash TAMPERED",
                        "data/trusted WATCHED",
                        "data/token TAMPERED");
        assertThat(records)
                .extracting(GuardRecord::reason)
                .anyMatch(reason -> reason.contains("was put back"))
                .anyMatch(reason -> reason.contains("was moved to"))
                .anyMatch(reason -> reason.contains("by it or by somebody else; it was left so, and the earlier"));
        assertThat(compared()).as("said once").hasSize(7);
    }

    @Test
    void a_sandboxed_agent_is_not_blamed_for_what_the_user_changed() throws Exception {
        check().keep(watched(), true);
        write(users.resolve("config"), "[user]\nname = Ana\n");

        assertThat(compared()).singleElement().satisfies(record -> {
            assertThat(record.kind()).isEqualTo(Kind.WATCHED);
            assertThat(record.reason()).contains("not by it");
        });
    }

    private List<WatchedPath> watched() {
        List<WatchedPath> all = new ArrayList<>(WatchedPath.ofGit(ours, Keeper.NOBODY));
        all.addAll(WatchedPath.ofGit(users, Keeper.USER));
        all.addAll(WatchedPath.ofData(base.resolve("data")));
        return all;
    }

    private TamperCheck check() {
        return new TamperCheck(launch);
    }

    private List<GuardRecord> compared() {
        check().compare(new LaunchId("s1", "claude-1", 1), new GuardJournal(store.events(), Clock.systemUTC()));
        return new GuardLog(launch)
                .entries().stream().map(GuardLog.Entry::record).toList();
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
