package orchestrator.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import orchestrator.autofix.EscalationActivities.Channel;
import orchestrator.autofix.EscalationActivities.Delivery;
import orchestrator.eventlog.store.EventStore;
import orchestrator.home.Home;
import orchestrator.home.ProjectSecrets;
import orchestrator.json.Json;
import orchestrator.launcher.HandSetClock;
import orchestrator.notify.LocalReceiver.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Escalations reach each receiver once, whatever the receivers and this process do. */
class DeliveriesTest {
    private static final String PROJECT = "shop-1f2e3d4c";
    private static final Instant T0 = Instant.parse("2026-05-01T08:00:00Z");

    @TempDir
    Path directory;

    private final HandSetClock clock = new HandSetClock(T0);
    private final LocalGithub github = new LocalGithub();
    private LocalReceiver receiver;
    private EventStore store;
    private Home home;
    private Deliveries deliveries;

    @BeforeEach
    void open() {
        home = Home.at(directory);
        store = EventStore.open(home.eventStore());
        receiver = new LocalReceiver(github::reply);
        String secret = receiver.address() + "/hook-secret";
        new ProjectSecrets("ghp_secret", secret, secret, "sk-ant-secret", null).write(home.project(PROJECT));
        deliveries = fresh();
    }

    private Deliveries fresh() {
        return new Deliveries(home, store.artifacts(), Map.of("ORCHESTRATOR_GITHUB_API", receiver.address()), clock);
    }

    @AfterEach
    void close() {
        receiver.close();
        store.close();
    }

    @Test
    void an_escalation_opens_an_issue_with_the_ledger() {
        String done = deliver(Channel.GITHUB, "d1");

        assertThat(done).isEqualTo("issue https://github.example/octocat/hello/issues/1");
        assertThat(github.issues()).singleElement().satisfies(issue -> {
            assertThat(issue.path("title").asText()).isEqualTo("src/a.py could not be repaired");
            assertThat(issue.path("body").asText())
                    .startsWith("<!-- orchestrator:shop-1f2e3d4c:src/a.py -->\n<!-- delivery:d1 -->\n")
                    .contains("# The ledger");
            assertThat(issue.path("labels").get(0).path("name").asText()).isEqualTo("orchestrator");
        });
    }

    @Test
    void a_further_escalation_of_the_file_is_a_comment_while_the_issue_is_open() {
        deliver(Channel.GITHUB, "d1");
        deliver(Channel.GITHUB, "d2");

        assertThat(github.issues()).hasSize(1);
        assertThat(github.commentsOf(1)).singleElement().asString().contains("<!-- delivery:d2 -->");
        github.close(1);
        deliver(Channel.GITHUB, "d3");
        assertThat(github.issues()).hasSize(2);
    }

    @Test
    void another_file_gets_an_issue_of_its_own() {
        deliver(Channel.GITHUB, "d1");
        deliveries.deliver(delivery(Channel.GITHUB, "d2", "src/b.py", "body"));

        assertThat(github.issues()).hasSize(2);
    }

    @Test
    void a_repeated_delivery_changes_nothing_even_if_nothing_is_remembered_here() throws IOException {
        deliver(Channel.GITHUB, "d1");
        deliver(Channel.GITHUB, "d2");
        forget();

        deliver(Channel.GITHUB, "d1");
        forget();
        deliver(Channel.GITHUB, "d2");

        assertThat(github.issues()).hasSize(1);
        assertThat(github.commentsOf(1)).hasSize(1);
    }

