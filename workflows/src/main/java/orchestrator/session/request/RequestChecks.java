package orchestrator.session.request;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import orchestrator.crew.AgentName;
import orchestrator.crew.Crew;
import orchestrator.session.request.SessionRequest.InvalidRequest;

/** Everything that can be refused about a request without looking at the host that will carry it out. */
public final class RequestChecks {
    private RequestChecks() {}

    /** Reads a request before it is sent; throws {@link InvalidRequest} with the field that is wrong and what it may be. */
    public static SessionRequest read(JsonNode body) {
        RequestNumbers.check(body);
        SessionRequest request = SessionRequest.parse(body);
        checkPath("target", request.target());
        checkPath("workspace", request.workspace() == null ? "" : request.workspace());
        request.agents().forEach(name -> checkAgent("agents", name));
        request.roles().forEach((role, name) -> checkAgent("roles." + role.wire(), name));
        Crew.tooMany(request.agents()).ifPresent(why -> {
            throw new InvalidRequest("agents", why + ".");
        });
        checkCommand(body, "setup", "npm ci");
        checkCommand(body, "verify", "make test");
        return request;
    }

    private static void checkPath(String field, String path) {
        if (path.isEmpty() || path.startsWith("/") && path.indexOf('\uFFFD') < 0) return;
        throw new InvalidRequest(
                field, "`" + field + "` must be an absolute path without NUL characters, not `" + path + "`.");
    }

    private static void checkAgent(String field, String name) {
        if (name.isBlank() || AgentName.isValid(name.strip().toLowerCase(Locale.ROOT))) return;
        throw new InvalidRequest(
                field, "`" + field + "` must name agents such as `claude`; `" + name + "` is not an agent's name.");
    }

    private static void checkCommand(JsonNode body, String field, String example) {
        JsonNode command = body.path(field);
        if (!command.isTextual() || !command.asText().isBlank()) return;
        throw new InvalidRequest(
                field,
                "`" + field + "` must be a command such as `" + example
                        + "`, not an empty one; leave it out for the default.");
    }
}
