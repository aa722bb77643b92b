package orchestrator.review;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import orchestrator.crew.Role;

/** A reviewer and the agent whose work it reviews. */
public record Direction(Role role, String reviewer, String reviewed) {
    private record Roles(Role from, Role to) {}

    private static final List<Roles> TABLE = List.of(
            new Roles(Role.ARCHITECT, Role.IMPLEMENTER),
            new Roles(Role.REVIEWER, Role.ARCHITECT),
            new Roles(Role.REVIEWER, Role.IMPLEMENTER));

    /**
     * The architect and the reviewer review the implementer; the reviewer also reviews the architect. Each pair of
     * agents occurs once, even if it shares several roles.
     *
     * @param crew the agent of each of the three roles
     * @param authors agents that have work to review
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

    /** True if both are the same program, which agrees with itself more easily, even in another conversation. */
    public boolean isSameVendor() {
        return reviewer.equals(reviewed);
    }
}
