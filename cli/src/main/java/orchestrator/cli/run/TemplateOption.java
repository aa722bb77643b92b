package orchestrator.cli.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import orchestrator.cli.input.CommandCaller;
import orchestrator.cli.live.DisplayText;
import orchestrator.cli.output.CommandException;
import orchestrator.template.Template;
import orchestrator.template.Templates;
import orchestrator.template.WrongTemplate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --template}: a request that was written down before, with what is typed counting more. */
final class TemplateOption {
    @Nullable
    @Option(
            names = "--template",
            paramLabel = "NAME",
            description = "Begin with templates/NAME.yaml of the data directory, or .orchestrate/templates/NAME.yaml of"
                    + " the target; what you type counts more.")
    String name;

    /** The template's fields, after it has said where each is from; none without the option. */
    ObjectNode request(CommandCaller caller, Path target) {
        if (name == null) return JsonNodeFactory.instance.objectNode();
        try {
            Template template = Templates.of(caller.home(), target).named(name);
            show(caller, template);
            return template.request().deepCopy();
        } catch (WrongTemplate e) {
            throw CommandException.badInput(e.getMessage());
        }
    }

    /** On the error stream, so that {@code --json} stays JSON. */
    private static void show(CommandCaller caller, Template template) {
        caller.err()
                .println("template " + template.inWords() + ": "
                        + DisplayText.clean(template.file().toString()));
        template.request()
                .properties()
                .forEach(field ->
                        caller.err().println("  " + field.getKey() + ": " + DisplayText.clean(text(field.getValue()))));
        template.leftOut()
                .forEach(field -> caller.err().println("  " + field + ": left out, because a project may not set it"));
    }

    private static String text(JsonNode value) {
        return value.isTextual() ? value.asText() : value.toString();
    }

    /** Puts what was typed over the template's fields; roles and limits one by one. */
    static ObjectNode merge(ObjectNode template, ObjectNode typed) {
        typed.properties().forEach(field -> {
            JsonNode before = template.path(field.getKey());
            boolean areBoth = before.isObject() && field.getValue().isObject();
            if (areBoth) ((ObjectNode) before).setAll((ObjectNode) field.getValue());
            else template.set(field.getKey(), field.getValue());
        });
        return template;
    }
}
