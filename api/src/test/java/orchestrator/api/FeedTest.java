package orchestrator.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import orchestrator.api.SseClient.Message;
import orchestrator.event.AgentEvent;
import orchestrator.event.EventType;
import orchestrator.event.StreamId;
import orchestrator.eventlog.Position;
import orchestrator.identity.LaunchId;
import orchestrator.json.Json;
import orchestrator.session.Phase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedTest {
    private static final int CLIENTS_MAX = 30;

    @TempDir
    Path directory;

    RunningApi api;

    /** All tests share the in-memory Temporal, so each has its own session. */
    String s;

    String execution;

    @BeforeEach
    void start() {
        api = RunningApi.forClients(directory, CLIENTS_MAX);
        s = "feed-" + Integer.toHexString(directory.toString().hashCode());
        api.post("/api/v1/sessions", "{\"prompt\": \"w\", \"target\": \"/tmp\", \"session\": \"" + s + "\"}");
        execution = api.get("/api/v1/" + s + "/state").json().path("execution").asText();
        api.store.archive().keep(Archive.session(s, s, execution, Phase.WORKING));
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private void append(long from, long count, String text) {
        StreamId stream = new StreamId(new LaunchId(s, "claude-1", 1), AgentEvent.STDOUT);
        List<AgentEvent> events = LongStream.range(from, from + count)
                .mapToObj(i -> Archive.said(s, i, text + i))
                .toList();
        assertThat(api.store
                        .events()
                        .append(stream, from, new Position(from + count, "{}", Position.Live.NOTHING), events))
                .isTrue();
    }

    @Test
    void old_and_new_events_are_one_stream() {
        append(0, 3, "line ");
        try (SseClient client = new SseClient(api, events())) {
            List<String> head = client.head();
            List<Message> before = client.events(3);
            append(3, 2, "line ");
            List<Message> after = client.events(2);

            assertThat(head.get(0)).contains("200");
            assertThat(head).anyMatch(line -> line.equalsIgnoreCase("X-Accel-Buffering: no"));
            assertThat(head).anyMatch(line -> line.toLowerCase().startsWith("content-type: text/event-stream"));
            assertThat(texts(before)).containsExactly("line 0", "line 1", "line 2");
            assertThat(texts(after)).containsExactly("line 3", "line 4");
        }
    }

    @Test
    void a_client_that_reconnects_while_events_are_written_gets_each_once() {
        int all = 3_000;
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < all; i += 10) append(i, 10, "");
        });
        List<Message> seen = new ArrayList<>();
        while (seen.size() < all) {
            String[] resume = seen.isEmpty()
                    ? new String[0]
                    : new String[] {
                        "Last-Event-ID: " + seen.get(seen.size() - 1).id()
                    };
            try (SseClient client = new SseClient(api, events() + "?after=0", resume)) {
                seen.addAll(client.events(Math.min(137, all - seen.size())));
            }
        }
        writer.join();

        assertThat(texts(seen))
                .containsExactlyElementsOf(
                        LongStream.range(0, all).mapToObj(Long::toString).toList());
    }

    @Test
    void clients_that_come_at_any_place_while_events_are_written_get_each_once_and_in_order() {
        int all = 2_000;
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < all; i += 5) append(i, 5, "");
        });
        try (ListenerGroup group = new ListenerGroup(api, events())) {
            for (int i = 0; i < CLIENTS_MAX - 1; i++) {
                boolean fromTheBeginning = i % 2 == 0;
                group.listen(fromTheBeginning ? "?after=0" : "?after=latest");
            }
            writer.join();
            append(all, 1, "");

            for (List<String> seen : group.seenUntil("" + all)) {
                long first = Long.parseLong(seen.get(0));
                assertThat(seen)
                        .containsExactlyElementsOf(LongStream.rangeClosed(first, all)
                                .mapToObj(Long::toString)
                                .toList());
            }
        }
    }

    @Test
    void a_client_that_reads_nothing_slows_no_other() {
        try (SseClient slow = new SseClient(api, events());
                SseClient quick = new SseClient(api, events())) {
            slow.head();
            for (int i = 0; i < 20; i++) append(i * 500L, 500, "x".repeat(2_000));

            List<Message> events = quick.events(10_000);

            assertThat(events).hasSize(10_000);
            assertThat(api.get("/health").status()).isEqualTo(200);
            assertThat(slow.events(10_000)).hasSize(10_000);
        }
    }

    @Test
    void an_agents_output_cannot_pose_as_our_message() {
        String evil = "a\r\nid: 999\r\nevent: end\r\n\r\ndata: {}\n\n\u2028";
        api.store.events().record(List.of(Archive.said(s, 0, evil), Archive.said(s, 1, "next")));

        try (SseClient client = new SseClient(api, events())) {
            List<Message> events = client.events(2);

            assertThat(events).allMatch(message -> message.lines().size() == 3);
            assertThat(texts(events)).containsExactly(evil, "next");
        }
    }

    @Test
    void events_are_named_by_their_kind() {
        api.store
                .events()
                .record(List.of(
                        Archive.said(s, 0, "hello"),
                        Archive.ofSession(s, 1, EventType.STATUS, "working", "{}"),
                        Archive.ofSession(s, 2, EventType.RECOVERY, "resumed", "{}"),
                        Archive.ofSession(s, 3, EventType.DECISION, "go on", "{}"),
                        Archive.ofSession(s, 4, EventType.REVIEW, "approved", "{}")));

        try (SseClient client = new SseClient(api, events())) {
            assertThat(client.events(5))
                    .extracting(message -> message.field("event"))
                    .containsExactly(
                            "agent_event", "session_event", "recovery_event", "decision_event", "review_event");
        }
    }

    @Test
    void the_end_of_a_session_ends_its_stream_after_the_last_event() {
        append(0, 2, "line ");
        try (SseClient client = new SseClient(api, events())) {
            client.events(2);
            append(2, 1, "last ");
            close();

            assertThat(texts(client.events(1))).containsExactly("last 2");
            assertThat(client.next().field("event")).isEqualTo("end");
        }
    }

    @Test
    void a_stream_ends_after_late_last_events() {
        append(0, 2, "line ");
        try (SseClient client = new SseClient(api, events())) {
            client.events(2);
            api.store.archive().keep(Archive.session(s, s, execution, Phase.DONE));
            // The time that a worker needs after a kill between its last state and its last event.
            Awaitility.await().pollDelay(Duration.ofSeconds(4)).until(() -> true);
            append(2, 1, "last ");
            close();

            assertThat(texts(client.events(1))).containsExactly("last 2");
            assertThat(client.next().field("event")).isEqualTo("end");
        }
    }

    private void close() {
        api.store.archive().keep(Archive.session(s, s, execution, Phase.DONE));
        TemporalForTests.client().newUntypedWorkflowStub(s).terminate("it is over");
    }

    @Test
    void a_session_that_was_terminated_ends_its_stream_too() {
        append(0, 1, "line ");
        TemporalForTests.client().newUntypedWorkflowStub(s).terminate("gone");

        try (SseClient client = new SseClient(api, events())) {
            client.events(1);

            assertThat(client.next().field("event")).isEqualTo("end");
        }
    }

    @Test
    void the_stream_of_all_sessions_can_start_now() {
        append(0, 2, "old ");
        try (SseClient client = new SseClient(api, "/api/v1/events?after=latest")) {
            client.head();
            client.next();
            append(2, 1, "new ");
            api.store.events().record(List.of(Archive.said("other", 0, "of another")));

            assertThat(texts(client.events(2))).containsExactly("new 2", "of another");
        }
    }

    @Test
    void a_stream_has_only_the_run_the_types_and_the_words_that_were_asked_for() {
        String filter = "?run=claude-1&type=milestone,error&search=FLAG";
        record(0, EventType.MILESTONE, "a flag");
        record(1, EventType.MILESTONE, "another thing");
        record(2, EventType.MESSAGE, "a flag");
        api.store.events().record(List.of(Archive.ofSession(s, 3, EventType.MILESTONE, "a flag", "{}")));
        try (SseClient client = new SseClient(api, events() + filter);
                SseClient all = new SseClient(api, events())) {
            List<Message> before = client.events(1);
            record(4, EventType.MESSAGE, "a flag");
            record(5, EventType.ERROR, "the Flag");
            List<Message> after = client.events(1);

            assertThat(texts(before)).containsExactly("a flag");
            assertThat(texts(after)).containsExactly("the Flag");
            assertThat(all.events(6)).hasSize(6);
        }
    }

    @Test
    void a_filtered_stream_goes_on_after_what_it_left_out() {
        append(0, 100, "line ");
        record(1_000, EventType.MILESTONE, "first");
        append(100, 100, "line ");
        try (SseClient client = new SseClient(api, events() + "?type=milestone,error")) {
            long first = client.events(1).get(0).id();
            Message heartbeat = client.next();

            assertThat(heartbeat.field("event")).isEqualTo("heartbeat");
            assertThat(heartbeat.id()).isEqualTo(first + 100);
            record(1_001, EventType.ERROR, "second");
            try (SseClient again =
                    new SseClient(api, events() + "?type=milestone,error", "Last-Event-ID: " + heartbeat.id())) {
                assertThat(texts(again.events(1))).containsExactly("second");
            }
            assertThat(texts(client.events(1))).containsExactly("second");
        }
    }

    @Test
    void the_end_of_a_session_ends_a_stream_in_which_nothing_matches() {
        append(0, 50, "line ");
        try (SseClient client = new SseClient(api, events() + "?search=nowhere")) {
            client.head();
            close();

            Message end = client.next();
            while (!end.field("event").equals("end")) end = client.next();
            assertThat(end.id())
                    .isEqualTo(Long.parseLong(api.store.events().newest().text()));
        }
    }

    private void record(long offset, EventType type, String text) {
        api.store.events().record(List.of(Archive.said(s, offset, type, text, "{}")));
    }

    @Test
    void an_id_from_another_log_replays_everything() {
        append(0, 2, "line ");

        try (SseClient client = new SseClient(api, events(), "Last-Event-ID: 123456789")) {
            assertThat(texts(client.events(2))).containsExactly("line 0", "line 1");
        }
    }

    @Test
    void too_many_clients_are_asked_to_retry() {
        List<SseClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < CLIENTS_MAX; i++) {
                clients.add(new SseClient(api, events()));
                clients.get(i).head();
            }
            try (SseClient onemore = new SseClient(api, events())) {
                List<String> head = onemore.head();

                assertThat(head.get(0)).contains("503");
                assertThat(api.get(events()).detail()).contains(CLIENTS_MAX + " clients are following events already");
                assertThat(head).anyMatch(line -> line.toLowerCase().startsWith("retry-after:"));
            }
        } finally {
            clients.forEach(SseClient::close);
        }
    }

    @Test
    void a_server_that_stops_leaves_no_client_hanging() {
        append(0, 500, "x".repeat(10_000));
        try (SseClient idle = new SseClient(api, events() + "?after=latest");
                SseClient stuck = new SseClient(api, events())) {
            idle.head();
            stuck.head();

            api.close();

            Awaitility.await()
                    .until(() -> Thread.getAllStackTraces().keySet().stream()
                            .noneMatch(thread -> thread.getName().startsWith("feed-")
                                    && thread.getState() != Thread.State.TIMED_WAITING));
            assertThatThrownBy(() -> idle.events(1)).isInstanceOf(RuntimeException.class);
        }
        api = RunningApi.forClients(directory, CLIENTS_MAX);
    }

    @Test
    void three_clients_see_a_line_soon_after_it_is_committed() {
        List<SseClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 3; i++) {
                clients.add(new SseClient(api, events()));
                clients.get(i).head();
            }
            for (int i = 0; i < 20; i++) {
                append(i, 1, "");
                clients.forEach(client -> client.events(1));
            }
            long start = System.nanoTime();
            for (int i = 20; i < 120; i++) {
                append(i, 1, "");
                clients.forEach(client -> client.events(1));
            }

            // Generous, for busy machines; the benchmark has the real numbers.
            assertThat(Duration.ofNanos((System.nanoTime() - start) / 100)).isLessThan(Duration.ofMillis(80));
        } finally {
            clients.forEach(SseClient::close);
        }
    }

    private String events() {
        return "/api/v1/" + s + "/events";
    }

    private static List<String> texts(List<Message> messages) {
        return messages.stream()
                .map(message ->
                        Json.read(message.field("data"), AgentEvent.class).text())
                .toList();
    }
}
