package orchestrator.agent.codex;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Variables in Codex's {@code config.toml}. Values are kept by their full key, such as {@code
 * model_providers.acme.env_key}; other values than texts, lists of texts and tables of texts are skipped.
 */
record CodexSettings(Map<String, String> values) {
    private static final Pattern TABLE = Pattern.compile("\\s*\\[([^\\[\\]]+)]\\s*(?:#.*)?");
    private static final Pattern PAIR = Pattern.compile("\\s*([A-Za-z0-9_.\"' -]+?)\\s*=\\s*(.*)");
    private static final Pattern TEXT = Pattern.compile("\"([^\"]*)\"|'([^']*)'");
    private static final Pattern INLINE =
            Pattern.compile("([A-Za-z0-9_-]+|\"[^\"]*\"|'[^']*')\\s*=\\s*(\"[^\"]*\"|'[^']*')");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    CodexSettings {
        values = Map.copyOf(values);
    }

    static CodexSettings read(String toml) {
        Map<String, String> values = new LinkedHashMap<>();
        String table = "";
        for (String line : toml.lines().toList()) {
            Matcher header = TABLE.matcher(line);
            if (header.matches()) {
                table = key(header.group(1)) + ".";
                continue;
            }
            Matcher pair = PAIR.matcher(line);
            if (pair.matches()) put(values, table + key(pair.group(1)), pair.group(2));
        }
        return new CodexSettings(values);
    }

    /** Quotes around a part of a key do not matter here. */
    private static String key(String text) {
        return text.replaceAll("[\"' ]", "");
    }

    private static void put(Map<String, String> values, String key, String value) {
        if (value.startsWith("{")) {
            Matcher inner = INLINE.matcher(value);
            while (inner.find()) values.put(key + "." + key(inner.group(1)), unquoted(inner.group(2)));
        } else if (value.startsWith("[")) {
            Matcher item = TEXT.matcher(value);
            for (int i = 0; item.find(); i++) values.put(key + "." + i, unquoted(item.group()));
        } else {
            Matcher text = TEXT.matcher(value);
            if (text.lookingAt()) values.put(key, unquoted(text.group()));
        }
    }

    private static String unquoted(String text) {
        return text.substring(1, text.length() - 1);
    }

    /** Variables that it names for model providers and MCP servers. */
    Set<String> variables() {
        Set<String> names = new TreeSet<>();
        values.forEach((key, value) -> {
            boolean isVariable = key.endsWith(".env_key")
                    || key.contains(".env_http_headers.")
                    || key.endsWith(".bearer_token_env_var")
                    || key.contains(".env_vars.");
            if (isVariable && NAME.matcher(value).matches()) names.add(value);
        });
        return names;
    }

    /** The chosen model provider; empty for the default. */
    Optional<String> provider() {
        String profile = values.getOrDefault("profile", "");
        return Stream.of("profiles." + profile + ".model_provider", "model_provider")
                .map(values::get)
                .filter(value -> value != null && !value.isEmpty())
                .findFirst();
    }

    /** The variable that holds the key of the chosen provider. */
    Optional<String> keyOfProvider() {
        return provider()
                .map(id -> values.getOrDefault("model_providers." + id + ".env_key", ""))
                .filter(name -> !name.isEmpty());
    }
}
