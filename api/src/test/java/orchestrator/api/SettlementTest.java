package orchestrator.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import orchestrator.api.RunningApi.Answer;
import orchestrator.event.EventType;
import orchestrator.session.Phase;
import orchestrator.session.Teamwork;
import orchestrator.settlement.MergeMode;
import orchestrator.settlement.MergeOptions;
import orchestrator.settlement.PublishOptions;
import orchestrator.settlement.SettlementRequest;
import orchestrator.settlement.SettlementRequest.Kind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A result is merged, discarded or published by its host, whichever API is asked. */
class SettlementTest {
    private static final Teamwork WITH_RESULT = new Teamwork(
            Teamwork.Plan.NONE,
            List.of(),
            List.of(),
            List.of(),
            null,
            new Teamwork.Result("WORKTREE", "orchestrate/s/result", "aaaa", "bbbb", 1, 1, 1, "", ""),
            null,
            List.of(),
            List.of());

    @TempDir
    static Path directory;

    static RunningApi api;
    static OpenApiDocument document;

    @BeforeAll
    static void start() {
        api = RunningApi.in(directory);
        document = new OpenApiDocument(api.send(api.bare("/openapi.yaml")).body());
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static void over(String id) {
        api.store.archive().keep(Archive.session(id, id, "execution-of-" + id, Phase.DONE, WITH_RESULT));
    }

    private static SettlementRequest asked(String key) {
        return TemporalForTests.host().call(key).request();
    }

    private static Answer post(String session, String what, String body) {
        Answer answer = api.post("/api/v1/" + session + "/" + what, body);
        assertThat(document.differences("post", "/api/v1/{session}/" + what, answer))
                .isEmpty();
        return answer;
    }

    @Test
    void a_merge_is_carried_out_with_its_options_and_its_sender() {
        over("merged");

        Answer answer = post("merged", "merge", "{\"mode\": \"commits\", \"message\": \"Add it\\n\\nNow.\"}");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().path("fate").asText()).isEqualTo("merged");
        assertThat(answer.json().path("outcome").asText()).isEqualTo("merged into main as 0a1b2c3d4e");
        assertThat(answer.json().path("lines").get(0).asText()).isEqualTo("Merged into main.");
        SettlementRequest request = asked("merged");
        assertThat(request.kind()).isEqualTo(Kind.MERGE);
        assertThat(request.via()).isEqualTo("api");
        assertThat(request.by()).isEqualTo(System.getProperty("user.name"));
        assertThat(request.merge()).isEqualTo(new MergeOptions(MergeMode.COMMITS, "", false, false, "Add it\n\nNow."));
        assertThat(TemporalForTests.host().call("merged").signature())
                .as("signed for exactly this")
                .extracting(signature -> signature.session())
                .isEqualTo("settlement:merged");
    }

    @Test
    void an_empty_body_means_the_usual_merge() {
        over("usual");

        assertThat(post("usual", "merge", "").status()).isEqualTo(200);

        assertThat(asked("usual").merge()).isEqualTo(MergeOptions.USUAL);
    }

    @Test
    void a_pull_request_is_answered_with_its_address() {
        over("published");

        Answer answer = post("published", "pull-request", "{\"remote\": \"fork\", \"base\": \"release\"}");

        assertThat(answer.json().path("pullRequest").asText()).isEqualTo("https://github.example/ana/app/pull/7");
        assertThat(asked("published").publish()).isEqualTo(new PublishOptions("fork", "release", false));
    }

    @Test
    void a_discard_says_what_it_is() {
        over("discarded");

        assertThat(post("discarded", "discard", "{}").status()).isEqualTo(200);

        assertThat(asked("discarded").kind()).isEqualTo(Kind.DISCARD);
    }

