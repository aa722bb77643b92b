package orchestrator.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import orchestrator.event.AgentEvent;
import orchestrator.event.EventType;
import orchestrator.event.StreamId;
import orchestrator.eventlog.Position;
import orchestrator.identity.LaunchId;
import orchestrator.session.Phase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Looking for events, and reading a log from its end. */
class EventSearchTest {
    @TempDir
    Path directory;

    RunningApi api;

    @BeforeEach
    void start() {
        api = RunningApi.withoutTemporal(directory);
        api.store.archive().keep(Archive.session("s", Phase.DONE));
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private JsonNode page(String query) {
        return api.get("/api/v1/s/events?format=json&" + query).json();
    }

    private static List<String> texts(JsonNode page) {
        return page.path("events").findValuesAsText("text");
    }

    private static List<String> lines(int from, int to) {
        return LongStream.range(from, to).mapToObj(i -> "line " + i).toList();
    }

    private void write(int count, String text) {
        List<AgentEvent> events = LongStream.range(0, count)
                .mapToObj(
                        i -> Archive.said("s", i, EventType.MESSAGE, "line " + i + text, "{\"raw\": \"" + text + "\"}"))
                .toList();
        StreamId stream = new StreamId(new LaunchId("s", "claude-1", 1), AgentEvent.STDOUT);
        api.store.events().append(stream, 0, new Position(count, "{}", Position.Live.NOTHING), events);
    }

    @Test
    void the_newest_events_are_a_page_from_which_one_goes_back() {
        write(25, "");
        List<List<String>> pages = new ArrayList<>();

        JsonNode page = page("before=latest&limit=10");
        long next = page.path("next").asLong();
        pages.add(texts(page));
        while (page.path("more").asBoolean()) {
            page = page("limit=10&before=" + page.path("previous").asText());
            pages.add(texts(page));
        }
        Collections.reverse(pages);
        api.store.events().record(List.of(Archive.ofSession("s", 0, EventType.STATUS, "new", "{}")));

        assertThat(pages.stream().flatMap(List::stream)).containsExactlyElementsOf(lines(0, 25));
        assertThat(texts(page("after=" + next))).containsExactly("new");
    }

    @Test
    void a_page_before_an_event_ends_right_before_it() {
        write(9, "");
        long id = page("search=line 5".replace(" ", "%20"))
                .path("events")
                .path(0)
                .path("id")
                .asLong();

        assertThat(texts(page("limit=2&before=" + id))).containsExactly("line 3", "line 4");
        assertThat(texts(page("limit=2&after=" + id))).containsExactly("line 6", "line 7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NEEDLE", "needle in", "claude-1", "rm -rf \"x y\"", "/tmp/Hay"})
    void a_search_finds_what_the_page_shows_of_an_event(String words) {
        write(3, "");
        api.store
                .events()
                .record(List.of(
                        Archive.ofSession(
                                "s",
                                0,
                                EventType.STATUS,
                                "claude-1 found a Needle in it: rm -rf \"x y\" /tmp/hay",
                                "{}"),
                        Archive.ofSession(
                                "s",
                                1,
                                EventType.TOOL_CALL,
                                "",
                                "{\"toolCall\": {\"kind\": \"shell\", \"command\": \"needle in, claude-1, rm"
                                        + " -rf \\\"x y\\\"\", \"paths\": [\"/tmp/hay\"]}}")));

        JsonNode page =
                page("count=true&type=status,tool_call&search=" + URLEncoder.encode(words, StandardCharsets.UTF_8));

        assertThat(page.path("events")).hasSize(2);
        assertThat(page.path("matches").path("count").asInt()).isEqualTo(2);
        assertThat(page.path("matches").path("atLeast").asBoolean()).isFalse();
    }

    @Test
    void important_stands_for_all_types_that_the_page_calls_so() {
        write(3, "");
        api.store
                .events()
                .record(List.of(
                        Archive.ofSession("s", 0, EventType.STATUS, "status", "{}"),
                        Archive.ofSession("s", 1, EventType.REVIEW, "review", "{}"),
                        Archive.ofSession("s", 2, EventType.VIOLATION, "violation", "{}")));

        assertThat(texts(page("type=important"))).containsExactly("review", "violation");
        assertThat(texts(page("type=important,status"))).containsExactly("status", "review", "violation");
    }

    @Test
    void all_matches_are_counted_even_if_the_page_shows_only_some() {
        write(300, "");

        JsonNode page = page("before=latest&limit=5&count=true&search=line%201");

        assertThat(texts(page)).containsExactlyElementsOf(lines(195, 200));
        assertThat(page.path("matches").path("count").asInt()).isEqualTo(111);
        assertThat(page("limit=5").has("matches")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"before=x", "before=", "before=1&after=1", "count=perhaps", "before=-1", "type=importan"})
    void a_wrong_parameter_of_a_page_is_bad_input(String query) {
        assertThat(api.get("/api/v1/s/events?format=json&" + query).status()).isEqualTo(400);
    }

    @Test
    void the_words_of_a_search_have_a_limit() {
        assertThat(api.get("/api/v1/s/events?format=json&search=" + "x".repeat(200))
                        .status())
                .isEqualTo(200);
        assertThat(api.get("/api/v1/s/events?format=json&search=" + "x".repeat(201))
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=5", "before=latest", "count=true", "type=nonsense", "after=x"})
    void a_parameter_that_a_stream_cannot_obey_is_bad_input(String query) {
        assertThat(api.get("/api/v1/s/events?" + query).status()).isEqualTo(400);
    }

    /** The best of three, with much room for busy machines: on an idle one it takes 150 ms. */
    @Test
    void a_search_in_a_hundred_thousand_events_takes_a_moment() {
        write(100_000, " of an agent that says about as much as agents do in one message ".repeat(3));

        for (String query : List.of("search=nowhere", "search=line%2099", "search=gr%C3%B6%C3%9Fe", "type=error")) {
            Duration best = IntStream.range(0, 3)
                    .mapToObj(again -> {
                        long began = System.nanoTime();
                        page("before=latest&limit=100&count=true&" + query);
                        return Duration.ofNanos(System.nanoTime() - began);
                    })
                    .min(Comparator.naturalOrder())
                    .orElseThrow();

            assertThat(best).as(query).isLessThan(Duration.ofMillis(1_500));
        }
    }
}
