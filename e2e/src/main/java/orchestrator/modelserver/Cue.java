package orchestrator.modelserver;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import orchestrator.modelserver.Message.From;

/**
 * What a conversation asks to be played, found in its own texts alone, so that a conversation that was killed and
 * resumed goes on where it stood, also where the prompt is said again.
 *
 * <p>{@code [[scenario:NAME]]} or {@code [[scenario:architect=NAME;implementer=NAME]]} chooses, by the line
 * {@code Role: architect} where there is one; {@code [[run:ID]]} and {@code [[cwd:/abs]]} may stand beside it.
 *
 * @param scenario empty where no text names one for this role
 * @param turn how many answers the model has given since the scenario was named first
 */
record Cue(String scenario, String role, String run, String cwd, int turn) {

    private static final Pattern TOKEN = Pattern.compile("\\[\\[(scenario|run|cwd):([^\\]]+)\\]\\]");
    private static final Pattern ROLE = Pattern.compile("(?m)^\\W*Role:\\W*([a-z]+)\\b");
    private static final List<Pattern> DIRECTORY = List.of(
            Pattern.compile("<cwd>([^<]+)</cwd>"),
            Pattern.compile("Primary working directory: (/[^\\n]*)"),
            Pattern.compile("(?m)^\\s*Working directory: (/[^\\n]*)"),
            Pattern.compile("Workspace Directories:\\*\\*\\s+- (/[^\\n]*)"));

    /** What Claude Code puts in the place of an answer that was interrupted. */
    private static final String NO_ANSWER = "No response requested.";

    static Cue of(Conversation conversation) {
        Map<String, String> tokens = new HashMap<>();
        int start = -1;
        String scenario = "";
        List<Message> messages = conversation.messages();
        for (int i = 0; i < messages.size(); i++) {
            if (!messages.get(i).isUserText()) continue;
            Map<String, String> found = tokens(messages.get(i).text());
            tokens.putAll(found);
            if (!found.getOrDefault("scenario", scenario).equals(scenario)) {
                scenario = found.get("scenario");
                start = i;
            }
        }
        String role = role(conversation, start);
        return new Cue(
                forRole(tokens.getOrDefault("scenario", ""), role),
                role,
                tokens.getOrDefault("run", ""),
                tokens.getOrDefault("cwd", directory(conversation)),
                answersAfter(messages, start));
    }

    /** Fills in the places of a scenario's text. */
    String fill(String text, String agent) {
        return text.replace("{cwd}", cwd)
                .replace("{role}", role.isEmpty() ? agent : role)
                .replace("{agent}", agent)
                .replace("{run}", run);
    }

    private static Map<String, String> tokens(String text) {
        Map<String, String> found = new HashMap<>();
        Matcher matcher = TOKEN.matcher(text);
        while (matcher.find())
            found.putIfAbsent(matcher.group(1), matcher.group(2).trim());
        return found;
    }

    private static String forRole(String value, String role) {
        if (!value.contains("=")) return value;
        String other = "";
        for (String choice : value.split(";")) {
            String[] pair = choice.split("=", 2);
            if (pair[0].trim().equals(role)) return pair[1].trim();
            if (pair[0].trim().equals("*")) other = pair[1].trim();
        }
        return other;
    }

    private static String role(Conversation conversation, int start) {
        String named =
                start < 0 ? "" : first(ROLE, conversation.messages().get(start).text());
        if (!named.isEmpty()) return named;
        String everything = String.join("\n", conversation.userTexts()) + "\n" + conversation.instructions();
        return first(ROLE, everything);
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }

    private static String directory(Conversation conversation) {
        String everything = conversation.instructions() + "\n" + String.join("\n", conversation.userTexts());
        for (Pattern pattern : DIRECTORY) {
            String found = "";
            Matcher matcher = pattern.matcher(everything);
            while (matcher.find()) found = matcher.group(1).trim();
            if (!found.isEmpty()) return found;
        }
        return ".";
    }

    private static int answersAfter(List<Message> messages, int start) {
        int answers = 0;
        From before = From.USER;
        for (Message message : messages.subList(start + 1, messages.size())) {
            if (message.from() == From.SYSTEM || message.text().equals(NO_ANSWER)) continue;
            if (message.from() == From.ASSISTANT && before != From.ASSISTANT) answers++;
            before = message.from();
        }
        return answers;
    }
}
