package orchestrator.review;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import orchestrator.crew.Role;

/** Who looks at whose work: the architect and the reviewer at the implementer's, the reviewer also at the architect's. */
public record Direction(Role role, String reviewer, String reviewed) {
    private record Roles(Role from, Role to) {}

    private static final List<Roles> TABLE = List.of(
            new Roles(Role.ARCHITECT, Role.IMPLEMENTER),
            new Roles(Role.REVIEWER, Role.ARCHITECT),
            new Roles(Role.REVIEWER, Role.IMPLEMENTER));

    /**
     * Each pair of agents once, whatever roles they share.
     *
     * @param crew which agent has which role; all three are there
     * @param authors agents whose work there is to look at
     */
    public static List<Direction> of(Map<Role, String> crew, Set<String> authors) {
        Map<Role, String> agents = new EnumMap<>(crew);
        Set<List<String>> pairs = new HashSet<>();
        List<Direction> directions = new ArrayList<>();
        for (Roles roles : TABLE) {
            String reviewer = agents.get(roles.from());
            String reviewed = agents.get(roles.to());
            boolean looksAtOthers = !reviewer.equals(reviewed)
                    || agents.values().stream().distinct().count() == 1;
            if (!authors.contains(reviewed) || !looksAtOthers || !pairs.add(List.of(reviewer, reviewed))) continue;
            directions.add(new Direction(roles.from(), reviewer, reviewed));
        }
        return directions;
    }

    /** The same program agrees with itself more easily, also in another conversation. */
    public boolean isSameVendor() {
        return reviewer.equals(reviewed);
    }
}
