package orchestrator.api.problem;

import io.javalin.config.RoutesConfig;
import orchestrator.api.temporal.TemporalUnreachable;
import orchestrator.eventlog.EventLogException;

/** A Temporal or an event log that does not answer is nobody's mistake here: 503, with the cause and what to do. */
public final class OutsideProblems {
    private OutsideProblems() {}

    public static void install(RoutesConfig routes) {
        routes.exception(
                TemporalUnreachable.class, (e, ctx) -> Problems.answer(ctx, Problem.unavailable(e.getMessage())));
        routes.exception(
                EventLogException.class,
                (e, ctx) ->
                        Problems.answer(ctx, Problem.unavailable("The event log does not answer: " + e.getMessage())));
    }
}
