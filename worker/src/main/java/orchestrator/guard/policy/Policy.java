package orchestrator.guard.policy;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * What a user has decided, built-in rules included.
 *
 * @param patterns of commands; {@link PatternIndex} says which of them counts
 * @param writable directories below which agents may write, besides their workspace
 * @param refused files and directories that they may not write
 * @param secret files and directories that they may not read
 * @param approved whole commands that run although a rule asks about them
 */
public record Policy(
        List<CommandPattern> patterns,
        List<Path> writable,
        List<Path> refused,
        List<Path> secret,
        McpRules mcp,
        Set<String> approved) {
    public Policy {
        patterns = List.copyOf(patterns);
        writable = List.copyOf(writable);
        refused = List.copyOf(refused);
        secret = List.copyOf(secret);
        approved = Set.copyOf(approved);
    }

    public Policy(List<CommandPattern> patterns, List<Path> writable, List<Path> refused, List<Path> secret) {
        this(patterns, writable, refused, secret, McpRules.NONE, Set.of());
    }
}
