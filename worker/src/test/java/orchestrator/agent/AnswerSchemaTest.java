package orchestrator.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import orchestrator.agent.Transcript.Final;
import orchestrator.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AnswerSchemaTest {
    private final AnswerSchema schema = AnswerSchema.of(
            "{\"type\":\"object\",\"required\":[\"answer\"]," + "\"properties\":{\"answer\":{\"type\":\"integer\"}}}");

    private String problem(String answer) {
        return schema.check(Final.good(answer, null)).problem();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"answer\":42}",
                "\n {\"answer\": 42}\n",
                "Here it is:\n```json\n{\"answer\":42}\n```\nThat is all.",
                "```\n{\"answer\":42}\n```",
                "I think {\"answer\":42} is right."
            })
    void an_answer_is_found_in_words_around_it(String text) {
        JsonNode answer = schema.check(Final.good(text, null)).answer();

        assertThat(answer).isNotNull();
        assertThat(answer.path("answer").asInt()).isEqualTo(42);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "forty-two", "```", "}{", "[42]", "42", "{\"answer\":"})
    void what_has_no_json_object_is_no_answer(String text) {
        assertThat(problem(text)).isEqualTo("the answer is no JSON object");
    }

    @Test
    void what_is_wrong_with_an_answer_is_said() {
        assertThat(problem("{\"answer\":\"not a number\"}")).contains("answer", "integer");
        assertThat(problem("{}")).contains("answer", "required");
    }

    @Test
    void an_answer_by_the_agents_own_means_is_checked_too() throws Exception {
        JsonNode wrong = Json.MAPPER.readTree("{\"answer\":\"x\"}");

        assertThat(schema.check(Final.good("{\"answer\":42}", wrong)).answer()).isNull();
    }

    @Test
    void a_success_with_a_wrong_answer_is_none() throws Exception {
        Agent codex = new CodexAgent();
        for (String name : new String[] {"structured", "structured-bad"}) {
            Recording recording = Recording.named("codex", name);
            Transcript transcript = Recording.Told.by(codex, recording.lines()).after();
            Verdict verdict = schema.judge(codex.judge(transcript, recording.exit()), transcript);

            assertThat(verdict.succeeded()).isEqualTo(name.equals("structured"));
        }
    }
}
