package orchestrator.session;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Who takes over from an agent that was aborted. */
final class Substitutes {
    private final Set<String> excluded = new HashSet<>();
    private List<String> crew = List.of();

    void crew(List<String> agents) {
        crew = agents.stream().distinct().toList();
    }

    void exclude(String agent) {
        excluded.add(agent);
    }

    boolean isExcluded(String agent) {
        return excluded.contains(agent);
    }

    /** Another agent of the crew that was not aborted; where there is none, the same one has to do. */
    String of(String agent) {
        return crew.stream()
                .filter(a -> !a.equals(agent) && !excluded.contains(a))
                .findFirst()
                .orElse(agent);
    }
}
