package orchestrator.crew;

import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import orchestrator.crew.CrewChoice.Chosen;
import orchestrator.crew.CrewChoice.Refused;

/**
 * Assigns agents to roles. Of three agents, each has one role; of two, one plans and reviews what the other writes; a
 * single agent does everything, in separate conversations.
 */
public final class Crew {
    private static final String CLAUDE = "claude";
    private static final String GEMINI = "gemini";
    private static final String CODEX = "codex";

    /** Agents that a session uses by default. Others (the demo's, the user's own) join only on request. */
    private static final List<String> UNASKED = List.of(GEMINI, CLAUDE, CODEX);

    /** Architect, implementer, reviewer. */
    private static final Map<Set<String>, Line> TABLE = Map.of(
            Set.of(GEMINI, CLAUDE, CODEX), new Line("crew 1", GEMINI, CLAUDE, CODEX),
            Set.of(GEMINI, CLAUDE), new Line("crew 2", GEMINI, CLAUDE, GEMINI),
            Set.of(GEMINI, CODEX), new Line("crew 3", GEMINI, CODEX, GEMINI),
            Set.of(CLAUDE, CODEX), new Line("crew 4", CODEX, CLAUDE, CODEX));

    private record Line(String name, String architect, String implementer, String reviewer) {}

    private Crew() {}

    /** @param requested names in the given order; empty for all that are installed */
    public static CrewChoice choose(List<String> requested, List<Candidate> candidates) {
        return choose(requested, Map.of(), candidates);
    }

    /** @param roles agents named for one role; they need not be among the requested ones */
    public static CrewChoice choose(List<String> requested, Map<Role, String> roles, List<Candidate> candidates) {
        Set<String> named = names(requested);
        Map<Role, String> fixed = new EnumMap<>(Role.class);
        roles.forEach((role, name) -> fixed.put(role, name.strip().toLowerCase(Locale.ROOT)));

        Set<String> asked = new LinkedHashSet<>(named);
        asked.addAll(fixed.values());
        String refusal = refusal(asked, candidates);
        if (!refusal.isEmpty()) return new Refused(refusal);
        Set<String> crew = named.isEmpty() ? unasked(candidates) : named;
        Optional<String> tooMany = tooMany(requested);
        if (tooMany.isPresent()) return new Refused(tooMany.get());
        if (crew.isEmpty() && fixed.size() < Role.values().length) return new Refused(nothingInstalled(candidates));
        return chosen(crew, fixed, named.isEmpty(), candidates);
    }

    /** Why more agents were named than there are roles; empty if they are not too many. */
    public static Optional<String> tooMany(List<String> requested) {
        Set<String> crew = names(requested);
        if (crew.size() <= Role.values().length) return Optional.empty();
        return Optional.of(crew.size() + " agents were named, but there are " + Role.values().length
                + " roles; name at most that many: " + String.join(", ", crew));
    }

    /** Which of the named agents do not exist, and which do; empty if all exist. */
    public static String unknown(Collection<String> named, Set<String> known) {
        Set<String> unknown = names(named);
        unknown.removeAll(known);
        return unknown.isEmpty()
                ? ""
                : "unknown agent " + quoted(unknown) + "; known are " + quoted(new TreeSet<>(known));
    }

    private static Chosen chosen(Set<String> crew, Map<Role, String> fixed, boolean found, List<Candidate> candidates) {
        Map<Role, String> agents = new EnumMap<>(Role.class);
        String name = "your crew";
        if (!crew.isEmpty()) {
            Line line = line(crew);
            name = line.name();
            agents.put(Role.ARCHITECT, line.architect());
            agents.put(Role.IMPLEMENTER, line.implementer());
            agents.put(Role.REVIEWER, line.reviewer());
        }
        agents.putAll(fixed);
        String who = agents.values().stream().distinct().count() == 1
                ? agents.get(Role.ARCHITECT) + " in all roles, in separate conversations"
                : agents.entrySet().stream()
                        .map(entry -> entry.getValue() + " as " + entry.getKey().wire())
                        .collect(Collectors.joining(", "));
        String why = found ? absent(candidates) : " (as asked for)";
        return new Chosen(agents, name + ": " + who + why);
    }

    private static Line line(Set<String> crew) {
        Line known = TABLE.get(crew);
        if (known != null) return known;
        List<String> inOrder = List.copyOf(crew);
        String first = inOrder.get(0);
        return switch (inOrder.size()) {
            case 1 -> new Line("crew 5", first, first, first);
            case 2 -> new Line("your crew", first, inOrder.get(1), first);
            default -> new Line("your crew", first, inOrder.get(1), inOrder.get(2));
        };
    }

    private static String refusal(Set<String> asked, List<Candidate> candidates) {
        Map<String, Candidate> known = candidates.stream().collect(Collectors.toMap(Candidate::name, c -> c));
        String unknown = unknown(asked, known.keySet());
        if (!unknown.isEmpty()) return unknown;
        return asked.stream()
                .map(known::get)
                .filter(candidate -> !candidate.installed())
                .findFirst()
                .map(missing ->
                        missing.name() + " is not installed. Install it: " + missing.install() + without(candidates))
                .orElse("");
    }

    private static String without(List<Candidate> candidates) {
        Set<String> here = unasked(candidates);
        return here.isEmpty() ? "" : ". Or go on without it: --agents " + String.join(",", here);
    }

    private static String absent(List<Candidate> candidates) {
        List<String> absent = candidates.stream()
                .filter(candidate -> !candidate.installed() && UNASKED.contains(candidate.name()))
                .map(Candidate::name)
                .toList();
        if (absent.isEmpty()) return "";
        return " (" + String.join(" and ", absent) + (absent.size() == 1 ? " is" : " are") + " not installed)";
    }

    private static String nothingInstalled(List<Candidate> candidates) {
        String installs = candidates.stream()
                .filter(candidate -> UNASKED.contains(candidate.name()))
                .map(candidate -> candidate.name() + ": " + candidate.install())
                .collect(Collectors.joining("; "));
        return "no agent is installed. Install one (" + installs
                + "), or try the demo, which needs none: orchestrate demo";
    }

    private static Set<String> unasked(List<Candidate> candidates) {
        Set<String> here = candidates.stream()
                .filter(Candidate::installed)
                .map(Candidate::name)
                .collect(Collectors.toSet());
        return UNASKED.stream().filter(here::contains).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Set<String> names(Collection<String> requested) {
        return requested.stream()
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String quoted(Collection<String> names) {
        return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    }
}
