package orchestrator.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Random;
import orchestrator.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {
    private static final String X36 = "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8";
    private static final String KEY = "sk-ant-api03-" + X36;
    private static final String PRIVATE =
            "-----BEGIN RSA PRIVATE KEY-----\nMIIEow+/a=\nAB==\n-----END RSA PRIVATE KEY-----";

    private final Redactor redactor = new Redactor(Map.of(
            "pass\"w\\rd-1", "value of DB_PASSWORD", "s3cret-value", "value of ACME_TOKEN", "0f0f0f0f0f", "our token"));

    @ParameterizedTest
    @CsvSource({
        "sk-ant-api03-a1B2c3D4e5F6g7H8i9J0, anthropic key",
        "sk-proj-a1B2c3D4e5F6g7H8i9J0, openai key",
        "sk-a1B2c3D4e5F6g7H8i9J0k1L2m3, openai key",
        "AIzaSyA1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q, google key",
        "ghp_a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8, github token",
        "github_pat_11ABCDEFG0a1B2c3D4e5F6_g7H8i9J0k1L2m3, github token",
        "AKIAIOSFODNN7EXAMPLE, aws key",
        "xoxb-123456789012-abcdefGHIJKL, slack token",
        "npm_a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8, npm token",
        "glpat-a1B2c3D4e5F6g7H8i9J0, gitlab token",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P, json web token",
        "s3cret-value, value of ACME_TOKEN",
    })
    void a_secret_is_replaced_alone_in_a_text_and_after_any_escape(String secret, String label) throws Exception {
        String words = "[redacted: " + label + "]";
        String text =
                "one\n" + secret + "\ttwo '" + secret + "' \"" + secret + "\" three=" + secret + "\u20ac" + secret;
        String expected = text.replace(secret, words);

        assertThat(redactor.text(secret)).isEqualTo(words);
        assertThat(redactor.text(text)).isEqualTo(expected);
        assertThat(inJson(text)).isEqualTo(expected);
        assertThat(inJson(json(text))).as("JSON in JSON").isEqualTo(json(expected));
    }

    @Test
    void a_private_key_goes_from_its_first_line_to_its_last() throws Exception {
        String text = "before " + PRIVATE + " between " + PRIVATE + " after";
        String expected = text.replace(PRIVATE, "[redacted: private key]");

        assertThat(redactor.text(text)).isEqualTo(expected);
        assertThat(inJson(text)).isEqualTo(expected);
        assertThat(inJson(json(text))).isEqualTo(json(expected));
        assertThat(inJson(PRIVATE.substring(0, 50))).isEqualTo("[redacted: private key]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization: Bearer %s",
                "authorization: basic %s",
                "{\"Authorization\": \"Bearer %s\"}",
                "curl -H 'Authorization: token %s' https://x",
            })
    void the_value_of_an_authorization_header_is_replaced(String header) throws Exception {
        String expected = header.formatted("[redacted: authorization]");

        assertThat(redactor.text(header.formatted(X36))).isEqualTo(expected);
        assertThat(inJson(header.formatted(X36))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "task-force-of-twenty-1-members and disk-a1B2c3D4e5F6g7H8i9J0k1L2",
                "class sk-loading-indicator-container",
                "AIRPORT, MAIN, PRIVATE, KEYBOARD, Authorization is needed",
                "https://example.org/eyJ/npm_config/ghost_writer",
                "-----BEGIN PUBLIC KEY-----\nMIIE\n-----END PUBLIC KEY-----",
                "the PRIVATE KEY----- of nobody",
                "xoxo-hugs, repat_riate, the author ized",
            })
    void other_words_stay(String text) {
        assertThat(redactor.text(text)).isEqualTo(text);
    }

    @Test
    void unusual_escapes_hide_nothing() throws Exception {
        String hidden = "{\"text\":\"\\u0073k-ant-api03-" + X36 + " and a\\/b\"}";

        JsonNode json = Json.MAPPER.readTree(redactor.line(hidden));

        assertThat(json.path("text").asText()).isEqualTo("[redacted: anthropic key] and a/b");
    }

    @Test
    void a_line_without_secrets_is_the_same_object() {
        String line = "{\"type\":\"message\",\"n\":1.50,\"text\":\"a\\/b \\u0041 task-1 \\n\"}";

        assertThat(redactor.line(line)).isSameAs(line);
    }

    @Test
    void a_known_value_that_JSON_escapes_is_found_in_both_forms() throws Exception {
        assertThat(redactor.text("it is pass\"w\\rd-1!")).isEqualTo("it is [redacted: value of DB_PASSWORD]!");
        assertThat(inJson("it is pass\"w\\rd-1!")).isEqualTo("it is [redacted: value of DB_PASSWORD]!");
    }

    @Test
    void a_secret_that_is_split_over_two_lines_is_not_found() {
        String half = KEY.substring(0, 14);

        assertThat(redactor.text(half + "\n" + KEY.substring(14))).contains(half);
    }

    @Test
    void random_JSON_with_secrets_anywhere_stays_JSON() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String[] parts = {
            KEY, PRIVATE, "\\", "\"", "\n", "a", "Authorization: Bearer ", X36, "\u0001", "-----BEGIN ", "é"
        };
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(12); n >= 0; n--) text.append(parts[random.nextInt(parts.length)]);

            String line = redactor.line(json(text.toString()));

            assertThat(Json.MAPPER.readTree(line).path("text").isTextual())
                    .as("seed %d: %s", seed, line)
                    .isTrue();
            assertThat(line).as("seed %d", seed).doesNotContain("sk-ant-api03");
        }
    }

    @Test
    void a_huge_line_is_no_problem() {
        String filler = "sk-ant ghp_ AIza eyJ " + "x".repeat(1_000);
        String huge = "{\"text\":\"" + filler.repeat(4_000) + " " + KEY + "\\n" + PRIVATE.replace("\n", "\\n") + "\"}";

        assertThat(redactor.line(huge))
                .doesNotContain(KEY)
                .endsWith("[redacted: anthropic key]\\n[redacted: private key]\"}");
        assertThat(redactor.text("-----BEGIN PRIVATE KEY-----" + "A".repeat(2_000_000)))
                .isEqualTo("[redacted: private key]");
    }

    @Test
    void variables_are_secret_by_their_names_unless_they_name_a_place_or_a_number() {
        Map<String, String> known = KnownSecrets.in(Map.of(
                "ACME_TOKEN", "s3cret-value",
                "MAX_TOKENS", "64000",
                "BIG_TOKENS", "64000000",
                "SSH_KEY_FILE", "/home/ana/.ssh/id",
                "KEY_SERVER", "https://keys.example.org",
                "DB_URL_SECRET", "postgres://ana:pw@db",
                "PATH", "/usr/bin:/bin",
                "PASSWORD", "short"));

        assertThat(known)
                .containsOnly(
                        Map.entry("s3cret-value", "value of ACME_TOKEN"),
                        Map.entry("postgres://ana:pw@db", "value of DB_URL_SECRET"));
    }

    private String inJson(String text) throws Exception {
        return Json.MAPPER.readTree(redactor.line(json(text))).path("text").asText();
    }

    private static String json(String text) {
        ObjectNode node = Json.MAPPER.createObjectNode().put("type", "message").put("text", text);
        return Json.write(node);
    }
}
