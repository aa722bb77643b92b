package orchestrator.modelserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import orchestrator.json.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelServerTest {

    private static final String MESSAGES = "/v1/messages";
    private final ModelServer model = ModelServer.start(0);
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        model.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1/messages | {'stream':true,'messages':[{'role':'user','content':'[[scenario:hello]]'}]} | message_stop",
                "/v1/responses | {'stream':true,'input':'[[scenario:hello]]'} | response.completed",
                "/v1/chat/completions"
                        + " | {'stream':true,'messages':[{'role':'user','content':'[[scenario:hello]]'}]} | [DONE]",
                "/v1beta/models/g:streamGenerateContent"
                        + " | {'contents':[{'role':'user','parts':[{'text':'[[scenario:hello]]'}]}]} | STOP",
            })
    void every_api_streams_to_its_end(String path, String body, String end) throws Exception {
        HttpResponse<String> response = post(path, body);

        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/event-stream");
        assertThat(response.body()).contains("Hello fr").contains(end);
        assertThat(model.log())
                .singleElement()
                .satisfies(seen -> assertThat(seen.outcome()).isEqualTo("answered"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1/messages | {'messages':[{'role':'user','content':'[[scenario:hello]]'}]} | /content/0/text",
                "/v1/responses | {'input':'[[scenario:hello]]'} | /output/0/content/0/text",
                "/v1/chat/completions | {'messages':[{'role':'user','content':'[[scenario:hello]]'}]}"
                        + " | /choices/0/message/content",
                "/v1beta/models/g:generateContent"
                        + " | {'contents':[{'role':'user','parts':[{'text':'[[scenario:hello]]'}]}]}"
                        + " | /candidates/0/content/parts/0/text",
            })
    void every_api_answers_without_a_stream_too(String path, String body, String where) throws Exception {
        JsonNode answer = Json.MAPPER.readTree(post(path, body).body());

        assertThat(answer.at(where).asText()).isEqualTo("Hello from the scripted model.");
    }

    @Test
    void a_refusal_is_counted_for_each_conversation() throws Exception {
        String mine = "{'messages':[{'role':'user','content':'[[scenario:429-twice]] [[run:mine]]'}]}";

        assertThat(post(MESSAGES, mine).statusCode()).isEqualTo(429);
        assertThat(post(MESSAGES, mine).statusCode()).isEqualTo(429);
        assertThat(post(MESSAGES, mine.replace("mine", "other")).statusCode()).isEqualTo(429);
        assertThat(post(MESSAGES, mine).statusCode()).isEqualTo(200);
    }

    @Test
    void a_cut_breaks_the_connection() {
        String body = "{'stream':true,'messages':[{'role':'user','content':'[[scenario:cut]]'}]}";

        assertThatThrownBy(() -> post(MESSAGES, body)).isInstanceOf(IOException.class);
    }

    @Test
    void a_question_of_the_command_line_itself_is_answered_with_an_example_of_its_schema() throws Exception {
        String schema = "{'type':'object','properties':{'reason':{'type':'string'},'score':{'type':'integer'}}}";

        JsonNode answer = Json.MAPPER.readTree(post(
                        "/v1beta/models/g:generateContent",
                        "{'contents':[{'role':'user','parts':[{'text':'[[scenario:401]]'}]}],"
                                + "'generationConfig':{'responseJsonSchema':" + schema + "}}")
                .body());

        assertThat(answer.at("/candidates/0/content/parts/0/text").asText())
                .isEqualTo("{\"reason\":\"ok\",\"score\":1}");
    }

    @Test
    void tokens_are_counted() throws Exception {
        HttpResponse<String> response = post(MESSAGES + "/count_tokens", "{'messages':[]}");

        assertThat(Json.MAPPER.readTree(response.body()).path("input_tokens").isInt())
                .isTrue();
    }

    @Test
    void the_log_shows_who_said_what() throws Exception {
        post(MESSAGES, "{'messages':[{'role':'user','content':'Role: architect [[scenario:approve]]'}]}");

        HttpRequest request =
                HttpRequest.newBuilder(URI.create(model.url() + "/_log")).build();
        JsonNode entry = Json.MAPPER
                .readTree(http.send(request, BodyHandlers.ofString()).body())
                .get(0);

        assertThat(entry.path("role").asText()).isEqualTo("architect");
        assertThat(entry.at("/said/0/from").asText()).isEqualTo("user");
    }

    @Test
    void an_unknown_scenario_is_answered_with_a_list_of_the_known_ones() throws Exception {
        String answer = post(MESSAGES, "{'messages':[{'role':'user','content':'[[scenario:nonsense]]'}]}")
                .body();

        assertThat(answer).contains("no scenario nonsense").contains("write-file");
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(model.url() + path))
                .POST(BodyPublishers.ofString(body.replace('\'', '"')))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }
}
