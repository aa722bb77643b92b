package orchestrator.cli.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import orchestrator.cli.output.CommandException;
import orchestrator.crew.Role;
import orchestrator.json.WireName;
import picocli.CommandLine.Option;

/** Which agent takes which role; what is not named is chosen. */
final class RoleOption {
    private static final String EXAMPLE = "Write it like this:  --role implementer=codex";

    @Option(
            names = "--role",
            paramLabel = "ROLE=AGENT",
            description = "Give a role (architect, implementer, reviewer) to an agent; may be repeated.")
    private List<String> pairs = List.of();

    /** Refuses what names no role or no agent. */
    Map<Role, String> chosen() {
        Map<Role, String> chosen = new EnumMap<>(Role.class);
        for (String pair : pairs) {
            String[] parts = pair.split("=", 2);
            if (parts.length < 2) throw CommandException.badInput("`" + pair + "` is no ROLE=AGENT.", EXAMPLE);
            String agent = parts[1].strip();
            if (!SessionOptions.isAgentName(agent)) {
                throw CommandException.badInput("`" + agent + "` is no name of an agent.", EXAMPLE);
            }
            if (chosen.put(role(parts[0].strip()), agent) != null) {
                throw CommandException.badInput(
                        "the role `" + parts[0].strip() + "` is given twice.", "Give it to one agent.");
            }
        }
        return chosen;
    }

    void addTo(ObjectNode request) {
        Map<Role, String> chosen = chosen();
        if (chosen.isEmpty()) return;
        ObjectNode roles = request.putObject("roles");
        chosen.forEach((role, agent) -> roles.put(role.wire(), agent));
    }

    private static Role role(String name) {
        return WireName.find(Role.class, name.toLowerCase(Locale.ROOT))
                .orElseThrow(() ->
                        CommandException.badInput("`" + name + "` is no role; known are " + known() + ".", EXAMPLE));
    }

    private static String known() {
        return Stream.of(Role.values()).map(Role::wire).collect(Collectors.joining(", "));
    }
}