    @Test
    void what_the_host_refuses_is_a_conflict_with_its_reason() {
        over("refused-merge");

        Answer answer = post("refused-merge", "merge", "{}");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.detail())
                .isEqualTo("The result of the session `refused-merge` was not merged: you have changed a.txt too.\n"
                        + "  Commit it");
    }

    @Test
    void the_work_happens_on_the_host_of_the_first_launch() {
        over("elsewhere");
        api.store
                .events()
                .record(List.of(
                        Archive.ofSession("elsewhere", 1, EventType.STATUS, "began", "{}"),
                        Archive.ofSession(
                                "elsewhere", 2, EventType.STATUS, "launched", "{\"pid\": 1, \"host\": \"there\"}"),
                        Archive.ofSession(
                                "elsewhere", 3, EventType.STATUS, "launched", "{\"pid\": 2, \"host\": \"other\"}")));

        assertThat(post("elsewhere", "merge", "{}").status()).isEqualTo(200);

        assertThat(asked("elsewhere").host()).isEqualTo("there");
    }

    @Test
    void two_at_once_are_one_and_another_wish_meanwhile_is_refused() {
        over("settled-twice");
        CountDownLatch release = TemporalForTests.host().hold("settled-twice");
        CompletableFuture<Answer> first = CompletableFuture.supplyAsync(() -> post("settled-twice", "merge", "{}"));
        CompletableFuture<Answer> second = CompletableFuture.supplyAsync(() -> post("settled-twice", "merge", "{}"));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> TemporalForTests.host().call("settled-twice") != null);

        Answer other = post("settled-twice", "discard", "{}");
        release.countDown();

        assertThat(other.status()).isEqualTo(409);
        assertThat(other.detail()).contains("another decision about its result is being carried out");
        assertThat(first.join().status()).isEqualTo(200);
        assertThat(second.join().status()).isEqualTo(200);
    }

    @Test
    void what_takes_long_is_answered_before_its_end_and_joined_by_the_same_request() {
        over("slow");
        CountDownLatch release = TemporalForTests.host().hold("slow");

        Answer early = post("slow", "merge", "{}");
        release.countDown();
        Answer late = post("slow", "merge", "{}");

        assertThat(early.status()).isEqualTo(202);
        assertThat(early.json().path("note").asText()).contains("the same request tells what came of it");
        assertThat(late.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"merge", "discard", "pull-request"})
    void an_open_session_is_left_alone(String what) {
        String id = "open-" + what;
        api.post("/api/v1/sessions", "{\"prompt\": \"p\", \"target\": \"/tmp\", \"session\": \"" + id + "\"}");

        Answer answer = post(id, what, "{}");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.detail()).contains("it is still open (", "its result is not complete");
    }

    @Test
    void a_session_without_a_result_has_nothing_to_merge() {
        api.store.archive().keep(Archive.session("empty", Phase.FAILED));

        assertThat(post("empty", "merge", "{}").detail()).contains("it has no result");
        assertThat(post("nobody", "merge", "{}").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "merge | {\"mode\": \"rebase\"} | `mode` must be one of squash, commits.",
                "merge | {\"mode\": 1} | `mode` must be a text, not `1`.",
                "merge | {\"squash\": true} | There is no option `squash`",
                "merge | {\"filesOnly\": \"yes\"} | `filesOnly` must be true or false.",
                "merge | {\"filesOnly\": true, \"branch\": \"b\"} | A branch needs a commit",
                "merge | {\"filesOnly\": true, \"mode\": \"commits\"} | must make a commit",
                "pull-request | {\"remote\": \"--upload-pack=x\"} | `remote` is a name",
                "discard | [] | The body must be an object"
            })
    void bad_options_are_refused(String what, String body, String why) {
        over("bad");

        Answer answer = post("bad", what, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.detail()).contains(why);
        assertThat(TemporalForTests.host().call("bad")).isNull();
    }

    @Test
    void without_the_token_nothing_happens() {
        over("settled-guarded");

        Answer answer = api.send(api.bare("/api/v1/settled-guarded/merge")
                .header("Content-Type", "application/json")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{}")));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(TemporalForTests.host().call("settled-guarded")).isNull();
    }
}
