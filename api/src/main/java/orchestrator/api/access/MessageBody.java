package orchestrator.api.access;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import orchestrator.api.problem.Problem;
import orchestrator.session.request.UserMessage;
import orchestrator.session.request.UserMessage.LineComment;

/** Reads a message from the body of a request; what is wrong with it is refused with the reason. */
public final class MessageBody {
    private MessageBody() {}

    public static UserMessage read(JsonNode body) {
        UserMessage message = new UserMessage(
                Body.text(body, "agent"), Body.text(body, "text"), comments(body), isTrue(body, "interrupt"));
        String problem = message.problem();
        if (!problem.isEmpty())
            throw Problem.badRequest(Character.toUpperCase(problem.charAt(0)) + problem.substring(1) + ".");
        return message;
    }

    private static List<LineComment> comments(JsonNode body) {
        JsonNode all = body.path("comments");
        if (all.isMissingNode() || all.isNull()) return List.of();
        if (!all.isArray()) throw Body.wrong("comments", "a list", all);
        List<LineComment> comments = new ArrayList<>();
        for (JsonNode one : all) {
            if (!one.isObject()) throw Body.wrong("comments", "a list of objects", one);
            JsonNode line = one.path("line");
            boolean isNumber = line.canConvertToInt() && line.isIntegralNumber() && line.asInt() >= 0;
            if (!line.isMissingNode() && !line.isNull() && !isNumber) throw Body.wrong("line", "a number", line);
            comments.add(new LineComment(
                    Body.text(one, "file"), line.asInt(0), Body.text(one, "text"), Body.text(one, "quote")));
        }
        return comments;
    }

    private static boolean isTrue(JsonNode body, String name) {
        JsonNode value = body.path(name);
        if (value.isMissingNode() || value.isNull() || value.isBoolean()) return value.asBoolean(false);
        throw Body.wrong(name, "true or false", value);
    }
}
