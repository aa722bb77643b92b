package orchestrator.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import orchestrator.api.RunningApi.Answer;
import orchestrator.json.Json;
import orchestrator.session.Phase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An agent of the user's drives sessions over HTTP, with the client of the protocol's own library. */
class McpTest {
    @TempDir
    static Path directory;

    static RunningApi api;
    static McpSyncClient client;

    @BeforeAll
    static void start() {
        api = RunningApi.in(directory);
        client = McpClient.sync(HttpClientStreamableHttpTransport.builder("http://127.0.0.1:" + api.port())
                        .endpoint("/mcp")
                        .jsonMapper(McpJsonDefaults.getMapper())
                        .requestBuilder(HttpRequest.newBuilder().header("Authorization", "Bearer " + api.token()))
                        .build())
                .build();
        client.initialize();
    }

    @AfterAll
    static void stop() {
        client.close();
        api.close();
    }

    @Test
    void it_finds_every_tool_with_a_description_and_a_schema() {
        List<Tool> tools = client.listTools().tools();

        assertThat(tools)
                .extracting(Tool::name)
                .containsExactly(
                        "start", "list", "state", "events", "wait", "answer", "pause", "resume", "stop", "review",
                        "diff", "report");
        assertThat(tools).allSatisfy(tool -> {
            assertThat(tool.description()).hasSizeBetween(40, 600);
            assertThat(tool.inputSchema()).containsEntry("additionalProperties", false);
            assertThat(Json.MAPPER.<JsonNode>valueToTree(tool.inputSchema()).path("properties"))
                    .allSatisfy(
                            one -> assertThat(one.path("description").asText()).isNotEmpty());
        });
        assertThat(client.getServerInstructions()).contains("`start`", "`wait`", "orchestrate merge");
    }

    @Test
    void it_starts_a_session_looks_at_it_and_steers_it() {
        JsonNode started = call("start", Map.of("prompt", "Add a flag", "target", "/tmp", "session", "driven"));
        JsonNode paused = call("pause", Map.of("session", "driven", "reason", "lunch"));
        JsonNode resumed = call("resume", Map.of("session", "driven"));
        JsonNode events = call("events", Map.of("session", "driven", "limit", 5));
        JsonNode stopped = call("stop", Map.of("session", "driven"));

        assertThat(started.path("session").asText()).isEqualTo("driven");
        assertThat(paused.path("holds").asText()).startsWith("paused: paused by");
        assertThat(resumed.has("holds")).isFalse();
        assertThat(events.path("more").asBoolean()).isFalse();
        assertThat(stopped.path("phase").asText()).isEqualTo("stopped");
        assertThat(stopped.path("whatNext").asText()).contains("`resume`");
    }

    @Test
    void it_lists_sessions_in_short_and_is_told_to_name_one_if_none_is_open() {
        api.store.archive().keep(Archive.session("earlier", Phase.DONE));

        JsonNode listed = call("list", Map.of("limit", 5)).path("sessions");

        assertThat(listed).hasSize(1);
        assertThat(listed.at("/0/session").asText()).isEqualTo("earlier");
        assertThat(listed.at("/0/phase").asText()).isEqualTo("done");
        assertThat(listed.at("/0/task").asText()).isEqualTo("Add a --json flag");
        assertThat(listed.at("/0/needsAnswer").asBoolean()).isFalse();
        assertThat(refusal("state", Map.of()))
                .isEqualTo("No session is open. Name one in `session`; `list` shows all.");
    }

    @Test
    void a_wait_ends_at_its_time_and_says_that_nothing_happened() {
        call("start", Map.of("prompt", "work", "target", "/tmp", "session", "busy"));

        JsonNode waited = call("wait", Map.of("session", "busy", "seconds", 1));

        assertThat(waited.path("outcome").asText())
                .isEqualTo("Within 1 s it neither ended nor needed an answer. Call"
                        + " `wait` again with the `next` of this answer as `after`.");
        assertThat(waited.path("open").asBoolean()).isTrue();
    }

