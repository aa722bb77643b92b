package orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Objects;
import orchestrator.home.Home;
import orchestrator.home.SecretFile;
import orchestrator.json.Json;
import orchestrator.signing.Incoming;
import orchestrator.signing.Signature;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignTest {
    private static final String REQUEST = "{\"target\":\"/tmp/app\",\"prompt\":\"Füge ä an\"}";

    @TempDir
    Path directory;

    private Calls orchestrate;

    @BeforeEach
    void start() {
        orchestrate = new Calls(directory);
    }

    private Incoming signed(String... arguments) {
        assertThat(orchestrate.call(arguments)).isZero();
        Home home = Home.open(orchestrate.environment);
        return Incoming.read(Json.read(orchestrate.out(), JsonNode.class), SecretFile.signingKey(home));
    }

    @Test
    void a_start_is_signed_for_any_session_or_for_one() {
        Signature any = Objects.requireNonNull(signed("sign", REQUEST).signature());
        assertThat(any.as()).isEqualTo("start");
        assertThat(any.session()).isEmpty();

        orchestrate = new Calls(directory);
        Incoming one = signed("sign", "--session-id", "mine", REQUEST);
        assertThat(Objects.requireNonNull(one.signature()).session()).isEqualTo("mine");
        assertThat(one.json()).isEqualTo(Json.read(REQUEST, JsonNode.class));
    }

    @Test
    void the_origin_of_a_signed_control_is_set_and_not_taken_from_the_request() {
        Incoming control = signed(
                "sign",
                "--as",
                "answer",
                "--session-id",
                "mine",
                "{\"choice\":\"accept\",\"by\":\"ana\",\"confirmed\":true}");

        assertThat(Objects.requireNonNull(control.signature()).as()).isEqualTo("answer");
        assertThat(control.json().path("by").asText()).isEqualTo(System.getProperty("user.name"));
        assertThat(control.json().path("via").asText()).isEqualTo("signed");
        assertThat(control.json().has("confirmed")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no json            | must be a JSON object",
                "[1]                | must be a JSON object",
                "{\"choice\":\"x\"} | a start needs",
                "{\"prompt\":1,\"target\":\"/t\"} | `prompt` must be a text",
                "{\"prompt\":\"\\ud83d\",\"target\":\"/t\"} | lone surrogate",
            })
    void an_invalid_request_is_not_signed_and_the_message_says_what_to_do(String json, String why) {
        assertThat(orchestrate.call("sign", json)).isEqualTo(2);
        assertThat(orchestrate.err()).contains(why);
    }

    @Test
    void a_control_is_not_signed_without_a_session() {
        assertThat(orchestrate.call("sign", "--as", "resume", "{}")).isEqualTo(2);
        assertThat(orchestrate.err()).contains("--session-id ID");
    }
}
