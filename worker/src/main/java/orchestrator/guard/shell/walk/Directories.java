package orchestrator.guard.shell.walk;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import orchestrator.guard.shell.Word;
import orchestrator.guard.shell.value.Value;
import orchestrator.guard.shell.walk.Walk.Outcome;

/** Where {@code cd} and its like lead. */
final class Directories {
    private final Walk walk;

    Directories(Walk walk) {
        this.walk = walk;
    }

    Outcome change(List<Word> arguments, ShellState state) {
        List<Word> places = new ArrayList<>(arguments);
        while (!places.isEmpty()
                && places.get(0)
                        .literal()
                        .filter(text -> text.matches("-[LPe@]+|--"))
                        .isPresent()) places.remove(0);
        if (places.size() > 1) return moved(Set.of(), false, state);
        if (!places.isEmpty() && places.get(0).literal().filter("-"::equals).isPresent())
            return moved(state.earlierDirectories, true, state);
        Word place = places.isEmpty() ? home(state) : places.get(0);
        return moved(found(place, state), isThere(place, state), state);
    }

    private Word home(ShellState state) {
        List<Word> homes = walk.variable("HOME", state).scalars().toList();
        return homes.size() == 1 ? homes.get(0) : Value.unknownWord("$HOME");
    }

    private Set<Path> found(Word place, ShellState state) {
        Optional<String> text = place.sample();
        if (text.isEmpty()) return Set.of();
        if (text.get().isEmpty()) return state.directories;
        Set<Path> found = new LinkedHashSet<>();
        try {
            for (Optional<Path> from : state.places()) {
                Optional<Path> path = Expander.path(text.get(), from);
                if (path.isEmpty()) return Set.of();
                found.add(path.get().normalize());
            }
        } catch (InvalidPathException e) {
            return Set.of();
        }
        return found;
    }

    private boolean isThere(Word place, ShellState state) {
        Set<Path> found = found(place, state);
        return !found.isEmpty()
                && found.stream()
                        .allMatch(path ->
                                walk.surroundings().view().isDirectory(path) && !state.touched.containsKey(path));
    }

    /** If it may fail, the shell may stay where it is. */
    private Outcome moved(Set<Path> to, boolean isSure, ShellState state) {
        ShellState failed = state.copy();
        failed.isDead |= isSure;
        state.earlierDirectories = state.directories;
        state.directories = to;
        return new Outcome(state, failed);
    }

    Outcome push(List<Word> arguments, ShellState state) {
        List<Set<Path>> stacked = new ArrayList<>(List.of(state.directories));
        stacked.addAll(state.stacked);
        if (arguments.size() != 1 || arguments.get(0).prefix().matches("[-+].*")) return moved(Set.of(), false, state);
        Outcome outcome = change(arguments, state);
        outcome.ok().stacked = List.copyOf(stacked);
        return outcome;
    }

    Outcome pop(ShellState state) {
        if (state.stacked.isEmpty()) return moved(Set.of(), false, state);
        Set<Path> to = state.stacked.get(0);
        state.stacked = state.stacked.subList(1, state.stacked.size());
        return moved(to, true, state);
    }
}
