package orchestrator.cli.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import orchestrator.cli.json.JsonTree;
import orchestrator.cli.output.CommandException;
import orchestrator.fault.FaultText;
import orchestrator.home.Home;
import org.jspecify.annotations.Nullable;

/** A client of the API. Streams use Java's old HTTP client: the newer one would add half a second to every command. */
public final class ApiClient {
    private static final int CONNECT_TIMEOUT_MILLIS = 2_000;
    private static final int READ_TIMEOUT_MILLIS = 20_000;

    private final Home home;
    private final String base;
    private final HttpCall call;
    private final boolean isUp;

    public ApiClient(Home home, int port) {
        this(home, port, true);
    }

    private ApiClient(Home home, int port, boolean isUp) {
        this.home = home;
        this.base = "http://127.0.0.1:" + port;
        this.call = new HttpCall(port, CONNECT_TIMEOUT_MILLIS, READ_TIMEOUT_MILLIS);
        this.isUp = isUp;
    }

    /** For a data directory without a running {@code up}. An API in the foreground may still answer. */
    public static ApiClient ofStoppedServices(Home home, int port) {
        return new ApiClient(home, port, false);
    }

    public String base() {
        return base;
    }

    public JsonNode get(String path) {
        return parse(text(path));
    }

    /** The body as text. */
    public String text(String path) {
        return new String(exchange("GET", path, null), StandardCharsets.UTF_8);
    }

    public JsonNode post(String path, JsonNode body) {
        return parse(new String(exchange("POST", path, body), StandardCharsets.UTF_8));
    }

    /** An id, encoded as one segment of a path. */
    public static String segment(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static JsonNode parse(String body) {
        try {
            return JsonTree.read(body);
        } catch (JsonProcessingException e) {
            throw CommandException.failed("the API's answer is not JSON.");
        }
    }

    private byte[] exchange(String method, String path, @Nullable JsonNode body) {
        try {
            byte[] json = body == null ? null : JsonTree.bytes(body);
            HttpCall.Answer answer = call.send(method, path, token(), json);
            if (answer.status() == 401 && !isUp) throw nothingIsUp();
            if (answer.status() >= 400) throw problem(answer.status(), answer.body());
            return answer.body();
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    HttpURLConnection open(String path) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(base + path).toURL().openConnection(Proxy.NO_PROXY);
        connection.setConnectTimeout(CONNECT_TIMEOUT_MILLIS);
        connection.setRequestProperty("Authorization", "Bearer " + token());
        return connection;
    }

    /** Read for each call, since the API creates it when it starts. */
    private String token() {
        try {
            return Files.exists(home.token()) ? Files.readString(home.token()).strip() : "none";
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the token " + home.token(), e);
        }
    }

    private CommandException unreachable(IOException e) {
        if (!isUp) return nothingIsUp();
        return CommandException.failed(
                "cannot reach the API at " + base + ": " + FaultText.of(e) + ".", "Start it:  orchestrate up");
    }

    private CommandException nothingIsUp() {
        return CommandException.failed(
                "nothing is running for the data directory " + home.directory() + ".", "Start it:  orchestrate up");
    }

    static CommandException problem(int status, @Nullable InputStream body) throws IOException {
        return problem(status, body == null ? new byte[0] : body.readAllBytes());
    }

    private static CommandException problem(int status, byte[] body) {
        return ApiError.of(status, new String(body, StandardCharsets.UTF_8)).refusal();
    }
}
