package orchestrator.api.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import orchestrator.api.problem.Problem;
import orchestrator.fault.FaultText;
import orchestrator.json.Json;
import orchestrator.text.Text;

/** Reads a request's body, up to the size limit. */
public final class Body {
    private static final int SHOWN_CHARS = 100;

    private static final ObjectReader READER =
            Json.MAPPER.readerFor(JsonNode.class).with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Body() {}

    /** The body as JSON; an empty body is the empty object. */
    public static JsonNode json(Context ctx) {
        byte[] bytes = bytes(ctx);
        if (bytes.length == 0) return Json.MAPPER.createObjectNode();
        try {
            return Json.cleaned(READER.readValue(bytes));
        } catch (JsonProcessingException e) {
            throw Problem.badRequest("The body is not JSON: " + firstLine(e.getOriginalMessage()) + where(e)
                    + "; it should look like {\"prompt\": \"Add a --json flag\", \"target\": \"/absolute/path\"}.");
        } catch (IOException e) {
            throw Problem.badRequest("The body could not be read: " + FaultText.of(e) + ".");
        }
    }

    /** A field of the form that was sent; empty if there is none of that name. */
    public static String formField(Context ctx, String name) {
        for (String pair : new String(bytes(ctx), StandardCharsets.UTF_8).split("&")) {
            String[] parts = pair.split("=", 2);
            if (parts.length == 2 && parts[0].equals(name)) return decoded(parts[1]);
        }
        return "";
    }

    /** A field of a JSON body; empty if it is missing. Any other kind of value than a text is refused. */
    public static String text(JsonNode body, String name) {
        JsonNode value = body.path(name);
        if (value.isMissingNode() || value.isNull() || value.isTextual()) return value.asText("");
        throw wrong(name, "a text", value);
    }

    static Problem wrong(String name, String kind, JsonNode value) {
        return Problem.badRequest(
                "`" + name + "` must be " + kind + ", not `" + Text.cut(value.toString(), SHOWN_CHARS) + "`.");
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest("The form is not encoded as forms are: " + e.getMessage() + ".");
        }
    }

    private static byte[] bytes(Context ctx) {
        try {
            byte[] bytes = ctx.req().getInputStream().readNBytes((int) Access.BODY_BYTES_MAX + 1);
            if (bytes.length > Access.BODY_BYTES_MAX) throw tooLarge();
            return bytes;
        } catch (IOException e) {
            throw Problem.badRequest("The body broke off: " + FaultText.of(e) + "; send it again.");
        }
    }

    static Problem tooLarge() {
        return new Problem(
                        413,
                        "Too large",
                        "The body is larger than 2 MB; put long material into a file in the target directory and name the"
                                + " file in the prompt.")
                .header("Connection", "close");
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }

    private static String where(JsonProcessingException e) {
        return e.getLocation() == null
                ? ""
                : " (line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + ")";
    }
}