    @Test
    void a_token_that_can_give_no_label_makes_no_second_issue() throws IOException {
        github.givesNoLabels();
        deliver(Channel.GITHUB, "d1");
        forget();

        deliver(Channel.GITHUB, "d1");
        deliver(Channel.GITHUB, "d2");

        assertThat(github.issues()).hasSize(1);
        assertThat(github.commentsOf(1)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GITHUB", "SLACK", "EMAIL"})
    void a_receiver_that_is_down_is_tried_again_and_gets_it_once(String name) {
        Channel channel = Channel.valueOf(name);
        receiver.goDown();
        assertThatThrownBy(() -> deliver(channel, "d1"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot be reached: it does not accept connections");

        receiver.comeBack();
        if (channel != Channel.GITHUB) receiver.answers(call -> Reply.of(200));
        deliver(channel, "d1");
        deliver(channel, "d1");

        long posts = receiver.calls().stream()
                .filter(call -> call.method().equals("POST"))
                .count();
        assertThat(posts).isEqualTo(1);
    }

    @Test
    void one_that_goes_down_in_the_middle_gets_one_issue() {
        receiver.answers(call -> call.method().equals("POST") ? Reply.of(502) : github.reply(call));
        assertThatThrownBy(() -> deliver(Channel.GITHUB, "d1")).hasMessageContaining("GitHub answers with 502");
        // The issue is made, but the answer is lost.
        receiver.answers(call -> {
            Reply made = github.reply(call);
            return call.method().equals("POST") ? Reply.of(500) : made;
        });
        assertThatThrownBy(() -> deliver(Channel.GITHUB, "d1")).hasMessageContaining("GitHub answers with 500");
        receiver.answers(github::reply);

        deliver(Channel.GITHUB, "d1");

        assertThat(github.issues()).hasSize(1);
        assertThat(github.commentsOf(1)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GITHUB|401|does not accept the GITHUB_TOKEN",
                "GITHUB|403|may not write issues in octocat/hello",
                "GITHUB|404|Correct GITHUB_REPO",
                "GITHUB|301|has moved",
                "SLACK|404|does not accept SLACK_WEBHOOK_URL any more (404). Put a new SLACK_WEBHOOK_URL into",
                "SLACK|400|refuses the message (400)",
                "SLACK|302|has moved (302)",
                "EMAIL|410|does not accept EMAIL_WEBHOOK_URL any more"
            })
    void a_refusal_is_final_and_says_what_to_do(String channel, int status, String words) {
        receiver.answers(call -> new Reply(status, Map.of("Location", "http://localhost:1/elsewhere"), "hook-secret"));

        assertThatThrownBy(() -> deliver(Channel.valueOf(channel), "d1"))
                .isInstanceOfSatisfying(ApplicationFailure.class, failure -> {
                    assertThat(failure.isNonRetryable()).isTrue();
                    assertThat(failure.getOriginalMessage()).contains(words);
                });
        assertThat(receiver.calls()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"GITHUB,429", "GITHUB,503", "SLACK,429", "SLACK,500", "EMAIL,408"})
    void a_busy_receiver_is_left_alone_for_as_long_as_it_asks(String name, int status) {
        receiver.answers(call -> new Reply(status, Map.of("Retry-After", "30"), ""));
        Channel channel = Channel.valueOf(name);
        assertThatThrownBy(() -> deliver(channel, "d1")).isInstanceOf(UncheckedIOException.class);

        clock.set(T0.plus(Duration.ofSeconds(29)));
        assertThatThrownBy(() -> deliver(channel, "d1")).hasMessageContaining("wait until 2026-05-01T08:00:30Z");
        assertThat(receiver.calls()).hasSize(1);

        clock.set(T0.plus(Duration.ofSeconds(30)));
        receiver.answers(call -> channel == Channel.GITHUB ? github.reply(call) : Reply.of(204));
        assertThat(deliver(channel, "d1")).isNotEmpty();
    }

    @Test
    void GitHubs_own_limit_is_no_refusal() {
        long reset = T0.plus(Duration.ofMinutes(10)).getEpochSecond();
        receiver.answers(
                call -> new Reply(403, Map.of("X-RateLimit-Remaining", "0", "X-RateLimit-Reset", "" + reset), "{}"));

        assertThatThrownBy(() -> deliver(Channel.GITHUB, "d1")).hasMessageContaining("answers with 403");
        assertThatThrownBy(() -> deliver(Channel.GITHUB, "d1")).hasMessageContaining("wait until 2026-05-01T08:10:00Z");
        assertThat(receiver.calls()).hasSize(1);
    }

    @Test
    void an_answer_that_is_not_GitHubs_is_tried_again() {
        receiver.answers(call -> new Reply(200, Map.of(), "<html>Please log in</html>"));

        assertThatThrownBy(() -> deliver(Channel.GITHUB, "d1"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("GitHub's answer cannot be read");
    }

    @Test
    void no_failure_shows_a_secret() {
        for (Channel channel : Channel.values()) {
            for (int status : new int[] {200, 302, 401, 404, 500}) {
                receiver.answers(call -> new Reply(status, Map.of(), "{\"message\": \"ghp_secret hook-secret\"}"));
                Throwable failure = catchThrowable(() -> deliver(channel, channel + "-" + status));
                if (failure != null) assertHidden(failure);
            }
            receiver.goDown();
            assertHidden(catchThrowable(() -> deliver(channel, channel + "-down")));
            receiver.comeBack();
        }
    }

    private static void assertHidden(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).doesNotContain("ghp_secret", "hook-secret");
    }

    @Test
    void a_missing_secret_is_said_with_the_remedy() {
        ProjectSecrets.NONE.write(home.project(PROJECT));

        assertThatThrownBy(() -> deliver(Channel.GITHUB, "d1")).hasMessageContaining("there is no GITHUB_TOKEN");
        assertThatThrownBy(() -> deliver(Channel.SLACK, "d1")).hasMessageContaining("there is no SLACK_WEBHOOK_URL");
        assertThatThrownBy(() -> deliver(Channel.EMAIL, "d1")).hasMessageContaining("there is no EMAIL_WEBHOOK_URL");
    }

    @Test
    void messages_carry_the_key_of_their_delivery_and_call_nobody() throws IOException {
        receiver.answers(call -> Reply.of(200));

        deliveries.deliver(new Delivery(
                PROJECT,
                Channel.SLACK,
                "k/1",
                "",
                "a",
                "<!channel> a.py",
                "body",
                "see <https://x|y> @here sk-ant-secret"));

        LocalReceiver.Call call = receiver.calls().get(0);
        assertThat(call.header("Idempotency-key")).isEqualTo("k/1");
        assertThat(Json.MAPPER.readTree(call.body()).path("text").asText())
                .isEqualTo(
                        "*&lt;!channel&gt; a.py*\nsee &lt;https://x|y&gt; @\u2060here [hidden]\nProject: " + PROJECT);
    }

    @Test
    void a_mail_has_subject_summary_and_ledger() throws IOException {
        receiver.answers(call -> Reply.of(202));

        deliver(Channel.EMAIL, "d1");

        var mail = Json.MAPPER.readTree(receiver.calls().get(0).body());
        assertThat(mail.path("subject").asText()).isEqualTo("src/a.py could not be repaired");
        assertThat(mail.path("text").asText()).startsWith("Given up.\n\n# The ledger");
        assertThat(mail.path("file").asText()).isEqualTo("src/a.py");
    }

    @Test
    void the_address_of_another_GitHub_must_be_encrypted() {
        Map<String, String> plain = Map.of("ORCHESTRATOR_GITHUB_API", "http://github.example/api/v3");

        assertThatThrownBy(() -> new Deliveries(home, store.artifacts(), plain, clock))
                .hasMessageContaining("must be an address that begins with https://");
    }

    private void forget() throws IOException {
        Files.delete(home.project(PROJECT).directory().resolve("deliveries.json"));
    }

    private String deliver(Channel channel, String key) {
        String body = store.artifacts().put("# The ledger\nof attempts");
        return deliveries.deliver(delivery(channel, key, "src/a.py", body));
    }

    private static Delivery delivery(Channel channel, String key, String file, String body) {
        return new Delivery(
                PROJECT, channel, key, "octocat/hello", file, file + " could not be repaired", body, "Given up.");
    }
}
