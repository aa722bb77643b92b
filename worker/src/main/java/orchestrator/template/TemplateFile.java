package orchestrator.template;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import orchestrator.fault.FaultText;
import orchestrator.json.Json;
import orchestrator.session.request.RequestChecks;
import orchestrator.session.request.SessionRequest.InvalidRequest;
import orchestrator.template.Template.Origin;
import orchestrator.text.Text;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads one file. What is wrong with it is said with its line, and without quoting the file. */
final class TemplateFile {
    private static final int BYTES_MAX = 16 * 1024;
    private static final int DESCRIPTION_CHARS = 200;
    private static final String DESCRIPTION = "description";

    static final Set<String> FIELDS = Set.of(
            "prompt",
            "agents",
            "roles",
            "plan",
            "verify",
            "verifyMinutes",
            "isolation",
            "autonomy",
            "runMinutes",
            "reviews",
            "reviewEveryMinutes",
            "maxRounds",
            "budget",
            "setup",
            "noWait",
            "confirm",
            "sandbox",
            "guard",
            "workspace");

    /** With these, a project could loosen what holds its agents, or have them write somewhere else. */
    private static final Set<String> OWN_ONLY = Set.of("confirm", "sandbox", "guard", "workspace");

    private final Path file;
    private final Origin origin;

    TemplateFile(Path file, Origin origin) {
        this.file = file;
        this.origin = origin;
    }

    Template read(String name) throws WrongTemplate {
        String text = text();
        Map<String, Object> fields = fields(text);
        String description = String.valueOf(fields.getOrDefault(DESCRIPTION, ""));
        fields.remove(DESCRIPTION);
        for (String field : fields.keySet()) {
            if (!FIELDS.contains(field))
                throw wrong(
                        lineOf(text, field),
                        "there is no field `" + Text.line(field, 50) + "` here; the fields are description, "
                                + String.join(", ", FIELDS.stream().sorted().toList()));
        }
        List<String> leftOut = new ArrayList<>();
        if (origin == Origin.PROJECT)
            OWN_ONLY.stream().filter(fields::containsKey).sorted().forEach(leftOut::add);
        leftOut.forEach(fields::remove);
        ObjectNode request = Json.MAPPER.valueToTree(fields);
        check(text, request);
        return new Template(name, origin, file, Text.line(description, DESCRIPTION_CHARS), request, leftOut);
    }

    private String text() throws WrongTemplate {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(BYTES_MAX + 1);
            if (bytes.length > BYTES_MAX) throw wrong(1, "it has more than " + BYTES_MAX + " bytes. Make it shorter");
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw wrong(1, "it is not UTF-8. Save it as UTF-8");
        } catch (IOException e) {
            throw new WrongTemplate(file + ": cannot be read: " + FaultText.of(e) + ".");
        }
    }

    private Map<String, Object> fields(String text) throws WrongTemplate {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        // A few aliases of aliases would make a tree of millions.
        options.setMaxAliasesForCollections(0);
        try {
            Object root = new Yaml(new SafeConstructor(options)).load(text);
            if (!(root instanceof Map<?, ?> map)) throw wrong(1, "fields are wanted here, such as `verify: make test`");
            Map<String, Object> fields = new LinkedHashMap<>();
            map.forEach((key, value) -> fields.put(String.valueOf(key), onOrOff(String.valueOf(key), value)));
            return fields;
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw wrong(line, "this is not valid YAML: " + e.getProblem());
        } catch (YAMLException e) {
            throw wrong(1, "this is not valid YAML: " + Text.line(e.getMessage(), 200));
        }
    }

    /** YAML takes {@code on} and {@code off} for truths. */
    private static Object onOrOff(String field, Object value) {
        boolean isSwitch = Set.of("reviews", "sandbox", "guard").contains(field);
        return isSwitch && value instanceof Boolean on ? (on ? "on" : "off") : value;
    }

    /** With a prompt and a target of its own, so that what a template may leave out does not count. */
    private void check(String text, ObjectNode request) throws WrongTemplate {
        ObjectNode whole = request.deepCopy();
        if (!whole.has("prompt")) whole.put("prompt", "p");
        whole.put("target", "/");
        try {
            RequestChecks.read(whole);
        } catch (InvalidRequest e) {
            String field = e.field();
            throw wrong(lineOf(text, field.substring(field.lastIndexOf('.') + 1)), Text.line(e.getMessage(), 400));
        }
    }

    /** The line in which the field stands, or the first. */
    private static int lineOf(String text, String field) {
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!field.isEmpty() && line.startsWith(field + ":")) return i + 1;
        }
        return 1;
    }

    private WrongTemplate wrong(int line, String what) {
        return new WrongTemplate(file + ":" + line + ": " + what + (what.endsWith(".") ? "" : "."));
    }
}
