package orchestrator.orchestration.state;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import orchestrator.crew.Role;
import orchestrator.rollover.Rebuilt;
import orchestrator.work.Substitutes;

/** The agents of the crew and their roles. */
public final class CurrentCrew {
    @Rebuilt
    private final Map<Role, String> initial;

    private final Substitutes substitutes;

    public CurrentCrew(Map<Role, String> initial, Substitutes substitutes) {
        this.initial = new EnumMap<>(initial);
        this.substitutes = substitutes;
    }

    /** The roles at the start. */
    public Map<Role, String> initial() {
        return new EnumMap<>(initial);
    }

    /** The roles now, with substitutes for aborted and unable agents. */
    public Map<Role, String> now() {
        Map<Role, String> now = new EnumMap<>(initial);
        now.replaceAll((role, agent) -> substitutes.isExcluded(agent) ? substitutes.of(agent) : agent);
        now.replaceAll((role, agent) -> substitutes.able(agent).orElse(agent));
        return now;
    }

    public String now(Role role) {
        return now().get(role);
    }

    /** Every agent that has a role now. */
    public Set<String> agents() {
        return Set.copyOf(now().values());
    }
}
