package orchestrator.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import orchestrator.api.RunningApi.Answer;
import orchestrator.event.EventType;
import orchestrator.session.Phase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The description of the interface is complete, describes nothing else, and is what a client gets. */
class OpenApiTest {
    /** What only a browser asks for. */
    private static final Pattern PAGE =
            Pattern.compile("GET /(\\w+/)?\\{file}|GET /|GET /login|POST /login|POST /logout");

    private static final Pattern READ =
            Pattern.compile("ctx\\.queryParams?\\(\"(\\w+)\"\\)|(?:isSet|number|words)\\(ctx, \"(\\w+)\"");

    @TempDir
    static Path directory;

    static RunningApi api;
    static OpenApiDocument document;

    @BeforeAll
    static void start() {
        api = RunningApi.in(directory);
        document = new OpenApiDocument(api.send(api.bare("/openapi.yaml")).body());
        String text = api.store.artifacts().put("# Text");
        String summary = api.store.artifacts().put("{\"ok\": true}");
        String ended = "{\"report\": \"" + text + "\", \"summary\": \"" + summary + "\", \"diff\": \"" + text + "\"}";
        api.store.archive().keep(Archive.session("ended", Phase.DONE));
        api.store.archive().keep(Archive.session("lost", Phase.WORKING));
        api.store
                .events()
                .record(List.of(
                        Archive.said("ended", 0, "hello"),
                        Archive.said("ended", 1, EventType.TOOL_CALL, "ls", "{\"toolCall\": {\"kind\": \"shell\"}}"),
                        Archive.ofSession("ended", 2, EventType.RECOVERY, "resumed", "{\"tier\": 1}"),
                        Archive.ofSession("ended", 3, EventType.VIOLATION, "denied", "{\"kind\": \"denied\"}"),
                        Archive.ofSession("ended", 4, EventType.RESULT, "done", ended)));
        api.post("/api/v1/sessions", "{\"prompt\": \"asks\", \"target\": \"/tmp\", \"session\": \"described\"}");
        api.post(
                "/api/v1/sessions",
                "{\"prompt\": \"asks about a plan\", \"target\": \"/tmp\", \"session\": \"planned\"}");
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void every_route_is_described_and_every_description_is_a_route() {
        Set<String> routes = new TreeSet<>(api.routes());
        routes.removeIf(PAGE.asMatchPredicate());

        assertThat(document.operations()).containsExactlyElementsOf(routes);
    }

    @Test
    void every_parameter_that_is_read_is_described() throws IOException {
        Set<String> read = new TreeSet<>();
        for (String source : List.of("QueryParams", "EventAnswers", "ReportRoutes", "SessionRoutes", "EventRoutes")) {
            String code = Files.readString(Path.of("src/main/java/orchestrator/api/" + source + ".java"));
            READ.matcher(code)
                    .results()
                    .forEach(found -> read.add(found.group(1) == null ? found.group(2) : found.group(1)));
        }
        Set<String> described = new TreeSet<>();
        for (String path : List.of("/api/v1/sessions", "/api/v1/{session}/events", "/api/v1/{session}/diff"))
            described.addAll(document.queryParameters("get", path));

        assertThat(described).containsExactlyElementsOf(read);
    }

    @ParameterizedTest
    @CsvSource({
        "/health, /health",
        "/api/v1/sessions, /api/v1/sessions",
        "/api/v1/sessions, /api/v1/sessions?limit=1",
        "/api/v1/sessions, /api/v1/sessions?limit=none",
        "/api/v1/{session}/state, /api/v1/described/state",
        "/api/v1/{session}/state, /api/v1/ended/state",
        "/api/v1/{session}/state, /api/v1/lost/state",
        "/api/v1/{session}/state, /api/v1/nobody/state",
        "/api/v1/{session}/agents, /api/v1/ended/agents",
        "/api/v1/{session}/reviews, /api/v1/described/reviews",
        "/api/v1/{session}/decisions, /api/v1/described/decisions",
        "/api/v1/{session}/recovery, /api/v1/ended/recovery",
        "/api/v1/{session}/violations, /api/v1/ended/violations",
        "/api/v1/{session}/events, /api/v1/ended/events?format=json",
        "/api/v1/{session}/events, /api/v1/ended/events?format=json&before=latest&count=true&limit=2",
        "/api/v1/{session}/events, /api/v1/ended/events?limit=1",
        "/api/v1/events, /api/v1/events?format=json",
        "/api/v1/{session}/logs/{agent}, /api/v1/ended/logs/claude",
        "/api/v1/{session}/report, /api/v1/ended/report",
        "/api/v1/{session}/report, /api/v1/lost/report",
        "/api/v1/{session}/summary, /api/v1/ended/summary",
        "/api/v1/{session}/diff, /api/v1/ended/diff",
        "/api/v1/{session}/request, /api/v1/ended/request",
        "/api/v1/{session}/plan, /api/v1/planned/plan",
        "/api/v1/{session}/plan, /api/v1/ended/plan",
        "/api/v1/watches, /api/v1/watches",
        "/api/v1/watches/{project}, /api/v1/watches/shop-00000000",
        "/metrics, /metrics",
        "/openapi.yaml, /openapi.yaml",
        "/api/session, /api/session",
        "/api/workers, /api/workers"
    })
    void what_is_read_is_as_described(String path, String request) {
        assertThat(document.differences("get", path, api.get(request))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/v1/sessions | /api/v1/sessions | {\"prompt\": \"p\", \"target\": \"/tmp\"}",
                "/api/v1/sessions | /api/v1/sessions | {\"prompt\": \"p\"}",
                "/api/v1/{session}/pause | /api/v1/described/pause | {}",
                "/api/v1/{session}/resume | /api/v1/described/resume | {\"reason\": \"go on\"}",
                "/api/v1/{session}/review | /api/v1/described/review | {}",
                "/api/v1/{session}/answer | /api/v1/described/answer | {\"choice\": \"nonsense\"}",
                "/api/v1/{session}/stop | /api/v1/ended/stop | {}",
                "/api/v1/{session}/archive | /api/v1/described/archive | {}",
                "/api/v1/{session}/archive | /api/v1/ended/archive | {}",
                "/api/v1/{session}/unarchive | /api/v1/ended/unarchive | {}",
                "/api/v1/{session}/approve | /api/v1/ended/approve | {\"request\": \"x\"}",
                "/api/v1/{session}/agents/{agent}/abort | /api/v1/described/agents/codex/abort | {}",
                "/api/v1/login-codes | /api/v1/login-codes | {}",
                "/api/v1/watches | /api/v1/watches | {\"target\": \"relative\"}"
            })
    void what_a_request_is_answered_is_as_described(String path, String request, String body) {
        assertThat(document.differences("post", path, api.post(request, body))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"stop", "pause", "resume", "review", "answer", "agents/claude/abort"})
    void a_control_refuses_fields_of_the_wrong_type(String control) {
        for (String field : List.of("by", "via", "reason", "code")) {
            for (String value : List.of("-3.3e210", "[\"a\"]", "{\"a\": 1}", "true")) {
                String body = "{\"choice\": \"fix\", \"" + field + "\": " + value + "}";
                Answer answer = api.post("/api/v1/described/" + control, body);

                assertThat(answer.status()).as(control + " " + body).isEqualTo(400);
                assertThat(answer.detail()).contains("`" + field + "`");
            }
        }
    }
}
