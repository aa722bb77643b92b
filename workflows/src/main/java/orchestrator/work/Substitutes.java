package orchestrator.work;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds an agent that takes over from one that was aborted or cannot do its work. */
public final class Substitutes {
    private static final int FAILURES_MAX = 2;

    private final Set<String> excluded = new HashSet<>();
    private final Set<String> unable = new HashSet<>();
    private final Map<String, Set<String>> failed = new HashMap<>();
    private List<String> crew = List.of();

    public void setCrew(List<String> agents) {
        crew = agents.stream().distinct().toList();
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
     * This agent cannot do this assignment. If it has never succeeded or fails again, it gets nothing more.
     *
     * @param hasSucceeded whether it has succeeded with anything in this session
     */
    public void failed(String assignment, String agent, boolean hasSucceeded) {
        failed.computeIfAbsent(assignment, first -> new HashSet<>()).add(agent);
        long times = failed.values().stream().filter(all -> all.contains(agent)).count();
        if (!hasSucceeded || times >= FAILURES_MAX) unable.add(agent);
    }

    /** The user says that it can do its work now. */
    public void forgive(String agent) {
        unable.remove(agent);
        failed.values().forEach(agents -> agents.remove(agent));
    }

    /** An agent that may be able to do what others could not, preferably not the one whose work it is about. */
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
