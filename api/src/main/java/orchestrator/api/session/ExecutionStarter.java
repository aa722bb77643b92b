package orchestrator.api.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.function.BooleanSupplier;
import orchestrator.api.admission.EarlyRefusals;
import orchestrator.api.problem.Problem;
import orchestrator.api.temporal.Execution;
import orchestrator.api.temporal.TemporalClient;
import orchestrator.api.temporal.TemporalRefused;
import orchestrator.api.temporal.TemporalUnreachable;
import orchestrator.eventlog.Archive;
import orchestrator.eventlog.Artifacts;
import orchestrator.json.Json;
import orchestrator.session.request.RequestChecks;
import orchestrator.session.request.SessionRequest;
import orchestrator.signing.Signature;
import orchestrator.text.Text;

/** Starts sessions. One id means one session, even if a start is repeated after an error. */
public final class ExecutionStarter {
    private static final int PROMPT_BYTES_MAX = 64 * 1024;
    private static final int SUMMARY_BYTES_MAX = 200;

    private final Archive archive;
    private final Artifacts artifacts;
    private final TemporalClient temporal;
    private final EarlyRefusals refusals;
    private final Clock clock;
    private final RepeatedStart repeated;
    private final SecureRandom random = new SecureRandom();

    public ExecutionStarter(
            Archive archive, Artifacts artifacts, TemporalClient temporal, EarlyRefusals refusals, Clock clock) {
        this.archive = archive;
        this.artifacts = artifacts;
        this.temporal = temporal;
        this.refusals = refusals;
        this.clock = clock;
        this.repeated = new RepeatedStart(archive, artifacts, temporal);
    }

    /** Returns the session's id, its key if that is certain, and the path of its state. */
    public ObjectNode start(JsonNode body) {
        SessionRequest request = checked(body);
        String id = id(body.path("session"));
        if (!started(id, input(body, request), request)) throw taken(id);
        return answer(id, SessionIds.isSafe(id));
    }

    /**
     * The same; a repeated request starts nothing, and has the answer of the first.
     *
     * @param key of the client, the same for the same session
     */
    public ObjectNode start(JsonNode body, String key) {
        String checkedKey = RepeatedStart.checked(key);
        SessionRequest request = RequestChecks.read(body);
        boolean isNamed = body.hasNonNull("session");
        String id = isNamed ? id(body.path("session")) : RepeatedStart.id(checkedKey);
        ObjectNode input = input(body, request);
        // Asked first, because what was right at the start may be refused by now.
        if (repeated.isOf(id, input)) return answer(id, SessionIds.isSafe(id));
        refusals.check(request);
        if (!started(id, input, request) && !repeated.isOf(id, input))
            throw isNamed ? taken(id) : RepeatedStart.otherRequest(id);
        return answer(id, SessionIds.isSafe(id));
    }

    /** False if the id was used before. */
    private boolean started(String id, ObjectNode input, SessionRequest request) {
        // Temporal deletes ids after a while, the archive never does.
        if (archive.session(id).isPresent()) return false;
        ObjectNode signed = temporal.signed(id, input);
        return sent(id, () -> temporal.start(id, signed, summary(request.prompt())));
    }

    /** Starts another execution of an id whose last one has ended. The worker will choose its key. */
    ObjectNode again(String id, ObjectNode body) {
        return again(id, body, true);
    }

    /** @param signed false if a stranger may have asked for it: then it waits for approval, as before */
    ObjectNode again(String id, ObjectNode body, boolean signed) {
        SessionRequest request = checked(body);
        ObjectNode asked = input(body, request);
        ObjectNode input = signed ? temporal.signed(id, asked) : asked;
        if (!sent(id, () -> temporal.startAgain(id, input, summary(prompt(request))))) {
            throw Problem.conflict("The session `" + id + "` was not resumed: it is open already; see it with"
                    + " `orchestrate status " + id + "`.");
        }
        return answer(id, false);
    }

    /** The worker would refuse the same, but only after the session has begun. */
    private SessionRequest checked(JsonNode body) {
        SessionRequest request = RequestChecks.read(body);
        refusals.check(request);
        return request;
    }

    private String id(JsonNode wanted) {
        if (wanted.isMissingNode() || wanted.isNull()) return SessionIds.fresh(clock.instant(), random);
        if (!wanted.isTextual()) throw Problem.at("session", "`session` must be a text, such as `add-json-flag`.");
        return SessionIds.checked(wanted.asText());
    }

    private ObjectNode input(JsonNode body, SessionRequest request) {
        ObjectNode input = body.deepCopy();
        input.remove("session");
        input.remove(Signature.FIELD);
        if (request.prompt().getBytes(StandardCharsets.UTF_8).length > PROMPT_BYTES_MAX) {
            input.put("prompt", artifacts.put(request.prompt()));
        }
        return input;
    }

    /** A request that was sent before may have its prompt as a reference. */
    private String prompt(SessionRequest request) {
        return artifacts.get(request.prompt()).orElse(request.prompt());
    }

    private static boolean sent(String id, BooleanSupplier start) {
        try {
            return start.getAsBoolean();
        } catch (TemporalRefused e) {
            throw Problem.badRequest("Temporal does not take this session: " + e.getMessage() + ".");
        } catch (TemporalUnreachable e) {
            if (e.neverSent()) throw Problem.unavailable("The session was not started. " + e.getMessage());
            throw Problem.unavailable(
                            "It is not known whether the session `" + id + "` was started; `orchestrate status " + id
                                    + "` tells, and starting it again under this id does no harm. " + e.getMessage())
                    .with("session", id)
                    .with("outcome", "unknown");
        }
    }

    private Problem taken(String id) {
        boolean open = temporal.find(id).map(Execution::open).orElse(false);
        Problem problem = open
                ? Problem.conflict("A session `" + id + "` is open; see it with `orchestrate status " + id
                        + "` and follow it with `orchestrate logs -f " + id + "`, or choose another id.")
                : Problem.conflict(
                        "A session `" + id + "` has existed and is over; choose another id. `orchestrate report " + id
                                + "` shows what came of it, and `orchestrate resume " + id
                                + "` resumes it if it is not done.");
        return problem.with("field", "session");
    }

    private static ObjectNode answer(String id, boolean isKey) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("session", id);
        if (isKey) json.put("key", id);
        return json.put("state", "/api/v1/" + SessionIds.inUrl(id) + "/state");
    }

    /** The prompt's first line, short enough for Temporal to take. */
    static String summary(String prompt) {
        String line = prompt.strip().lines().findFirst().orElse("");
        String shown = Text.line(line, SUMMARY_BYTES_MAX);
        return shown.length() >= line.strip().length() ? shown : shown + "…";
    }
}
