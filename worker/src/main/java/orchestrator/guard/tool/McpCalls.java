package orchestrator.guard.tool;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import orchestrator.event.ToolCall;
import orchestrator.guard.FileView;
import orchestrator.guard.GuardDecision;
import orchestrator.guard.policy.McpRules;

/**
 * Judges tools of MCP servers. The user has set these up, so they run and are recorded, unless the policy or what their
 * input names says otherwise.
 */
final class McpCalls {
    private static final Set<String> SCRIPTS = Set.of("command", "cmd", "script", "shell");

    private static final Pattern CHANGES = Pattern.compile(
            ".*(write|edit|create|delete|remove|move|rename|update|save|append|replace|patch|copy|put|mkdir|upload_to).*");

    private final McpRules rules;
    private final PathCalls paths;
    private final CommandJudge shell;
    private final FileView files;
    private final boolean isReadOnly;

    McpCalls(McpRules rules, PathCalls paths, CommandJudge shell, FileView files, boolean isReadOnly) {
        this.rules = rules;
        this.paths = paths;
        this.shell = shell;
        this.files = files;
        this.isReadOnly = isReadOnly;
    }

    GuardDecision judge(ToolCall call, Path directory) {
        String name = call.name().replaceFirst("^mcp[_.]+", "");
        boolean changes = CHANGES.matcher(name.toLowerCase(Locale.ROOT)).matches();
        List<GuardDecision> all = new ArrayList<>();
        all.add(named(name));
        if (changes && isReadOnly)
            all.add(GuardDecision.deny("read-only", "this run may only read, and " + name + " changes something."));
        for (String text : scripts(call.input(), 0)) all.add(shell.judge(text, directory));
        List<String> local = call.paths().stream().filter(this::isOfThisMachine).toList();
        all.add(changes ? paths.write(local, directory) : paths.read(local, directory));
        return GuardDecision.strictest(all);
    }

    private GuardDecision named(String name) {
        return switch (rules.of(name)) {
            case ALLOW -> GuardDecision.ALLOWED;
            case WATCH -> GuardDecision.watch("mcp", "the MCP tool " + name + " works outside of the guard's sight.");
            case ASK -> GuardDecision.ask("mcp", "the policy asks a person about the MCP tool " + name + ".");
            case DENY -> GuardDecision.deny("mcp", "the policy refuses the MCP tool " + name + ".");
        };
    }

    /** A path such as {@code /docs/a.md} may be one in a repository or a wiki elsewhere. */
    private boolean isOfThisMachine(String path) {
        if (!path.startsWith("/")) return true;
        String first = path.replaceFirst("^/+", "").split("/", 2)[0];
        return first.isEmpty()
                || first.startsWith(".")
                || first.indexOf('\0') >= 0
                || files.isDirectory(Path.of("/", first));
    }

    private static List<String> scripts(JsonNode input, int depth) {
        List<String> found = new ArrayList<>();
        if (depth > 4) return found;
        input.properties().forEach(field -> {
            JsonNode value = field.getValue();
            if (value.isTextual() && SCRIPTS.contains(field.getKey().toLowerCase(Locale.ROOT)))
                found.add(value.asText());
            else if (value.isArray() && SCRIPTS.contains(field.getKey().toLowerCase(Locale.ROOT)))
                found.add(ShellWords.of(value));
            else found.addAll(scripts(value, depth + 1));
        });
        return found;
    }
}
