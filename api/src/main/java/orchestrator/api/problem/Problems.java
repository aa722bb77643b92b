package orchestrator.api.problem;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.util.Map;
import orchestrator.fault.FaultText;
import orchestrator.session.request.SessionRequest.InvalidRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where exceptions become answers. */
public final class Problems {
    static final String CONTENT_TYPE = "application/problem+json";

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private Problems() {}

    public static void install(RoutesConfig routes) {
        routes.exception(Problem.class, (problem, ctx) -> answer(ctx, problem));
        routes.exception(InvalidRequest.class, (e, ctx) -> answer(ctx, Problem.at(e.field(), e.getMessage())));
        routes.exception(HttpResponseException.class, (e, ctx) -> answer(ctx, fromHttp(ctx, e)));
        routes.exception(IOException.class, (e, ctx) -> answer(ctx, brokenOff(e)));
        routes.exception(Exception.class, (e, ctx) -> answer(ctx, unexpected(ctx, e)));
    }

    static void answer(Context ctx, Problem problem) {
        problem.headers().forEach(ctx::header);
        ctx.status(problem.status()).result(problem.json()).contentType(CONTENT_TYPE);
    }

    private static Problem fromHttp(Context ctx, HttpResponseException e) {
        if (e.getStatus() == 404) return Statuses.notFound(ctx.method().toString(), ctx.path());
        if (e.getStatus() == 405) return notAllowed(ctx, e.getDetails());
        return new Problem(e.getStatus(), Statuses.title(e.getStatus()), String.valueOf(e.getMessage()));
    }

    private static Problem notAllowed(Context ctx, Map<String, String> details) {
        String allowed = details.values().stream().findFirst().orElse("");
        Problem problem = new Problem(
                405, "Method not allowed", ctx.path() + " does not take " + ctx.method() + "; use " + allowed + ".");
        return allowed.isEmpty() ? problem : problem.header("Allow", allowed);
    }

    /** Most likely the client has gone and will not see this. */
    private static Problem brokenOff(IOException e) {
        LOG.debug("an answer broke off", e);
        return new Problem(500, "Internal error", "The answer broke off: " + FaultText.of(e) + "; ask again.");
    }

    private static Problem unexpected(Context ctx, Exception e) {
        LOG.error("request failed method={} path={}", ctx.method(), ctx.path(), e);
        return new Problem(
                500,
                "Internal error",
                "The request failed unexpectedly: " + FaultText.of(e)
                        + ". The API's log, logs/api.log in the data directory, says more.");
    }
}
