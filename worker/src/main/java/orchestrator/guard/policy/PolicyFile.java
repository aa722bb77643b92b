package orchestrator.guard.policy;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import orchestrator.guard.policy.CommandPattern.Origin;
import orchestrator.home.AtomicFile;
import orchestrator.json.Json;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Adds to the user's policy and leaves everything else in it as it is, comments too. */
public final class PolicyFile {
    private static final String KEY = "approved";
    private static final String HEADING = "# Rules for agents' tool calls; see docs/guard.md of Orchestrator.\n";

    private final Path file;
    private final Path home;

    public PolicyFile(Path data, Path home) {
        this.file = PolicyPaths.ofUser(data);
        this.home = home;
    }

    /** From now on this whole command runs although a rule asks about it. Throws {@link WrongPolicy}. */
    public synchronized void approve(String command) {
        String wanted = command.strip();
        String text = Files.exists(file, LinkOption.NOFOLLOW_LINKS) ? Policies.text(file) : HEADING;
        if (read(text).approved().contains(wanted)) return;
        String added = with(text, Json.write(wanted));
        if (!read(added).approved().contains(wanted)) {
            throw new WrongPolicy(
                    "cannot add to " + file + ". Write it there under `" + KEY + ":` as  - " + Json.write(wanted));
        }
        AtomicFile.of(file).ownerOnly().onDisk().write(added);
    }

    private PolicyText read(String text) {
        return new PolicyReader(file.toString(), home, home, Origin.USER).read(text);
    }

    private String with(String text, String item) {
        Optional<NodeTuple> approved = approved(text);
        if (approved.isEmpty()) {
            String end = text.isEmpty() || text.endsWith("\n") ? "" : "\n";
            return text + end + KEY + ":\n  - " + item + "\n";
        }
        Node list = approved.get().getValueNode();
        if (list instanceof SequenceNode items && items.getFlowStyle() == FlowStyle.FLOW) {
            int after = text.offsetByCodePoints(0, list.getStartMark().getIndex() + 1);
            return text.substring(0, after) + item + ", " + text.substring(after);
        }
        int indent = list instanceof SequenceNode ? list.getStartMark().getColumn() : 2;
        List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
        lines.add(approved.get().getKeyNode().getStartMark().getLine() + 1, " ".repeat(indent) + "- " + item);
        return String.join("\n", lines);
    }

    private Optional<NodeTuple> approved(String text) {
        Optional<Node> root = new YamlFile(file.toString()).root(text);
        if (root.isEmpty() || !(root.get() instanceof MappingNode fields)) return Optional.empty();
        return fields.getValue().stream()
                .filter(field -> field.getKeyNode() instanceof ScalarNode key
                        && key.getValue().equals(KEY))
                .findFirst();
    }
}
