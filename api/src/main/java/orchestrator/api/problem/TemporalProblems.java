package orchestrator.api.problem;

import io.javalin.config.RoutesConfig;
import orchestrator.api.temporal.TemporalUnreachable;

/** A Temporal that does not answer is nobody's mistake here: 503, with the cause and what to do. */
public final class TemporalProblems {
    private TemporalProblems() {}

    public static void install(RoutesConfig routes) {
        routes.exception(
                TemporalUnreachable.class, (e, ctx) -> Problems.answer(ctx, Problem.unavailable(e.getMessage())));
    }
}
