package orchestrator.modelserver.story;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import orchestrator.modelserver.dialect.Conversation;
import orchestrator.modelserver.dialect.Message;
import orchestrator.modelserver.dialect.Message.From;

/**
 * The scenario that a conversation asks for, and its current turn. Both are found in the conversation's own texts alone, so
 * that a conversation that was killed and resumed continues where it was, even if the prompt is repeated.
 *
 * <p>{@code [[scenario:NAME]]} or {@code [[scenario:architect=NAME;reviewer/review=NAME;fix=NAME;*=NAME]]} selects it. The
 * second form goes by the lines {@code Role: architect} and {@code Kind: plan}: role and kind together come first, then the
 * kind, then the role. {@code [[run:ID]]} and {@code [[cwd:/abs]]} are optional.
 *
 * @param scenario empty if no text names one for this role and kind
 * @param kind the latest kind of work that was asked for; empty if unknown
 * @param turn the number of answers since the scenario was named first
 */
public record Cue(String scenario, String role, String kind, String run, String cwd, int turn) {

    private static final Pattern TOKEN = Pattern.compile("\\[\\[(scenario|run|cwd):([^\\]]+)\\]\\]");
    private static final Pattern ROLE = Pattern.compile("(?m)^\\W*Role:\\W*([a-z]+)\\b");
    private static final Pattern KIND = Pattern.compile("(?m)^\\W*Kind:\\W*([a-z]+)\\b");
    private static final List<Pattern> DIRECTORY = List.of(
            Pattern.compile("<cwd>([^<]+)</cwd>"),
            Pattern.compile("Primary working directory: (/[^\\n]*)"),
            Pattern.compile("(?m)^\\s*Working directory: (/[^\\n]*)"),
            Pattern.compile("Workspace Directories:\\*\\*\\s+- (/[^\\n]*)"));

    /** Claude Code's placeholder for an interrupted answer. */
    private static final String NO_ANSWER = "No response requested.";

    public static Cue of(Conversation conversation) {
        Map<String, String> tokens = new HashMap<>();
        int start = -1;
        String scenario = "";
        String kind = "";
        List<Message> messages = conversation.messages();
        for (int i = 0; i < messages.size(); i++) {
            if (!messages.get(i).isUserText()) continue;
            String text = messages.get(i).text();
            Map<String, String> found = tokens(text);
            tokens.putAll(found);
            if (!found.containsKey("scenario")) continue;
            kind = first(KIND, text);
            String chosen = chosen(found.get("scenario"), role(conversation, text), kind);
            if (start < 0 || !chosen.equals(scenario)) start = i;
            scenario = chosen;
        }
        return new Cue(
                scenario,
                role(conversation, start < 0 ? "" : messages.get(start).text()),
                kind,
                tokens.getOrDefault("run", ""),
                tokens.getOrDefault("cwd", directory(conversation)),
                answersAfter(messages, start));
    }

    /** Replaces the placeholders in a scenario's text. */
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

    private static String chosen(String value, String role, String kind) {
        if (!value.contains("=")) return value;
        Map<String, String> choices = new HashMap<>();
        for (String choice : value.split(";")) {
            String[] pair = choice.split("=", 2);
            choices.put(pair[0].trim(), pair[1].trim());
        }
        return Stream.of(role + "/" + kind, kind, role, "*")
                .filter(choices::containsKey)
                .map(choices::get)
                .findFirst()
                .orElse("");
    }

    /** The role in this text, else in any text. */
    private static String role(Conversation conversation, String text) {
        String named = first(ROLE, text);
        if (!named.isEmpty()) return named;
        return first(ROLE, String.join("\n", conversation.userTexts()) + "\n" + conversation.instructions());
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
