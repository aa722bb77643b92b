package orchestrator.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import orchestrator.event.AgentEvent;
import orchestrator.json.Json;

/** A client of the API, as any other program could be. */
public final class OrchestratorApi {

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url;
    private final Path tokenFile;

    public OrchestratorApi(String url, Path tokenFile) {
        this.url = url;
        this.tokenFile = tokenFile;
    }

    /** A response with any status. */
    public record Answer(int status, String body) {
        public JsonNode json() {
            return Json.read(body, JsonNode.class);
        }
    }

    public String url() {
        return url;
    }

    public String token() {
        try {
            return Files.readString(tokenFile).trim();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the token", e);
        }
    }

    public Answer get(String path) {
        return send(request(path).GET());
    }

    public Answer post(String path, Object body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Json.write(body))));
    }

    /** The body of {@code /health}; empty if nothing answers. */
    public String health() {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/health"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return Json.MAPPER
                    .readTree(http.send(request, BodyHandlers.ofString()).body())
                    .toString();
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Creates a session and returns its id. */
    public String create(String prompt, Path target) {
        return create(Json.MAPPER.createObjectNode().put("prompt", prompt).put("target", target.toString()));
    }

    /** Fills in {@link PlainRequest}'s defaults for what the request leaves open. */
    public String create(ObjectNode request) {
        Answer answer = post("/api/v1/sessions", PlainRequest.plain(request));
        if (answer.status() != 201) throw new AssertionError("no session: " + answer);
        return answer.json().path("session").asText();
    }

    public Answer stop(String session) {
        return post("/api/v1/" + session + "/stop", Map.of("reason", "a test says so"));
    }

    public JsonNode state(String session) {
        Answer answer = get("/api/v1/" + session + "/state");
        if (answer.status() != 200) throw new AssertionError("no state of " + session + ": " + answer);
        return answer.json();
    }

    public String phase(String session) {
        return state(session).path("phase").asText();
    }

    /** Waits for this phase, and fails at once if the session ends in another one. */
    public JsonNode awaitPhase(String session, String phase, Duration atMost) {
        Wait.until(session + " is " + phase, atMost, () -> {
            JsonNode state = state(session);
            String now = state.path("phase").asText();
            boolean over = List.of("done", "failed", "stopped").contains(now);
            if (over && !now.equals(phase)) throw new AssertionError(session + " ended otherwise: " + state);
            // The phase shows the end a moment before the workflow is closed.
            return now.equals(phase) && !(over && state.path("open").asBoolean());
        });
        return state(session);
    }

    /** All events, read page by page. */
    public List<AgentEvent> events(String session) {
        List<AgentEvent> events = new ArrayList<>();
        long after = 0;
        while (true) {
            JsonNode page = get("/api/v1/" + session + "/events?format=json&limit=500&after=" + after)
                    .json();
            for (JsonNode event : page.path("events")) events.add(Json.convert(event, AgentEvent.class));
            if (!page.path("more").asBoolean()) return events;
            after = page.path("next").asLong();
        }
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).header("Authorization", "Bearer " + token());
    }

    HttpClient http() {
        return http;
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response =
                    http.send(request.timeout(Duration.ofSeconds(60)).build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException("the API does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
