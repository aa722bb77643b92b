package orchestrator.api.inquiry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import orchestrator.api.access.Body;
import orchestrator.api.problem.Problem;
import orchestrator.api.temporal.InquiryCalls;
import orchestrator.inquiry.Inquiry;
import orchestrator.inquiry.Inquiry.Kind;
import orchestrator.inquiry.InquiryAnswer;

/** Agents, directories, templates and issues, as a host sees them. */
public final class InquiryRoutes {
    private static final int TEXT_CHARS_MAX = 4_096;

    private final InquiryCalls hosts;

    public InquiryRoutes(InquiryCalls hosts) {
        this.hosts = hosts;
    }

    public void install(RoutesConfig routes) {
        routes.get("/api/v1/agents", ctx -> answer(ctx, Kind.AGENTS, "", ""));
        routes.get("/api/v1/directories", ctx -> answer(ctx, Kind.DIRECTORIES, wanted(ctx), "begin"));
        routes.get("/api/v1/templates", ctx -> answer(ctx, Kind.TEMPLATES, param(ctx, "target"), "target"));
        routes.post("/api/v1/issues", this::issue);
    }

    /** Fetched with the user's login at GitHub, so it is no GET: those are open to agents that have got the token. */
    private void issue(Context ctx) {
        JsonNode body = Body.json(ctx);
        answer(ctx, Kind.ISSUE, limited("url", Body.text(body, "url").strip()), "prompt");
    }

    private static String wanted(Context ctx) {
        String begin = param(ctx, "begin");
        if (begin.startsWith("/")) return begin;
        throw Problem.at("begin", "`begin` must be how an absolute path begins, such as /home/you/co.");
    }

    private static String param(Context ctx, String name) {
        String value = ctx.queryParam(name);
        return limited(name, value == null ? "" : value);
    }

    private static String limited(String name, String value) {
        boolean fits = value.length() <= TEXT_CHARS_MAX && value.indexOf('\0') < 0;
        if (fits) return value;
        throw Problem.at(name, "`" + name + "` must be at most " + TEXT_CHARS_MAX + " characters without NUL.");
    }

    /** @param field which is wrong if the host cannot answer */
    private void answer(Context ctx, Kind kind, String text, String field) {
        InquiryAnswer answer = hosts.ask(new Inquiry(kind, text))
                .orElseThrow(() -> Problem.unavailable("No worker has answered. `orchestrate up` starts one."));
        if (!answer.problem().isEmpty()) throw Problem.at(field, answer.problem());
        ObjectNode json = answer.content().deepCopy();
        ctx.json(json.put("host", answer.host()));
    }
}
