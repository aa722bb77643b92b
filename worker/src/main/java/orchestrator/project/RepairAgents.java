package orchestrator.project;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import orchestrator.autofix.request.Repair;
import orchestrator.crew.Candidate;
import orchestrator.crew.Crew;
import org.jspecify.annotations.Nullable;

/** Chooses who plans a repair and who carries it out: as asked for, else Claude, else another that is installed. */
final class RepairAgents {
    /** Agents that are used without being asked for, the preferred one first. */
    private static final List<String> USUAL = List.of("claude", "codex", "gemini");

    private RepairAgents() {}

    static Repair choose(Repair asked, List<Candidate> candidates) throws ProjectRefused {
        String strategist = named(asked.strategyAgent(), candidates);
        String fixer = named(asked.fixAgent(), candidates);
        if (strategist == null) strategist = usual(candidates).orElse(fixer);
        if (strategist == null) throw new ProjectRefused(nothingInstalled(candidates));
        return asked.by(strategist, fixer == null ? strategist : fixer);
    }

    private static Optional<String> usual(List<Candidate> candidates) {
        return USUAL.stream()
                .filter(name -> candidates.stream().anyMatch(one -> one.name().equals(name) && one.installed()))
                .findFirst();
    }

    private static @Nullable String named(@Nullable String asked, List<Candidate> candidates) throws ProjectRefused {
        if (asked == null || asked.isBlank()) return null;
        String name = asked.strip().toLowerCase(Locale.ROOT);
        Candidate found = candidates.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(name, candidates));
        if (!found.installed())
            throw new ProjectRefused(name + " is not installed. Install it: " + found.install() + instead(candidates));
        return name;
    }

    private static ProjectRefused unknown(String name, List<Candidate> candidates) {
        Set<String> known = candidates.stream().map(Candidate::name).collect(Collectors.toSet());
        return new ProjectRefused(Crew.unknown(List.of(name), known) + ". Name one of these.");
    }

    private static String instead(List<Candidate> candidates) {
        return usual(candidates)
                .map(name -> ". Or name another, such as " + name)
                .orElse("");
    }

    private static String nothingInstalled(List<Candidate> candidates) {
        Stream<Candidate> usual = USUAL.stream()
                .flatMap(name -> candidates.stream().filter(one -> one.name().equals(name)));
        return "no agent is installed that could repair something. Install one ("
                + usual.map(one -> one.name() + ": " + one.install()).collect(Collectors.joining("; "))
                + "), or have broken tests only reported: orchestrate watch --report-only";
    }
}
