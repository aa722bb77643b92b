package orchestrator.notify;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import orchestrator.json.Json;
import org.jspecify.annotations.Nullable;

/** Delivers by one POST. Its address is a secret. */
final class Webhook {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int ANSWER_BYTES_MAX = 100_000;
    private static final Set<Integer> IS_GONE = Set.of(401, 403, 404, 410);

    private final HttpCalls calls;
    private final Clock clock;
    private final String receiver;
    private final String variable;

    /** @param variable the setting with its address */
    Webhook(String receiver, String variable, Map<String, String> environment, Clock clock) {
        this.calls = new HttpCalls(LIMIT, ANSWER_BYTES_MAX, environment);
        this.receiver = receiver;
        this.variable = variable;
        this.clock = clock;
    }

    void post(@Nullable String address, String key, JsonNode body)
            throws ReceiverBusy, ReceiverRefused, InterruptedIOException {
        if (address == null)
            throw new ReceiverRefused("there is no " + variable + " for this project on this host. " + set(""));
        HttpRequest request = HttpRequest.newBuilder(uri(address))
                .timeout(LIMIT)
                .header("Content-Type", "application/json; charset=utf-8")
                .header("Idempotency-Key", key.replaceAll("[^\\x21-\\x7e]", "_"))
                .POST(BodyPublishers.ofString(Json.write(body)))
                .build();
        var response = calls.send(request, receiver);
        HttpAnswer answer = new HttpAnswer(response.statusCode(), response.headers());
        if (answer.isGood()) return;
        if (answer.isForLater())
            throw new ReceiverBusy(receiver + " answers with " + answer.status(), answer.wait(clock.instant()));
        throw new ReceiverRefused(refusal(answer.status()));
    }

    private String refusal(int status) {
        if (status >= 300 && status < 400)
            return receiver + " has moved (" + status + "). " + set("the new address of ");
        if (IS_GONE.contains(status))
            return receiver + " does not accept " + variable + " any more (" + status + "). " + set("a new ");
        return receiver + " refuses the message (" + status + "). Check that " + variable + " is the right one";
    }

    private String set(String which) {
        return "Put " + which + variable + " into the project's .env, and type: orchestrate watch";
    }

    private URI uri(String address) throws ReceiverRefused {
        try {
            return URI.create(address);
        } catch (IllegalArgumentException noAddress) {
            // Its message would show the address, so it is no cause.
            throw new ReceiverRefused(variable + " is no address. " + set("the right "));
        }
    }
}
