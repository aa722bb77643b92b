package orchestrator.work;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Who takes over from an agent that was aborted, or that cannot do its work. */
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

    /** Another agent of the crew that was not aborted; where there is none, the same one has to do. */
    public String of(String agent) {
        return crew.stream()
                .filter(a -> !a.equals(agent) && !excluded.contains(a))
                .filter(a -> !unable.contains(a))
                .findFirst()
                .orElse(agent);
    }

    /**
     * This agent cannot do this assignment. One that has never done anything, or fails again, gets nothing more.
     *
     * @param hasSucceeded whether it has done anything in this session
     */
    public void failed(String assignment, String agent, boolean hasSucceeded) {
        failed.computeIfAbsent(assignment, first -> new HashSet<>()).add(agent);
        long times = failed.values().stream().filter(all -> all.contains(agent)).count();
        if (!hasSucceeded || times >= FAILURES_MAX) unable.add(agent);
    }

    /** A person says that it can now. */
    public void forgive(String agent) {
        unable.remove(agent);
        failed.values().forEach(agents -> agents.remove(agent));
    }

    /** An agent that may do what others could not; rather not the one whose work it is about. */
    public Optional<String> insteadOf(String assignment, String author) {
        return able().filter(agent -> !failed.getOrDefault(assignment, Set.of()).contains(agent))
                .min(Comparator.comparing(agent -> agent.equals(author)));
    }

    /** Somebody who can, where this agent cannot; empty where it can, or nobody can. */
    public Optional<String> able(String agent) {
        return unable.contains(agent) ? able().findFirst() : Optional.empty();
    }

    private Stream<String> able() {
        return crew.stream().filter(agent -> !excluded.contains(agent) && !unable.contains(agent));
    }
}
