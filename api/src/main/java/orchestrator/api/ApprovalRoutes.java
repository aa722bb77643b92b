package orchestrator.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import orchestrator.api.access.Body;
import orchestrator.api.access.Caller;
import orchestrator.api.problem.Problem;
import orchestrator.api.session.SessionFinder;
import orchestrator.api.session.SessionView;
import orchestrator.api.session.StateJson;
import orchestrator.eventlog.Artifacts;
import orchestrator.home.Approvals;
import orchestrator.home.Approvals.Approval;
import orchestrator.home.Home;
import orchestrator.json.Json;
import orchestrator.session.Phase;
import orchestrator.session.SessionState;

/** Shows the request of a session, and records that the user approves exactly this request. */
final class ApprovalRoutes {
    private final Artifacts artifacts;
    private final SessionFinder sessions;
    private final StateJson json;
    private final Approvals approvals;
    private final Clock clock;

    ApprovalRoutes(Artifacts artifacts, SessionFinder sessions, StateJson json, Home home, Clock clock) {
        this.artifacts = artifacts;
        this.sessions = sessions;
        this.json = json;
        this.approvals = new Approvals(home);
        this.clock = clock;
    }

    void install(RoutesConfig routes) {
        routes.get("/api/v1/{session}/request", this::show);
        routes.post("/api/v1/{session}/approve", this::approve);
    }

    private void show(Context ctx) {
        SessionState state = sessions.get(ctx.pathParam("session")).state();
        ObjectNode shown = Json.MAPPER.createObjectNode();
        shown.put("session", state.session()).put("key", state.key()).put("request", state.request());
        shown.put("approved", approvals.of(state.key()).isPresent());
        shown.set("asked", asked(state));
        ctx.json(shown);
    }

    private JsonNode asked(SessionState state) {
        return artifacts
                .get(state.request())
                .map(text -> withPrompt(Json.read(text, JsonNode.class)))
                .orElseThrow(() -> Problem.conflict("What the session `" + state.session()
                        + "` asks for is not known yet: no worker has looked at it. `orchestrate up` starts one."));
    }

    /** The user must be able to read what they approve, so a reference is replaced by the whole prompt. */
    private JsonNode withPrompt(JsonNode asked) {
        if (asked instanceof ObjectNode object) {
            artifacts.get(object.path("prompt").asText("")).ifPresent(prompt -> object.put("prompt", prompt));
        }
        return asked;
    }

    /** The caller names the request that the user has seen, in case it was replaced since. */
    private void approve(Context ctx) {
        JsonNode body = Body.json(ctx);
        SessionView view = sessions.get(ctx.pathParam("session"));
        SessionState state = view.state();
        refuseWhatWaitsForNothing(view);
        String seen = body.path("request").asText("");
        if (!seen.equals(state.request())) {
            throw Problem.conflict("Approve what you have seen: `request` must be `" + state.request()
                    + "`, as GET /api/v1/" + state.session() + "/request says.");
        }
        Caller by = Caller.of(ctx);
        approvals.add(
                state.key(),
                new Approval(state.session(), state.execution(), seen, "", by.by(), by.via(), clock.instant()));
        ctx.json(json.of(view));
    }

    private void refuseWhatWaitsForNothing(SessionView view) {
        SessionState state = view.state();
        boolean isAsked = view.open()
                && state.phase() == Phase.PREPARING
                && !state.request().isEmpty();
        if (isAsked && approvals.of(state.key()).isEmpty()) return;
        String why = !view.open()
                ? "it is over (" + state.phase().wire() + ")"
                : state.request().isEmpty() ? "no worker has looked at it yet" : "it was approved before";
        throw Problem.conflict("The session `" + state.session() + "` waits for no approval: " + why + ".");
    }
}
