package orchestrator.agent.adapter;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import orchestrator.json.Json;

/**
 * A user's settings of an agent, read only. A file that cannot be read counts as empty; the agent itself will complain
 * about it.
 */
public record SettingsFile(Path file) {
    private static final long BYTES_MAX = 1_000_000;
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([A-Z][A-Z0-9_]{2,})}?");
    private static final JsonMapper RELAXED =
            Json.MAPPER.rebuild().enable(JsonReadFeature.ALLOW_JAVA_COMMENTS).build();

    public String text() {
        try {
            return Files.isRegularFile(file) && Files.size(file) <= BYTES_MAX ? Files.readString(file) : "";
        } catch (IOException e) {
            return "";
        }
    }

    public JsonNode json() {
        try {
            JsonNode json = RELAXED.readTree(text());
            return json == null ? MissingNode.getInstance() : json;
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    /** Variables that it mentions as {@code $NAME} or {@code ${NAME}}. */
    public Set<String> variables() {
        Set<String> names = new TreeSet<>();
        Matcher matcher = VARIABLE.matcher(text());
        while (matcher.find()) names.add(matcher.group(1));
        return names;
    }
}
