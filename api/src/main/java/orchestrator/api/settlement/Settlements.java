package orchestrator.api.settlement;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Optional;
import orchestrator.api.access.Caller;
import orchestrator.api.problem.Problem;
import orchestrator.api.session.SessionFinder;
import orchestrator.api.session.SessionView;
import orchestrator.api.temporal.Execution;
import orchestrator.api.temporal.SettlementCalls;
import orchestrator.api.temporal.SettlementCalls.AnotherUnderWay;
import orchestrator.api.temporal.TemporalClient;
import orchestrator.eventlog.EventLog;
import orchestrator.json.Json;
import orchestrator.session.SessionState;
import orchestrator.settlement.MergeOptions;
import orchestrator.settlement.PublishOptions;
import orchestrator.settlement.Settled;
import orchestrator.settlement.SettlementRequest;
import orchestrator.settlement.SettlementRequest.Kind;

/** Has the result of an ended session settled by a workflow, and waits for it a while. */
public final class Settlements {
    private static final Duration CLOSES_WITHIN = Duration.ofSeconds(5);

    private final SessionFinder sessions;
    private final TemporalClient temporal;
    private final SettlementCalls calls;
    private final CheckoutHost hosts;

    public Settlements(SessionFinder sessions, TemporalClient temporal, EventLog log) {
        this.sessions = sessions;
        this.temporal = temporal;
        this.calls = temporal.settlements();
        this.hosts = new CheckoutHost(log);
    }

    /** @param isDone false if it is still under way; the same request then finds its end */
    record Outcome(boolean isDone, ObjectNode json) {}

    Outcome settle(String ref, Kind kind, MergeOptions merge, PublishOptions publish, Caller caller) {
        SessionView view = sessions.get(ref);
        SessionState state = view.state();
        refuseIfOpen(view, kind);
        if (state.key().isEmpty() || state.teamwork().result() == null)
            throw refused(state, kind, "it ended before its agents had checkouts, so it has no result");
        SettlementRequest request = new SettlementRequest(
                kind, state.key(), hosts.of(state.key()), caller.by(), caller.via(), merge, publish);
        try {
            Optional<Settled> settled = calls.settle(request);
            ObjectNode json = Json.MAPPER
                    .createObjectNode()
                    .put("session", state.session())
                    .put("key", state.key())
                    .put("settlement", kind.wire());
            return settled.map(done -> done(state, kind, done, json)).orElseGet(() -> pending(json));
        } catch (AnotherUnderWay other) {
            throw refused(state, kind, "another decision about its result is being carried out; see what came of it");
        }
    }

    private void refuseIfOpen(SessionView view, Kind kind) {
        SessionState state = view.state();
        if (!view.open()) return;
        boolean isClosing = state.phase().isFinal()
                && temporal.find(state.session())
                        .filter(Execution::open)
                        .map(execution -> temporal.closesWithin(execution, CLOSES_WITHIN))
                        .orElse(true);
        if (isClosing) return;
        String phase =
                state.phase().isFinal() ? "it is still ending" : state.phase().wire();
        throw refused(state, kind, "it is still open (" + phase + "), and its result is not complete");
    }

    private static Outcome done(SessionState state, Kind kind, Settled done, ObjectNode json) {
        if (!done.refusal().isEmpty()) throw refused(state, kind, done.refusal());
        json.put("fate", done.fate()).put("outcome", done.outcome()).put("pullRequest", done.pullRequest());
        json.set("lines", Json.MAPPER.valueToTree(done.lines()));
        return new Outcome(true, json);
    }

    private Outcome pending(ObjectNode json) {
        String note = temporal.expectsWorker()
                ? "It is under way; the same request tells what came of it."
                : "No worker answers. Temporal keeps the request for an hour and hands it to the next worker;"
                        + " `orchestrate up` starts one.";
        return new Outcome(false, json.put("note", note));
    }

    private static Problem refused(SessionState state, Kind kind, String why) {
        String undone = switch (kind) {
            case MERGE -> "was not merged";
            case DISCARD -> "was not discarded";
            case PULL_REQUEST -> "was not published";
        };
        String sentence = "The result of the session `" + state.session() + "` " + undone + ": " + why;
        return Problem.conflict(sentence.endsWith(".") || sentence.contains("\n") ? sentence : sentence + ".");
    }
}
