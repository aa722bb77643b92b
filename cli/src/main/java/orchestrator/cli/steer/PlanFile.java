package orchestrator.cli.steer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import orchestrator.cli.input.CommandCaller;
import orchestrator.cli.json.JsonTree;
import orchestrator.cli.live.DisplayText;
import orchestrator.cli.output.CommandException;
import orchestrator.text.VisibleText;

/** A plan as a file that the user edits, in YAML or JSON. */
final class PlanFile {
    private static final int BYTES_MAX = 2_000_000;
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .enable(YAMLGenerator.Feature.LITERAL_BLOCK_STYLE)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private PlanFile() {}

    /** @param name of the file; {@code -} for standard input */
    static ObjectNode read(CommandCaller caller, String name) {
        String text = text(caller, name);
        try {
            // Tabs between the tokens of JSON are none of YAML.
            JsonNode plan = text.stripLeading().startsWith("{") ? JsonTree.read(text) : YAML.readTree(text);
            if (plan instanceof ObjectNode object && object.path("assignments").isArray()) return object;
        } catch (JsonProcessingException e) {
            String where =
                    e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
            String why = e.getOriginalMessage().lines().findFirst().orElse("");
            throw CommandException.badInput(
                    name + " is neither YAML nor JSON: " + DisplayText.clean(why) + where + ".");
        }
        throw CommandException.badInput(
                name + " is no plan: `assignments` must be a list.",
                "Begin with the proposed one:  orchestrate answer [ID] --print-plan > plan.yaml");
    }

    private static String text(CommandCaller caller, String name) {
        try (InputStream in = name.equals("-") ? caller.in() : Files.newInputStream(caller.resolve(name))) {
            byte[] bytes = in.readNBytes(BYTES_MAX + 1);
            if (bytes.length <= BYTES_MAX) return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw CommandException.badInput("cannot read the plan " + name + ": " + e.getMessage());
        }
        throw CommandException.badInput(
                "the plan " + name + " is larger than 2 MB.",
                "Put long prompts into files of the target, and name those.");
    }

    /** The proposed plan for an editor; as JSON if it has characters that YAML would not show. */
    static String shown(String session, JsonNode proposed) {
        ObjectNode plan = JsonNodeFactory.instance.objectNode();
        plan.set("assignments", proposed.path("assignments"));
        String agents = StreamSupport.stream(proposed.path("agents").spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining(", "));
        try {
            String yaml = YAML.writeValueAsString(plan);
            if (yaml.chars().anyMatch(c -> c != '\n' && c != '\t' && VisibleText.isHidden((char) c)))
                return JsonTree.pretty(plan);
            return "# The plan of " + DisplayText.clean(session) + ". Agents: " + DisplayText.clean(agents)
                    + ". Weights are shares; an assignment begins when those in dependsOn are done.\n"
                    + "# To begin with the edited plan:  orchestrate answer " + DisplayText.shell(session)
                    + " --plan FILE\n" + yaml.stripTrailing();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("no YAML for a plan", e);
        }
    }
}
