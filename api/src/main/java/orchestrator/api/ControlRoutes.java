package orchestrator.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import orchestrator.api.access.Body;
import orchestrator.api.access.Caller;
import orchestrator.api.access.MessageBody;
import orchestrator.api.confirm.CodeScope;
import orchestrator.api.confirm.Confirmation;
import orchestrator.api.confirm.ItemsNeedingCode;
import orchestrator.api.problem.Problem;
import orchestrator.api.session.OnlyOpenSession;
import orchestrator.api.session.SessionCommand;
import orchestrator.api.session.SessionController;
import orchestrator.api.session.SessionResumer;
import orchestrator.api.session.SessionResumer.Resumed;
import orchestrator.api.session.SessionView;
import orchestrator.api.session.StateJson;
import orchestrator.json.Json;
import orchestrator.session.AbortRequest;
import orchestrator.session.AnswerChoice;
import orchestrator.session.AnswerRequest;
import orchestrator.session.ControlRequest;
import orchestrator.session.MessageRequest;
import orchestrator.session.SessionState;
import orchestrator.session.request.UserMessage;
import orchestrator.text.Sha256;
import org.jspecify.annotations.Nullable;

/** Controls of sessions: stop, pause, resume, abort, review, answer. The short paths mean the only open session. */
final class ControlRoutes {
    private static final List<String> TEXTS = List.of("by", "via", "reason", "code", "item", "choice", "text");

    private final SessionController controlling;
    private final SessionResumer resuming;
    private final StateJson json;
    private final OnlyOpenSession onlyOpenSession;
    private final Confirmation confirmation;

    ControlRoutes(
            SessionController controlling,
            SessionResumer resuming,
            StateJson json,
            OnlyOpenSession onlyOpenSession,
            Confirmation confirmation) {
        this.controlling = controlling;
        this.resuming = resuming;
        this.json = json;
        this.onlyOpenSession = onlyOpenSession;
        this.confirmation = confirmation;
    }

    void install(RoutesConfig routes) {
        routes.post("/api/v1/{session}/stop", ctx -> ask(ctx, SessionCommand::stop));
        routes.post("/api/v1/{session}/pause", ctx -> ask(ctx, SessionCommand::pause));
        routes.post("/api/v1/{session}/resume", this::resume);
        routes.post("/api/v1/{session}/review", ctx -> ask(ctx, SessionCommand::review));
        routes.post("/api/v1/{session}/message", ctx -> message(ctx, ref(ctx)));
        routes.post("/api/v1/{session}/answer", ctx -> answer(ctx, ref(ctx)));
        routes.post("/api/v1/{session}/agents/{agent}/abort", this::abort);
        routes.post("/api/control/stop", ctx -> ask(ctx, onlyOpenSession.id(), SessionCommand::stop));
        routes.post("/api/control/pause", ctx -> ask(ctx, onlyOpenSession.id(), SessionCommand::pause));
        routes.post("/api/control/resume", ctx -> resume(ctx, onlyOpenSession.id()));
        routes.post("/api/control/review", ctx -> ask(ctx, onlyOpenSession.id(), SessionCommand::review));
        routes.post("/api/control/message", ctx -> message(ctx, onlyOpenSession.id()));
        routes.post("/api/control/answer", ctx -> answer(ctx, onlyOpenSession.id()));
    }

    private static String ref(Context ctx) {
        return ctx.pathParam("session");
    }

    private void ask(Context ctx, Function<ControlRequest, SessionCommand> request) {
        ask(ctx, ref(ctx), request);
    }

    private void ask(Context ctx, String ref, Function<ControlRequest, SessionCommand> request) {
        ControlRequest control = control(ctx, object(Body.json(ctx)), false);
        send(ctx, controlling.ask(ref, request.apply(control)));
    }

    /** An empty answer is refused here, because a signal that waits for a worker cannot be refused. */
    private void answer(Context ctx, String ref) {
        JsonNode body = object(Body.json(ctx));
        String item = Body.text(body, "item").strip();
        JsonNode plan = plan(body);
        String given = Body.text(body, "choice").strip();
        String choice = given.isEmpty() && plan != null ? AnswerChoice.ACCEPT.wire() : given;
        String text = Body.text(body, "text").strip();
        if (choice.isEmpty() && text.isEmpty()) {
            throw Problem.badRequest(
                    "The answer is empty: give `choice`, `text` or both, such as {\"item\": \"review-1\","
                            + " \"choice\": \"fix\", \"text\": \"keep the old flag\"}; what can be chosen is in"
                            + " `teamwork.items` of the state.");
        }
        // A code is good for this plan only.
        String said = plan == null ? text : text + " " + Sha256.hex(plan.toString());
        boolean confirmed = confirmed(
                ctx, body, controlling.look(ref), state -> ItemsNeedingCode.answered(state, item, choice, said));
        ControlRequest by = Caller.of(ctx).control("", confirmed);
        AnswerRequest answer = new AnswerRequest(item, choice, text, by.by(), by.via(), confirmed, plan);
        send(ctx, controlling.ask(ref, SessionCommand.answer(answer)));
    }

