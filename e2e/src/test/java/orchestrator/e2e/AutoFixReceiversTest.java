package orchestrator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import orchestrator.autofix.ProjectKey;
import orchestrator.harness.Orchestrator;
import orchestrator.harness.ScratchDirectory;
import orchestrator.harness.Wait;
import orchestrator.harness.watch.AnsweringAgent;
import orchestrator.harness.watch.GitProject;
import orchestrator.harness.watch.StandInReceiver;
import orchestrator.harness.watch.StandInReceiver.Received;
import orchestrator.harness.watch.WatchClient;
import orchestrator.home.ProjectSecrets;
import orchestrator.json.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Receivers of escalations that go down in the middle. */
class AutoFixReceiversTest {
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final String REPOSITORY = "ana/shop";
    private static final String TOKEN = "token-that-nobody-may-see";
    private static final String FILE = "value.sh";

    private final ArrayNode issues = Json.MAPPER.createArrayNode();
    private final StandInReceiver github = StandInReceiver.start(this::asGithub);
    private final StandInReceiver slack = StandInReceiver.start(message -> "ok");
    private final StandInReceiver email = StandInReceiver.start(message -> "{}");
    private final Orchestrator orchestrator = Orchestrator.prepare(
            ScratchDirectory.directory("receivers"), Map.of("ORCHESTRATOR_GITHUB_API", github.url()));

    @AfterEach
    void stop() {
        orchestrator.close();
        Stream.of(github, slack, email).forEach(StandInReceiver::close);
    }

    @Test
    void an_escalation_waits_for_each_receiver_and_reaches_it_once() throws Exception {
        AnsweringAgent agent = AnsweringAgent.define(orchestrator.home());
        agent.prepare("shop", "echo '# tried' >>" + FILE, Map.of(), Map.of());
        orchestrator.start();
        GitProject files = repository();
        WatchClient client = watch(files);
        github.down();

        files.save(FILE, "echo wrong\n");

        Wait.until("Slack and e-mail have it", SOON, () -> messages(slack) == 1 && messages(email) == 1);
        JsonNode task = client.awaitEnded(1, SOON).get(0);
        assertThat(WatchClient.outcome(task)).as("%s", task).isEqualTo("escalated");
        assertThat(issues).as("GitHub is down").isEmpty();
        slack.down();
        github.up();
        Wait.until("GitHub has an issue", SOON, () -> issues.size() == 1);
        assertThat(issues.get(0).path("body").asText()).contains(FILE, "Attempt");

        files.save(FILE, "echo wrong again\n");

        Wait.until("e-mail has the second", SOON, () -> messages(email) == 2);
        slack.up();
        client.awaitEnded(2, SOON);
        Wait.until(
                "GitHub has a comment",
                SOON,
                () -> issues.get(0).path("comments").asInt() == 1);
        Wait.until("Slack has the second", SOON, () -> messages(slack) == 2);
        assertThat(issues).as("still one issue for the file").hasSize(1);
        assertThat(github.received())
                .allSatisfy(
                        call -> assertThat(call.headers().get("authorization")).contains(TOKEN));
        assertThat(Files.readString(orchestrator.scratch().resolve("worker.log")))
                .doesNotContain(TOKEN);
        assertThat(client.state().toString()).doesNotContain(TOKEN);
    }

    private GitProject repository() {
        Map<String, byte[]> files = new TreeMap<>();
        Map.of(AnsweringAgent.MARK, "shop", FILE, "echo right\n", "test.sh", "sh value.sh | grep -qx right\n")
                .forEach((path, text) -> files.put(path, text.getBytes(StandardCharsets.UTF_8)));
        return GitProject.make(orchestrator.target("shop", true), files);
    }

    private WatchClient watch(GitProject files) {
        new ProjectSecrets(TOKEN, slack.url(), email.url(), null, null)
                .write(orchestrator
                        .home()
                        .project(ProjectKey.of(files.directory().toString())));
        ObjectNode request = WatchClient.request(files.directory(), "sh test.sh", AnsweringAgent.NAME);
        request.withObject("/repair").put("retriesMax", 1);
        request.putObject("escalation")
                .put("githubRepo", REPOSITORY)
                .put("slack", true)
                .put("email", true);
        return WatchClient.start(orchestrator.client(), request);
    }

    /** Each delivery counts once, however often it has come. */
    private static long messages(StandInReceiver receiver) {
        return receiver.received().stream()
                .map(message -> message.headers().getOrDefault("idempotency-key", message.body()))
                .distinct()
                .count();
    }

    private String asGithub(Received call) {
        String at = "/repos/" + REPOSITORY;
        String path = call.path().split("\\?", 2)[0];
        if (path.equals(at)) return repositoryJson(at).toString();
        if (path.equals(at + "/issues")) {
            if (call.method().equals("GET")) return issues.toString();
            ObjectNode issue = (ObjectNode) Json.read(call.body(), JsonNode.class);
            int number = issues.size() + 1;
            issues.add(issue.put("number", number)
                    .put("id", number)
                    .put("state", "open")
                    .put("comments", 0));
            issue.put("html_url", "https://github.example" + at + "/issues/" + number);
            issue.put("url", github.url() + at + "/issues/" + number).remove("labels");
            return issue.toString();
        }
        ObjectNode first = (ObjectNode) issues.path(0);
        if (!path.endsWith("/comments")) return first.toString();
        if (call.method().equals("GET")) return "[]";
        first.put("comments", first.path("comments").asInt() + 1);
        return "{\"id\": 1, \"body\": \"kept\"}";
    }

    private ObjectNode repositoryJson(String at) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        List<String> words = List.of(REPOSITORY.split("/"));
        json.put("id", 1).put("name", words.get(1)).put("full_name", REPOSITORY).put("url", github.url() + at);
        json.putObject("owner").put("login", words.get(0));
        return json;
    }
}
