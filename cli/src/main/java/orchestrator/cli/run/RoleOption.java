package orchestrator.cli.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import orchestrator.cli.output.CommandException;
import orchestrator.crew.AgentName;
import orchestrator.crew.Role;
import orchestrator.json.WireName;
import picocli.CommandLine.Option;

/** {@code --role}: which agent takes which role. Roles that are not given are assigned automatically. */
final class RoleOption {
    private static final String EXAMPLE = "Write it like this:  --role implementer=codex";

    @Option(
            names = "--role",
            paramLabel = "ROLE=AGENT",
            description = "Give a role (architect, implementer, reviewer) to an agent; repeatable.")
    private List<String> pairs = List.of();

    /** Refuses an unknown role and an invalid agent name. */
    Map<Role, String> chosen() {
        Map<Role, String> chosen = new EnumMap<>(Role.class);
        for (String pair : pairs) {
            String[] parts = pair.split("=", 2);
            if (parts.length < 2)
                throw CommandException.badInput("`" + pair + "` is not of the form ROLE=AGENT.", EXAMPLE);
            String agent = parts[1].strip();
            if (!AgentName.isValid(agent)) {
                throw CommandException.badInput("`" + agent + "` is not an agent's name.", EXAMPLE);
            }
            if (chosen.put(role(parts[0].strip()), agent) != null) {
                throw CommandException.badInput("the role `" + parts[0].strip() + "` is given twice.", "Give it once.");
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
                .orElseThrow(() -> CommandException.badInput(
                        "`" + name + "` is not a role. The roles are " + known() + ".", EXAMPLE));
    }

    private static String known() {
        return Stream.of(Role.values()).map(Role::wire).collect(Collectors.joining(", "));
    }
}