    @Test
    void a_wait_ends_at_once_if_the_session_needs_an_answer_or_is_over() {
        call("start", Map.of("prompt", "asks", "target", "/tmp", "session", "asking"));

        JsonNode asking = call("wait", Map.of("session", "asking", "seconds", 50));
        JsonNode answered = call("answer", Map.of("session", "asking", "item", "review-1", "choice", "accept"));
        call("stop", Map.of("session", "asking"));
        JsonNode over = call("wait", Map.of("session", "asking", "seconds", 50));

        assertThat(asking.path("outcome").asText()).isEqualTo("The session needs an answer.");
        assertThat(asking.at("/questions/0/item").asText()).isEqualTo("review-1");
        assertThat(asking.at("/questions/0/choices")).isNotEmpty();
        assertThat(answered.path("questions")).isEmpty();
        assertThat(over.path("outcome").asText()).isEqualTo("The session is over: stopped.");
    }

    @Test
    void a_question_that_needs_a_code_is_for_a_person() {
        call("start", Map.of("prompt", "asks for a code", "target", "/tmp", "session", "coded"));

        JsonNode state = call("state", Map.of("session", "coded"));
        String refusal = refusal("answer", Map.of("session", "coded", "item", "review-1", "choice", "accept"));

        assertThat(state.at("/questions/0/needsCode").asBoolean()).isTrue();
        assertThat(refusal).contains("a person has to read", "tell your user").doesNotContainPattern("[0-9]{6}");
    }

    @Test
    void what_cannot_be_done_is_told_to_the_model_with_what_to_do() {
        assertThat(refusal("state", Map.of("session", "nobody"))).contains("nobody");
        assertThat(refusal("start", Map.of("prompt", "p", "target", "app"))).contains("absolute path");
        assertThat(refusal("report", Map.of("session", "nobody"))).contains("nobody");
        assertThat(refusal("start", Map.of("prompt", "p", "target", "/tmp", "agents", List.of("a", "b", "c", "d"))))
                .contains("agents");
        assertThat(refusal("wait", Map.of("session", "x", "seconds", 5_000))).contains("50");
        assertThat(refusal("stop", Map.of("session", "x", "everything", true))).contains("everything");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "null",
                "5",
                "{\"jsonrpc\": \"2.0\", \"id\": 1}",
                "{\"id\": {}, \"method\": \"ping\"}",
                "no json"
            })
    void what_is_no_message_is_refused_as_everywhere_in_the_api(String body) {
        Answer answer = api.post("/mcp", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.body()).doesNotContain("stackTrace", "Exception");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[1]", "5", "{\"name\": \"list\", \"arguments\": \"x\"}"})
    void parameters_of_another_form_are_an_error_of_the_protocol(String parameters) {
        String given = parameters.isEmpty() ? "" : ", \"params\": " + parameters;

        Answer answer = api.post("/mcp", "{\"jsonrpc\": \"2.0\", \"id\": 7, \"method\": \"tools/call\"" + given + "}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("id").asInt()).isEqualTo(7);
        assertThat(answer.json().at("/error/message").asText())
                .contains("`tools/call`")
                .doesNotContain("Exception");
    }

    @Test
    void a_notification_has_no_answer() {
        Answer answer = api.post("/mcp", "{\"jsonrpc\": \"2.0\", \"method\": \"notifications/initialized\"}");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer wrong"})
    void without_the_token_nothing_is_answered(String header) {
        HttpRequest.Builder request = api.bare("/mcp").header("Content-Type", "application/json");
        if (!header.isEmpty()) request.header("Authorization", header);

        Answer answer = api.send(request.POST(HttpRequest.BodyPublishers.ofString(
                "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"tools/list\", \"params\": {}}")));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(api.get("/mcp").status()).isEqualTo(405);
    }

    private static JsonNode call(String tool, Map<String, Object> arguments) {
        CallToolResult result = client.callTool(
                CallToolRequest.builder(tool).arguments(arguments).build());
        assertThat(result.isError()).as(text(result)).isNotEqualTo(true);
        return Json.read(text(result), JsonNode.class);
    }

    private static String refusal(String tool, Map<String, Object> arguments) {
        CallToolResult result = client.callTool(
                CallToolRequest.builder(tool).arguments(arguments).build());
        assertThat(result.isError()).as(text(result)).isTrue();
        return text(result);
    }

    private static String text(CallToolResult result) {
        return ((TextContent) result.content().get(0)).text();
    }
}
