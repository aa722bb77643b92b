package orchestrator.api.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.function.Supplier;
import orchestrator.home.Home;
import orchestrator.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * Calls of the API by its own token. The tools have no other way to a session, so what the API refuses, they cannot do.
 *
 * @param base the API's address, looked up for each call: it may be started again elsewhere
 * @param token the one of the data directory, which may be replaced
 */
public record ApiCalls(Supplier<String> base, Supplier<String> token) {
    private static final int CONNECT_MILLIS = 2_000;
    private static final int READ_MILLIS = 20_000;

    public static ApiCalls with(Home home, Supplier<String> base) {
        return new ApiCalls(base, () -> token(home));
    }

    private static String token(Home home) {
        try {
            return Files.exists(home.token()) ? Files.readString(home.token()).strip() : "none";
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the token " + home.token(), e);
        }
    }

    JsonNode get(String path) {
        return json(text(path));
    }

    String text(String path) {
        return exchange("GET", path, null);
    }

    JsonNode post(String path, ObjectNode body) {
        return json(exchange("POST", path, body));
    }

    /** A path below a session. */
    static String of(String session, String what) {
        return "/api/v1/" + encoded(session) + "/" + what;
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private String exchange(String method, String path, @Nullable ObjectNode body) {
        String address = base.get();
        try {
            HttpURLConnection call =
                    (HttpURLConnection) URI.create(address + path).toURL().openConnection(Proxy.NO_PROXY);
            call.setConnectTimeout(CONNECT_MILLIS);
            call.setReadTimeout(READ_MILLIS);
            call.setRequestMethod(method);
            call.setRequestProperty("Authorization", "Bearer " + token.get());
            if (body != null) send(call, body);
            return answer(call);
        } catch (IOException e) {
            throw new ToolError("Orchestrator does not answer at " + address
                    + ". Ask your user to start it with `orchestrate up`, then try again.");
        }
    }

    private static void send(HttpURLConnection call, ObjectNode body) throws IOException {
        call.setRequestProperty("Content-Type", "application/json");
        call.setDoOutput(true);
        try (OutputStream out = call.getOutputStream()) {
            out.write(Json.write(body).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String answer(HttpURLConnection call) throws IOException {
        int status = call.getResponseCode();
        try (InputStream in = status < 400 ? call.getInputStream() : call.getErrorStream()) {
            String text = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
            if (status < 400) return text;
            throw refusal(status, text);
        }
    }

    private static ToolError refusal(int status, String text) {
        if (status == 401)
            return new ToolError("The API does not take the token of this data directory, so it belongs to another one."
                    + " Ask your user to start one for this directory: `orchestrate up --port 8001`.");
        JsonNode problem = json(text);
        String detail = problem.path("detail").asText("The API answered " + status + ".");
        return switch (problem.path("needs").asText("")) {
            case "code" -> new ToolError(detail + " Only a person can read it: ask your user for the code.");
            case "terminal" -> new ToolError(detail + " You cannot do it for them: tell your user.");
            default -> new ToolError(detail);
        };
    }

    private static JsonNode json(String text) {
        try {
            return Json.MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
