package orchestrator.work;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import orchestrator.rollover.Saved;

/** Finds an agent that takes over from one that was aborted or cannot do its work. */
@Saved
public final class Substitutes {
    private static final int FAILURES_MAX = 2;

    private final Set<String> excluded = new HashSet<>();
    private final Set<String> unable = new HashSet<>();
    private final Map<String, Set<String>> failed = new HashMap<>();
    private List<String> crew = List.of();

    public void setCrew(List<String> agents) {
        crew = agents.stream().distinct().toList();
    }

    /** The session's agents; empty before it is prepared. */
    public List<String> crew() {
        return crew;
    }

    public void exclude(String agent) {
        excluded.add(agent);
    }

    public boolean isExcluded(String agent) {
        return excluded.contains(agent);
    }

    /** Another agent of the crew that was not aborted; if there is none, the same one. */
    public String of(String agent) {
        return crew.stream()
                .filter(a -> !a.equals(agent) && !excluded.contains(a))
                .filter(a -> !unable.contains(a))
                .findFirst()
                .orElse(agent);
    }

    /**
     * Notes that this agent cannot do this assignment. If it never succeeded or fails again, it gets no more work.
     *
     * @param hasSucceeded true if it has succeeded with any assignment of this session
     */
    public void failed(String assignment, String agent, boolean hasSucceeded) {
        failed.computeIfAbsent(assignment, first -> new HashSet<>()).add(agent);
        long times = failed.values().stream().filter(all -> all.contains(agent)).count();
        if (!hasSucceeded || times >= FAILURES_MAX) unable.add(agent);
    }

    /** Forgets the agent's failures, because the user asked it to try again. */
    public void forgive(String agent) {
        unable.remove(agent);
        failed.values().forEach(agents -> agents.remove(agent));
    }

    /** An able agent for an assignment that others could not do, preferably not the author of the reviewed work. */
    public Optional<String> insteadOf(String assignment, String author) {
        return able().filter(agent -> !failed.getOrDefault(assignment, Set.of()).contains(agent))
                .min(Comparator.comparing(agent -> agent.equals(author)));
    }

    /** An able agent in place of an unable one; empty if this agent is able, or none is. */
    public Optional<String> able(String agent) {
        return unable.contains(agent) ? able().findFirst() : Optional.empty();
    }

    private Stream<String> able() {
        return crew.stream().filter(agent -> !excluded.contains(agent) && !unable.contains(agent));
    }
}
