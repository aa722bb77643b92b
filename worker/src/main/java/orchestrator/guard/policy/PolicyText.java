package orchestrator.guard.policy;

import java.nio.file.Path;
import java.util.List;

/**
 * One policy file.
 *
 * @param trusted projects whose own policy may allow something
 */
record PolicyText(
        List<CommandPattern> patterns,
        List<Path> writable,
        List<Path> refused,
        List<Path> secret,
        McpRules mcp,
        List<String> approved,
        List<Path> trusted) {
    static final PolicyText EMPTY =
            new PolicyText(List.of(), List.of(), List.of(), List.of(), McpRules.NONE, List.of(), List.of());

    PolicyText {
        patterns = List.copyOf(patterns);
        writable = List.copyOf(writable);
        refused = List.copyOf(refused);
        secret = List.copyOf(secret);
        approved = List.copyOf(approved);
        trusted = List.copyOf(trusted);
    }
}
