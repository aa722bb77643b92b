package orchestrator.eventlog.store;

import static orchestrator.eventlog.Events.CLAUDE;
import static orchestrator.eventlog.Events.at;
import static orchestrator.eventlog.Events.messages;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import orchestrator.eventlog.EventLogException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventStoreTest {
    @TempDir
    Path directory;

    @Test
    void a_uri_names_the_database_and_its_file() {
        Path file = directory.resolve("events.db");

        EventStore.open("sqlite:" + file).close();

        assertThat(file).isNotEmptyFile();
    }

    @Test
    void an_unknown_database_is_refused_with_the_known_ones_and_without_its_password() {
        assertThatThrownBy(() -> EventStore.open("postgresql://orchestrator:secret@db/events"))
                .isInstanceOf(EventLogException.class)
                .hasMessage("cannot open the event store: its URI must begin with sqlite:, as in"
                        + " sqlite:/path/of/events.db; databases of the kind `postgresql` are not supported");
        assertThatThrownBy(() -> EventStore.open("events.db")).hasMessageContaining("sqlite:/path/of/events.db");
    }

    @Test
    void a_uri_without_a_path_is_refused() {
        assertThatThrownBy(() -> EventStore.open("sqlite:"))
                .isInstanceOf(EventLogException.class)
                .hasMessageContaining("names no database");
    }

    @Test
    void a_cursor_of_sqlite_is_the_number_of_the_last_event() {
        try (EventStore store = EventStore.open("sqlite:" + directory.resolve("events.db"))) {
            store.events().append(CLAUDE, 0, at(2), messages(CLAUDE, 0, 2));

            assertThat(store.events().newest().text()).isEqualTo("2");
            assertThat(store.events().cursor("0042").text()).isEqualTo("42");
            assertThatThrownBy(() -> store.events().cursor("-1")).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
