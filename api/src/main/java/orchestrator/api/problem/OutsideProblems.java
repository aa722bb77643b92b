package orchestrator.api.problem;

import io.javalin.config.RoutesConfig;
import orchestrator.api.temporal.TemporalUnreachable;
import orchestrator.eventlog.EventLogException;

/** Answers 503, with cause and remedy, if Temporal or the event log does not answer. */
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
