package orchestrator.redaction;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import orchestrator.json.Json;

/**
 * Replaces secrets by words such as {@code [redacted: anthropic key]}, in plain text and inside of JSON strings without
 * breaking the JSON. Secrets are keys of the vendors' shapes and values that are known to be secret. A secret that is
 * split over two lines is not found.
 */
public final class Redactor {
    /** Knows no values, only shapes. */
    public static final Redactor SHAPES = new Redactor(Map.of());

    private static final int LENGTH_MIN = 8;

    private final List<Known> values;

    private record Known(String value, String words) {}

    /** @param known values that are secret, with a label for each; too short ones would match anywhere */
    public Redactor(Map<String, String> known) {
        values = known.entrySet().stream()
                .filter(one -> one.getKey().length() >= LENGTH_MIN)
                .flatMap(one -> Stream.of(one.getKey(), escaped(one.getKey()))
                        .distinct()
                        .map(form -> new Known(form, SecretShapes.redacted(one.getValue()))))
                // A longer one may contain a shorter one.
                .sorted(Comparator.comparingInt((Known one) -> one.value().length())
                        .reversed())
                .toList();
    }

    /** As it stands in a JSON string. */
    private static String escaped(String value) {
        String quoted = Json.write(value);
        return quoted.substring(1, quoted.length() - 1);
    }

    public String text(String text) {
        String known = withoutKnown(text);
        return SecretShapes.mayBeIn(known) ? SecretShapes.replaceIn(known) : known;
    }

    /**
     * One line of an agent's output, usually a JSON object. A writer of JSON may escape any character, so a line with
     * unusual escapes is also searched in its usual form.
     */
    public String line(String line) {
        String clean = text(line);
        if (!hasUnusualEscapes(clean)) return clean;
        try {
            JsonNode json = Json.MAPPER.readTree(clean);
            String usual = Json.MAPPER.writeValueAsString(json);
            String redacted = text(usual);
            return redacted.equals(usual) ? clean : redacted;
        } catch (JsonProcessingException notJson) {
            return clean;
        }
    }

    /** Letters, digits and signs of keys need no escape: {@code \}{@code u0041}, {@code \/}. */
    private static boolean hasUnusualEscapes(String line) {
        for (int at = line.indexOf('\\'); at >= 0 && at + 1 < line.length(); at = line.indexOf('\\', at + 2)) {
            char next = line.charAt(at + 1);
            if (next == '/') return true;
            boolean isAscii = next == 'u' && line.startsWith("00", at + 2);
            if (isAscii && at + 4 < line.length() && line.charAt(at + 4) >= '2') return true;
        }
        return false;
    }

    private String withoutKnown(String text) {
        String clean = text;
        for (Known one : values) {
            if (clean.contains(one.value())) clean = clean.replace(one.value(), one.words());
        }
        return clean;
    }
}
