package orchestrator.agent.custom;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import orchestrator.agent.Excerpt;
import orchestrator.agent.adapter.FileMentions;
import orchestrator.agent.custom.EventRule.At;
import orchestrator.agent.custom.EventRule.Given;
import orchestrator.agent.custom.EventRule.Source;
import org.jspecify.annotations.Nullable;

/** Reads a definition, or says what is wrong with it. */
final class DefinitionReader {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,31}");
    private static final Set<String> FIELDS =
            Set.of("name", "command", "resume", "environment", "install", "fileMentions", "writable", "events");

    private final JsonNode yaml;
    private final Path here;

    /** Says what is wrong with the definition. The caller adds the file. */
    static final class Wrong extends RuntimeException {
        private static final long serialVersionUID = 1;

        Wrong(String what) {
            super(what);
        }
    }

    DefinitionReader(JsonNode yaml, Path here) {
        this.yaml = yaml;
        this.here = here;
    }

    AgentDefinition read() {
        if (!yaml.isObject()) throw new Wrong("it must have the fields `name` and `command`");
        List<String> unknown = new ArrayList<>();
        yaml.fieldNames().forEachRemaining(field -> {
            if (!FIELDS.contains(field)) unknown.add(field);
        });
        if (!unknown.isEmpty()) {
            throw new Wrong("unknown field `" + unknown.get(0) + "`; the fields are "
                    + FIELDS.stream().sorted().collect(Collectors.joining(", ")));
        }
        List<String> command = texts("command");
        if (command.isEmpty()) throw new Wrong("`command` must be a list: a program and its arguments");
        return new AgentDefinition(
                name(),
                command,
                texts("resume"),
                new HashSet<>(texts("environment")),
                yaml.path("install").asText("the program " + command.get(0)),
                fileMentions(),
                writable(),
                rules());
    }

    private List<String> writable() {
        List<String> all = texts("writable");
        for (String directory : all) {
            if (!directory.startsWith("/") && !directory.startsWith("~/"))
                throw new Wrong("`writable` must list directories that begin with / or ~/, not `" + directory + "`");
        }
        return all;
    }

    private @Nullable FileMentions fileMentions() {
        JsonNode where = yaml.path("fileMentions");
        if (where.isMissingNode()) return null;
        return switch (where.asText()) {
            case "anywhere" -> FileMentions.ANYWHERE;
            case "words" -> FileMentions.AT_WORDS;
            default -> throw new Wrong("`fileMentions` must be anywhere or words, not `" + where.asText() + "`");
        };
    }

    private String name() {
        String name = yaml.path("name").asText();
        if (NAME.matcher(name).matches()) return name;
        throw new Wrong("`name` may have only small letters, digits, - and _, not `" + name + "`");
    }

    private List<String> texts(String field) {
        JsonNode list = yaml.path(field);
        if (list.isMissingNode()) return List.of();
        List<String> texts = new ArrayList<>();
        for (JsonNode text : list) {
            if (text.isValueNode()) texts.add(text.asText().replace("{here}", here.toString()));
        }
        if (!list.isArray() || texts.size() != list.size()) throw new Wrong("`" + field + "` must be a list of texts");
        return texts;
    }

    private List<EventRule> rules() {
        JsonNode events = yaml.path("events");
        if (!events.isMissingNode() && !events.isArray()) {
            throw new Wrong("`events` must be a list of rules, each with `when` and `then`");
        }
        List<EventRule> rules = new ArrayList<>();
        for (JsonNode rule : events) rules.add(rule(rule));
        return rules;
    }

    private static EventRule rule(JsonNode rule) {
        if (!rule.path("when").isObject() || !rule.path("then").isObject()) {
            throw new Wrong("each rule of `events` must have `when` and `then`; this one is "
                    + Excerpt.oneLine(rule.toString(), 100));
        }
        Map<String, Source> then = new HashMap<>();
        rule.path("then").properties().forEach(entry -> then.put(entry.getKey(), source(entry.getValue())));
        if (!then.containsKey("type")) throw new Wrong("`then` must have a `type`, such as message or result");
        if (!rule.path("unless").isMissingNode() && !rule.path("unless").isObject()) {
            throw new Wrong("`unless` must be like `when`: places in a line, each with a value");
        }
        return new EventRule(places(rule.path("when")), places(rule.path("unless")), then);
    }

    private static Map<JsonPointer, JsonNode> places(JsonNode condition) {
        Map<JsonPointer, JsonNode> places = new HashMap<>();
        condition.properties().forEach(entry -> places.put(pointer(entry.getKey()), entry.getValue()));
        return places;
    }

    private static Source source(JsonNode value) {
        boolean place = value.isTextual() && value.asText().startsWith("/");
        return place ? new At(pointer(value.asText())) : new Given(value);
    }

    private static JsonPointer pointer(String place) {
        try {
            return JsonPointer.compile(place);
        } catch (IllegalArgumentException e) {
            throw new Wrong("`" + place + "` is not a place in a line; write it like /part/text");
        }
    }
}