    private static @Nullable JsonNode plan(JsonNode body) {
        JsonNode plan = body.path("plan");
        if (plan.isMissingNode() || plan.isNull()) return null;
        if (plan.isObject()) return plan;
        throw Problem.badRequest(
                "`plan` must be an object such as {\"assignments\": […]}; `/api/v1/ID/plan` shows the plan in this form.");
    }

    /** A session that has ended is resumed with the message. */
    private void message(Context ctx, String ref) {
        UserMessage message = MessageBody.read(object(Body.json(ctx)));
        SessionView view = controlling.look(ref);
        ControlRequest by = Caller.of(ctx).control("", false);
        if (view.open() && !view.state().phase().isFinal()) {
            MessageRequest request = new MessageRequest(message, by.by(), by.via());
            send(ctx, controlling.ask(ref, SessionCommand.message(request)));
            return;
        }
        JsonNode changes = Json.MAPPER.createObjectNode().set("message", Json.MAPPER.valueToTree(message));
        send(ctx, resuming.resume(ref, view, by, changes));
    }

    private void abort(Context ctx) {
        String agent = ctx.pathParam("agent");
        JsonNode body = object(Body.json(ctx));
        boolean confirmed =
                confirmed(ctx, body, controlling.look(ref(ctx)), state -> ItemsNeedingCode.aborted(state, agent));
        ControlRequest by = control(ctx, body, confirmed);
        AbortRequest abort = new AbortRequest(agent, by.by(), by.via(), by.reason(), confirmed);
        send(ctx, controlling.ask(ref(ctx), SessionCommand.abort(abort)));
    }

    private void resume(Context ctx) {
        resume(ctx, ref(ctx));
    }

    private void resume(Context ctx, String ref) {
        JsonNode body = object(Body.json(ctx));
        SessionView view = controlling.look(ref);
        boolean confirmed = confirmed(ctx, body, view, ItemsNeedingCode::resumed);
        send(ctx, resuming.resume(ref, view, control(ctx, body, confirmed), changes(body)));
    }

    private void send(Context ctx, Resumed resumed) {
        if (resumed instanceof Resumed.Continued open) {
            send(ctx, open.done());
        } else if (resumed instanceof Resumed.Restarted restarted) {
            ObjectNode started = restarted.started();
            ctx.status(201).header("Location", started.path("state").asText()).json(started);
        }
    }

    private void send(Context ctx, SessionController.Done done) {
        ctx.status(done.kept() ? 202 : 200).json(json.of(done.view()));
    }

    /** True if a code was needed and is right; false if none is needed. */
    private boolean confirmed(
            Context ctx, JsonNode body, SessionView view, Function<SessionState, Optional<CodeScope>> question) {
        Optional<CodeScope> answering = view.open() ? question.apply(view.state()) : Optional.empty();
        answering.ifPresent(what -> confirmation.require(Caller.of(ctx), what, Body.text(body, "code")));
        return answering.isPresent();
    }

    /** The body may name a sender, which is ignored, but has to be a text too. */
    private static JsonNode object(JsonNode body) {
        for (String name : TEXTS) Body.text(body, name);
        if (body.isObject()) return body;
        throw Problem.badRequest("The body must be an object such as {\"reason\": \"wrong target\"}, or be empty.");
    }

    private static ControlRequest control(Context ctx, JsonNode body, boolean confirmed) {
        return Caller.of(ctx).control(Body.text(body, "reason"), confirmed);
    }

    /** A resumed session keeps its target and its origin. */
    private static JsonNode changes(JsonNode body) {
        JsonNode changes = body.path("request");
        if (changes.isMissingNode() || changes.isNull()) return changes;
        boolean fits = changes.isObject() && !changes.has("target") && !changes.has("resumeFrom");
        if (fits) return changes;
        throw Problem.badRequest("`request` must be an object such as {\"runMinutes\": 90}, without `target` and"
                + " `resumeFrom`: a session continues where it was.");
    }
}
