package orchestrator.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import orchestrator.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** The description of the interface is complete, and describes nothing else. */
class OpenApiTest {
    private static final Pattern ROUTE = Pattern.compile("routes\\.(get|post)\\(\\s*\"([^\"]+)\"");
    private static final Set<String> PAGE = Set.of("GET /", "GET /{file}", "GET /login", "POST /login", "POST /logout");

    @Test
    void every_route_is_described_and_every_description_is_a_route(@TempDir Path directory) throws IOException {
        Set<String> described = new TreeSet<>();
        try (RunningApi api = RunningApi.withoutTemporal(directory)) {
            var answer = api.send(api.bare("/openapi.yaml"));
            assertThat(answer.status()).isEqualTo(200);
            JsonNode document = Json.MAPPER.valueToTree(new Yaml().<Object>load(answer.body()));
            for (var path : document.path("paths").properties()) {
                for (var method : path.getValue().properties()) {
                    if (method.getKey().equals("parameters")) continue;
                    described.add(method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey());
                }
            }
        }

        assertThat(described).containsExactlyElementsOf(routes());
    }

    private static Set<String> routes() throws IOException {
        Set<String> routes = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source :
                    sources.filter(file -> file.toString().endsWith(".java")).toList()) {
                Matcher matcher = ROUTE.matcher(Files.readString(source));
                while (matcher.find()) routes.add(matcher.group(1).toUpperCase(Locale.ROOT) + " " + matcher.group(2));
            }
        }
        routes.removeAll(PAGE);
        return routes;
    }
}
