package orchestrator.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import orchestrator.api.live.ClientLimit;
import orchestrator.api.temporal.TemporalClient;
import orchestrator.eventlog.store.EventStore;
import orchestrator.home.Home;
import orchestrator.home.PublicUrl;
import orchestrator.home.SecretFile;
import orchestrator.json.Json;
import org.jspecify.annotations.Nullable;

/** The real server on a free port, with a real event log in its own directory. */
final class RunningApi implements AutoCloseable {
    static {
        // Some tests send false values in these headers.
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host,connection,content-length");
    }

    final Home home;
    final EventStore store;
    private final TemporalClient temporal;
    private final ApiServer api;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private RunningApi(
            Path directory,
            String temporalAddress,
            int clientsMax,
            @Nullable String corsOrigin,
            @Nullable PublicUrl publicUrl) {
        home = Home.at(directory);
        TemporalForTests.useKey(home);
        store = EventStore.open(home.eventStore());
        temporal = TemporalClient.connect(temporalAddress, "default", SecretFile.signingKey(home));
        Settings settings = new Settings(
                home, temporalAddress, "default", "http://127.0.0.1:8233", "127.0.0.1", 0, corsOrigin, publicUrl);
        api = ApiServer.start(settings, store, temporal, ClientLimit.only(clientsMax));
    }

    static RunningApi in(Path directory) {
        return new RunningApi(directory, TemporalForTests.address(), 20, null, null);
    }

    static RunningApi withoutTemporal(Path directory) {
        return new RunningApi(directory, "127.0.0.1:" + TemporalForTests.freePort(), 20, null, null);
    }

    static RunningApi forClients(Path directory, int clientsMax) {
        return new RunningApi(directory, TemporalForTests.address(), clientsMax, null, null);
    }

    static RunningApi forOrigin(Path directory, String origin) {
        return new RunningApi(directory, TemporalForTests.address(), 20, origin, null);
    }

    static RunningApi behindProxy(Path directory, String publicUrl) {
        return new RunningApi(
                directory, TemporalForTests.address(), 20, null, PublicUrl.parse(publicUrl, "--public-url"));
    }

    int port() {
        return api.port();
    }

    List<String> routes() {
        return api.routes();
    }

    String token() {
        try {
            return Files.readString(home.token()).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A request with only what the test adds. */
    HttpRequest.Builder bare(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(Duration.ofSeconds(15));
    }

    HttpRequest.Builder request(String path) {
        return bare(path).header("Authorization", "Bearer " + token());
    }

    Answer get(String path) {
        return send(request(path));
    }

    Answer post(String path, String body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    Answer send(HttpRequest.Builder request) {
        try {
            return new Answer(http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The response. */
    record Answer(HttpResponse<String> response) {
        int status() {
            return response.statusCode();
        }

        String body() {
            return response.body();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        JsonNode json() {
            return Json.read(body(), JsonNode.class);
        }

        String detail() {
            return json().path("detail").asText();
        }
    }

    @Override
    public void close() {
        api.close();
        temporal.close();
        store.close();
    }
}
