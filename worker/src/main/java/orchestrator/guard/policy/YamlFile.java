package orchestrator.guard.policy;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** YAML whose mistakes can be shown with their line. */
final class YamlFile {
    private final String file;

    YamlFile(String file) {
        this.file = file;
    }

    /** Empty if the text has nothing but comments. */
    Optional<Node> root(String text) {
        try {
            Node root = new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(text));
            boolean isNothing = root == null || root.getTag().equals(Tag.NULL);
            return isNothing ? Optional.empty() : Optional.of(root);
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new WrongPolicy(
                    file + ":" + line + ": this is not valid YAML: " + e.getProblem() + ". Mend that line.");
        } catch (YAMLException e) {
            throw new WrongPolicy(file + ": this is not valid YAML: " + e.getMessage());
        }
    }

    /** The fields in order, of which only these may be there. */
    Map<String, Node> fields(Node node, Set<String> known, String example) {
        if (!(node instanceof MappingNode mapping))
            throw wrong(node, "fields are wanted here, such as `" + example + "`");
        Map<String, Node> fields = new LinkedHashMap<>();
        for (NodeTuple field : mapping.getValue()) {
            String name = text(field.getKeyNode());
            if (!known.contains(name)) {
                throw wrong(
                        field.getKeyNode(),
                        "there is no field `" + name + "` here; the fields are "
                                + String.join(", ", new TreeSet<>(known)));
            }
            if (fields.put(name, field.getValueNode()) != null)
                throw wrong(field.getKeyNode(), "`" + name + "` is there twice. Put both lists into one");
        }
        return fields;
    }

    /** Items of a list; a single text is a list of one, and nothing an empty one. */
    List<Node> items(Node node) {
        if (node instanceof SequenceNode list) return list.getValue();
        if (node.getTag().equals(Tag.NULL)) return List.of();
        if (node instanceof ScalarNode) return List.of(node);
        throw wrong(node, "a list is wanted here, each item on a line of its own that begins with `- `");
    }

    List<String> texts(Node node) {
        List<String> texts = new ArrayList<>();
        for (Node item : items(node)) texts.add(text(item));
        return texts;
    }

    String text(Node node) {
        if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank())
            return scalar.getValue().strip();
        throw wrong(node, "a text is wanted here");
    }

    WrongPolicy wrong(Node node, String what) {
        return new WrongPolicy(file + ":" + (node.getStartMark().getLine() + 1) + ": " + what + ".");
    }
}
