package orchestrator.api.problem;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import orchestrator.json.Json;

/** A request that cannot be fulfilled; {@code detail} is a sentence with the cause and the remedy. */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String title;
    private final transient Map<String, String> members = new LinkedHashMap<>();
    private final transient Map<String, String> headers = new LinkedHashMap<>();

    public Problem(int status, String title, String detail) {
        super(detail, null, false, false);
        this.status = status;
        this.title = title;
    }

    public static Problem badRequest(String detail) {
        return new Problem(400, "Bad request", detail);
    }

    /** @param field the path of what is wrong in the body, such as {@code budget.rounds}; empty for none in particular */
    public static Problem at(String field, String detail) {
        return field.isEmpty() ? badRequest(detail) : badRequest(detail).with("field", field);
    }

    public static Problem notFound(String detail) {
        return new Problem(404, "Not found", detail);
    }

    public static Problem conflict(String detail) {
        return new Problem(409, "Conflict", detail);
    }

    public static Problem unavailable(String detail) {
        return new Problem(503, "Service unavailable", detail).header("Retry-After", "2");
    }

    /** Adds a member to the answer's JSON. */
    public Problem with(String member, String value) {
        members.put(member, value);
        return this;
    }

    public Problem header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public int status() {
        return status;
    }

    Map<String, String> headers() {
        return headers;
    }

    String json() {
        ObjectNode json = Json.MAPPER
                .createObjectNode()
                .put("type", "about:blank")
                .put("title", title)
                .put("status", status)
                .put("detail", getMessage());
        members.forEach(json::put);
        return Json.write(json);
    }
}
