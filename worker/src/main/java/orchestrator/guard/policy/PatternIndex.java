package orchestrator.guard.policy;

import static orchestrator.guard.policy.CommandPattern.Origin.BUILT_IN;
import static orchestrator.guard.policy.CommandPattern.Origin.PROJECT;
import static orchestrator.guard.policy.CommandPattern.Origin.USER;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import orchestrator.guard.GuardVerdict;

/** Finds the rule that counts for a command; for guards that decide often. */
public final class PatternIndex {
    private static final Comparator<CommandPattern> STRICTNESS = Comparator.comparing(CommandPattern::verdict);

    private static final Comparator<CommandPattern> PRECISION =
            Comparator.comparingInt(CommandPattern::precision).thenComparing(STRICTNESS);

    private final Map<String, List<CommandPattern>> byProgram = new HashMap<>();
    /** Of which a {@code *} is in the program's name. */
    private final List<CommandPattern> others = new ArrayList<>();

    public PatternIndex(List<CommandPattern> patterns) {
        for (CommandPattern pattern : patterns) {
            String program = pattern.words().isEmpty() ? "*" : pattern.words().get(0);
            if (program.contains("*")) others.add(pattern);
            else byProgram.computeIfAbsent(program, name -> new ArrayList<>()).add(pattern);
        }
    }

    /**
     * Of the user's rules the most precise, which also outdoes a built-in one that does not block. A project's rule counts
     * if it is stricter than these.
     *
     * @param command the program without its directory, and its arguments
     */
    public Optional<CommandPattern> matching(List<String> command) {
        if (command.isEmpty()) return Optional.empty();
        List<CommandPattern> named = byProgram.getOrDefault(command.get(0), List.of());
        List<CommandPattern> matching = Stream.concat(named.stream(), others.stream())
                .filter(rule -> rule.matches(command))
                .toList();
        if (matching.isEmpty()) return Optional.empty();
        Optional<CommandPattern> builtIn = of(BUILT_IN, matching).max(STRICTNESS);
        Optional<CommandPattern> user = of(USER, matching).max(PRECISION);
        Optional<CommandPattern> project = of(PROJECT, matching).max(STRICTNESS);
        boolean blocks =
                builtIn.filter(rule -> rule.verdict() == GuardVerdict.DENY).isPresent();
        Optional<CommandPattern> ours = blocks || user.isEmpty() ? builtIn : user;
        return Stream.of(ours, project).flatMap(Optional::stream).max(STRICTNESS);
    }

    private static Stream<CommandPattern> of(CommandPattern.Origin origin, List<CommandPattern> matching) {
        return matching.stream().filter(rule -> rule.origin() == origin);
    }
}
