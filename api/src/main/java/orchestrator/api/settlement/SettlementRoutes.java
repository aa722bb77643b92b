package orchestrator.api.settlement;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import orchestrator.api.access.Body;
import orchestrator.api.access.Caller;
import orchestrator.api.settlement.Settlements.Outcome;
import orchestrator.settlement.MergeOptions;
import orchestrator.settlement.PublishOptions;
import orchestrator.settlement.SettlementRequest.Kind;

/** What a person decides about the result of a session that is over. */
public final class SettlementRoutes {
    private final Settlements settlements;

    public SettlementRoutes(Settlements settlements) {
        this.settlements = settlements;
    }

    public void install(RoutesConfig routes) {
        routes.post("/api/v1/{session}/merge", this::merge);
        routes.post("/api/v1/{session}/discard", this::discard);
        routes.post("/api/v1/{session}/pull-request", this::publish);
    }

    private void merge(Context ctx) {
        MergeOptions merge = SettlementBody.merge(SettlementBody.object(Body.json(ctx)));
        answer(ctx, Kind.MERGE, merge, PublishOptions.USUAL);
    }

    private void discard(Context ctx) {
        SettlementBody.object(Body.json(ctx));
        answer(ctx, Kind.DISCARD, MergeOptions.USUAL, PublishOptions.USUAL);
    }

    private void publish(Context ctx) {
        JsonNode body = SettlementBody.object(Body.json(ctx));
        answer(ctx, Kind.PULL_REQUEST, SettlementBody.commit(body), SettlementBody.publish(body));
    }

    private void answer(Context ctx, Kind kind, MergeOptions merge, PublishOptions publish) {
        Outcome outcome = settlements.settle(ctx.pathParam("session"), kind, merge, publish, Caller.of(ctx));
        ctx.status(outcome.isDone() ? 200 : 202).json(outcome.json());
    }
}
