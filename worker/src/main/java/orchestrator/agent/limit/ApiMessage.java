package orchestrator.agent.limit;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import orchestrator.agent.Excerpt;

/** Finds the sentence in an API's error that a program prints as JSON. */
public final class ApiMessage {
    private static final Pattern MESSAGE =
            Pattern.compile("\\\\?\"message\\\\?\":\\s*\\\\?\"((?:[^\"\\\\]|\\\\.)*?)\\\\?\"");

    private ApiMessage() {}

    public static String plain(String said) {
        Matcher inner = MESSAGE.matcher(said);
        if (!inner.find()) return Excerpt.of(said.strip(), Excerpt.TEXT_MAX);
        int status = HttpStatus.in(said);
        String shown = inner.group(1).replace("\\n", " ").replace("\\\"", "\"");
        return Excerpt.of(
                "API error" + (status == HttpStatus.UNKNOWN ? "" : " " + status) + ": " + shown, Excerpt.TEXT_MAX);
    }
}
