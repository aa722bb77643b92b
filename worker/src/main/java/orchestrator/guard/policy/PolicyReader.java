package orchestrator.guard.policy;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import orchestrator.guard.GuardVerdict;
import orchestrator.guard.policy.CommandPattern.Origin;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** Reads a policy file, or says what is wrong with it. */
final class PolicyReader {
    private static final String EXAMPLE = "confirm: [git push]";
    private static final Set<String> FIELDS = Set.of(
            "allow",
            "watch",
            "confirm",
            "block",
            "commands",
            "write",
            "refuse",
            "secret",
            "mcp",
            "approved",
            "trustedProjects");

    private static final Map<String, GuardVerdict> LISTS = Map.of(
            "allow",
            GuardVerdict.ALLOW,
            "watch",
            GuardVerdict.WATCH,
            "confirm",
            GuardVerdict.ASK,
            "block",
            GuardVerdict.DENY);

    /** The built-in file names the verdict in each rule. */
    private static final Map<String, GuardVerdict> VERDICTS = Map.of(
            "allow",
            GuardVerdict.ALLOW,
            "watch",
            GuardVerdict.WATCH,
            "ask",
            GuardVerdict.ASK,
            "confirm",
            GuardVerdict.ASK,
            "deny",
            GuardVerdict.DENY,
            "block",
            GuardVerdict.DENY);

    private static final Pattern SHELL_TEXT = Pattern.compile("[;|&<>$`'\"(){}\\\\\\n]");

    private final String file;
    private final YamlFile yaml;
    private final Path base;
    private final Path home;
    private final Origin origin;

    /**
     * @param file as messages name it
     * @param base from which relative paths start
     */
    PolicyReader(String file, Path base, Path home, Origin origin) {
        this.file = file;
        this.yaml = new YamlFile(file);
        this.base = base;
        this.home = home;
        this.origin = origin;
    }

    PolicyText read(String text) {
        Optional<Node> root = yaml.root(text);
        if (root.isEmpty()) return PolicyText.EMPTY;
        Map<String, Node> fields = yaml.fields(root.get(), FIELDS, EXAMPLE);
        return new PolicyText(
                patterns(fields),
                paths(fields, "write"),
                paths(fields, "refuse"),
                paths(fields, "secret"),
                fields.containsKey("mcp") ? mcp(fields.get("mcp")) : McpRules.NONE,
                texts(fields, "approved"),
                paths(fields, "trustedProjects"));
    }

    private List<CommandPattern> patterns(Map<String, Node> fields) {
        List<CommandPattern> patterns = new ArrayList<>();
        fields.forEach((name, list) -> {
            GuardVerdict verdict = LISTS.get(name);
            if (verdict == null) return;
            for (Node rule : yaml.items(list)) patterns.addAll(rule(rule, verdict));
        });
        Node commands = fields.get("commands");
        if (commands != null) {
            for (Node rule : yaml.items(commands)) patterns.addAll(rule(rule, verdict(rule)));
        }
        return patterns;
    }

    private GuardVerdict verdict(Node rule) {
        Map<String, Node> fields = ruleFields(rule);
        Node named = fields.get("verdict");
        GuardVerdict verdict = named == null ? null : VERDICTS.get(yaml.text(named));
        if (verdict == null)
            throw yaml.wrong(rule, "each of `commands` needs a `verdict`: allow, watch, confirm or block");
        return verdict;
    }

    private Map<String, Node> ruleFields(Node rule) {
        return yaml.fields(rule, Set.of("name", "verdict", "command", "reason"), "command: git push");
    }

    private List<CommandPattern> rule(Node rule, GuardVerdict verdict) {
        if (!(rule instanceof MappingNode)) return List.of(pattern(rule, "", verdict, ""));
        Map<String, Node> fields = ruleFields(rule);
        Node commands = fields.get("command");
        if (commands == null) throw yaml.wrong(rule, "this rule needs a `command`, such as `command: git push`");
        String name = fields.containsKey("name") ? yaml.text(fields.get("name")) : "";
        String reason = fields.containsKey("reason") ? yaml.text(fields.get("reason")) : "";
        return yaml.items(commands).stream()
                .map(command -> pattern(command, name, verdict, reason))
                .toList();
    }

    private CommandPattern pattern(Node node, String name, GuardVerdict verdict, String reason) {
        String text = yaml.text(node);
        if (SHELL_TEXT.matcher(text).find()) {
            throw yaml.wrong(
                    node,
                    "`" + text + "` is shell text; a rule is a program and its first arguments, such as `git push *`. A"
                            + " whole command line belongs under `approved`");
        }
        List<String> words = new ArrayList<>(List.of(text.split("\\s+")));
        // A rule holds for any further arguments anyway.
        while (words.size() > 1 && words.get(words.size() - 1).equals("*")) words.remove(words.size() - 1);
        String program = words.get(0);
        if (program.startsWith("*") || program.startsWith("-"))
            throw yaml.wrong(node, "`" + text + "` must begin with the name of a program");
        words.set(0, program.substring(program.lastIndexOf('/') + 1));
        String rule = name.isEmpty() ? named(words) : name;
        String why = reason.isEmpty() ? "the policy in " + file + " says so about `" + text + "`." : sentence(reason);
        return new CommandPattern(rule, verdict, words, why, origin);
    }

    private static String named(List<String> words) {
        return words.stream()
                .limit(2)
                .map(word -> word.replace("*", ""))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining("-"));
    }

    private static String sentence(String reason) {
        return reason.endsWith(".") || reason.endsWith("!") ? reason : reason + ".";
    }

    private McpRules mcp(Node node) {
        Map<String, Node> fields = yaml.fields(node, Set.of("allow", "confirm", "block"), "allow: [github]");
        return new McpRules(texts(fields, "allow"), texts(fields, "confirm"), texts(fields, "block"));
    }

    private List<String> texts(Map<String, Node> fields, String name) {
        return fields.containsKey(name) ? yaml.texts(fields.get(name)) : List.of();
    }

    private List<Path> paths(Map<String, Node> fields, String name) {
        List<Path> paths = new ArrayList<>();
        if (fields.containsKey(name)) yaml.items(fields.get(name)).forEach(node -> paths.add(path(node)));
        return paths;
    }

    private Path path(Node node) {
        String text = yaml.text(node);
        if (text.contains("*"))
            throw yaml.wrong(
                    node, "`" + text + "` is a pattern; name a file or a directory, which stands for all below it");
        try {
            if (text.equals("~")) return home;
            return text.startsWith("~/")
                    ? home.resolve(text.substring(2))
                    : base.resolve(text).normalize();
        } catch (InvalidPathException e) {
            throw yaml.wrong(node, "no file can be called `" + text + "`");
        }
    }
}
