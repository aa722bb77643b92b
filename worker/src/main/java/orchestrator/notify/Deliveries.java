package orchestrator.notify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import orchestrator.autofix.EscalationActivities.Channel;
import orchestrator.autofix.EscalationActivities.Delivery;
import orchestrator.eventlog.Artifacts;
import orchestrator.failure.CallFailure;
import orchestrator.home.Home;
import orchestrator.home.ProjectHome;
import orchestrator.home.ProjectSecrets;
import orchestrator.json.Json;
import orchestrator.text.Text;

/**
 * Delivers escalations with the secrets of their projects. What a receiver refuses fails for good; one that is down or
 * busy is not called again before the time that it asked for.
 */
public final class Deliveries {
    private static final String API = "ORCHESTRATOR_GITHUB_API";
    private static final String PUBLIC_API = "https://api.github.com";
    private static final Duration GITHUB_LIMIT = Duration.ofSeconds(10);
    private static final int GITHUB_BYTES_MAX = 20_000_000;
    private static final int SLACK_UNITS_MAX = 3_000;
    private static final int MAIL_UNITS_MAX = 200_000;
    private static final int TITLE_BYTES_MAX = 240;

    private final Home home;
    private final Artifacts artifacts;
    private final Clock clock;
    private final String api;
    private final HttpCalls github;
    private final Webhook slack;
    private final Webhook email;
    private final Map<String, Object> locks = new ConcurrentHashMap<>();
    private final Map<String, Instant> notBefore = new ConcurrentHashMap<>();

    public Deliveries(Home home, Artifacts artifacts, Map<String, String> environment, Clock clock) {
        this.home = home;
        this.artifacts = artifacts;
        this.clock = clock;
        this.api = api(environment);
        this.slack = new Webhook("Slack", "SLACK_WEBHOOK_URL", environment, clock);
        this.email = new Webhook("the e-mail webhook", "EMAIL_WEBHOOK_URL", environment, clock);
        this.github = new HttpCalls(GITHUB_LIMIT, GITHUB_BYTES_MAX, environment);
    }

    /** Tokens are sent there, so it must be encrypted, or on this machine. */
    private static String api(Map<String, String> environment) {
        String given = environment.getOrDefault(API, "").strip().replaceAll("/+$", "");
        if (given.isEmpty()) return PUBLIC_API;
        if (given.matches("https://[^/@\\s]+(/\\S*)?|http://(localhost|127\\.0\\.0\\.1)(:[0-9]+)?(/\\S*)?"))
            return given;
        throw new IllegalArgumentException(
                API + " must be an address that begins with https://, such as https://github.example.com/api/v3, not `"
                        + given + "`");
    }

    /** Returns what was delivered, in words. */
    public String deliver(Delivery delivery) {
        String receiver = delivery.project() + "/" + delivery.channel().wire();
        // Two deliveries at once would make two issues for one file.
        synchronized (locks.computeIfAbsent(receiver, name -> new Object())) {
            try {
                awaitTurn(delivery, receiver);
                return remembered(delivery);
            } catch (ReceiverRefused refused) {
                throw CallFailure.never(refused.getMessage());
            } catch (ReceiverBusy busy) {
                notBefore.put(receiver, clock.instant().plus(busy.askedToWait()));
                throw new UncheckedIOException(busy.getMessage(), busy);
            } catch (InterruptedIOException stopped) {
                throw new IllegalStateException("the delivery was interrupted", new InterruptedException());
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "cannot deliver to " + delivery.channel().wire(), e);
            }
        }
    }

    private void awaitTurn(Delivery delivery, String receiver) throws ReceiverBusy {
        Instant now = clock.instant();
        Instant turn = notBefore.getOrDefault(receiver, now);
        if (now.isBefore(turn))
            throw new ReceiverBusy(
                    delivery.channel().wire() + " asked to wait until " + turn.truncatedTo(ChronoUnit.SECONDS),
                    Duration.between(now, turn));
    }

    private String remembered(Delivery delivery) throws IOException {
        ProjectHome project = home.project(delivery.project());
        DeliveryMemory memory = new DeliveryMemory(project);
        Optional<String> earlier = memory.delivered(delivery.key());
        if (earlier.isPresent()) return earlier.get();
        String done = deliver(delivery, ProjectSecrets.of(project), memory);
        memory.keep(delivery.key(), done);
        return done;
    }

    private String deliver(Delivery delivery, ProjectSecrets secrets, DeliveryMemory memory) throws IOException {
        String body = DeliveryText.withoutSecrets(artifacts.get(delivery.body()).orElse(delivery.body()), secrets);
        String summary = DeliveryText.withoutSecrets(delivery.summary(), secrets);
        if (delivery.channel() == Channel.GITHUB)
            return new GithubIssues(delivery, body, memory)
                    .deliver(api, secrets, new GithubCalls(github, URI.create(api), delivery.githubRepo(), clock));
        if (delivery.channel() == Channel.SLACK) {
            slack.post(secrets.slackWebhook(), delivery.key(), slackMessage(delivery, summary));
            return "message in Slack";
        }
        email.post(secrets.emailWebhook(), delivery.key(), mail(delivery, summary, body));
        return "message to the e-mail webhook";
    }

    private static ObjectNode slackMessage(Delivery delivery, String summary) {
        String title = DeliveryText.slack(DeliveryText.title(delivery.title(), TITLE_BYTES_MAX), TITLE_BYTES_MAX);
        return Json.MAPPER
                .createObjectNode()
                .put(
                        "text",
                        "*" + title + "*\n" + DeliveryText.slack(summary, SLACK_UNITS_MAX) + "\nProject: "
                                + delivery.project())
                .put("unfurl_links", false)
                .put("unfurl_media", false);
    }

    private static ObjectNode mail(Delivery delivery, String summary, String body) {
        String more = "Read the whole on the host: orchestrate watch --show TASK";
        return Json.MAPPER
                .createObjectNode()
                .put("subject", Text.line(delivery.title(), TITLE_BYTES_MAX))
                .put("text", DeliveryText.plain(summary + "\n\n" + body, MAIL_UNITS_MAX, more))
                .put("project", delivery.project())
                .put("file", delivery.subject())
                .put("key", delivery.key());
    }
}
