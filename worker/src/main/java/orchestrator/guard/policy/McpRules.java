package orchestrator.guard.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import orchestrator.guard.GuardVerdict;

/**
 * What the policy says of MCP tools. An entry is a server, or {@code server.tool}; {@code *} at its end stands for the
 * rest of the name.
 */
public record McpRules(List<String> allow, List<String> confirm, List<String> block) {
    public static final McpRules NONE = new McpRules(List.of(), List.of(), List.of());

    public McpRules {
        allow = List.copyOf(allow);
        confirm = List.copyOf(confirm);
        block = List.copyOf(block);
    }

    /**
     * The strictest entry counts. A tool that nobody has named runs and is recorded: the user has set up its server.
     *
     * @param name as the agent's program writes it without its prefix, such as {@code github__create_issue}; programs
     *     join server and tool differently
     */
    public GuardVerdict of(String name) {
        if (has(block, name)) return GuardVerdict.DENY;
        if (has(confirm, name)) return GuardVerdict.ASK;
        return has(allow, name) ? GuardVerdict.ALLOW : GuardVerdict.WATCH;
    }

    McpRules and(McpRules other) {
        return new McpRules(joined(allow, other.allow), joined(confirm, other.confirm), joined(block, other.block));
    }

    McpRules withoutAllowed() {
        return new McpRules(List.of(), confirm, block);
    }

    static <T> List<T> joined(List<T> first, List<T> second) {
        List<T> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    private static boolean has(List<String> entries, String name) {
        String whole = plain(name);
        return entries.stream().anyMatch(entry -> {
            if (entry.endsWith("*")) return whole.startsWith(plain(entry.substring(0, entry.length() - 1)));
            boolean isServer = !entry.contains(".");
            return whole.equals(plain(entry)) || isServer && whole.startsWith(plain(entry) + ".");
        });
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[._-]+", ".");
    }
}
