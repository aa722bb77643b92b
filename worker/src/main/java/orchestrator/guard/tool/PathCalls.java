package orchestrator.guard.tool;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import orchestrator.guard.FileRules;
import orchestrator.guard.GuardDecision;

/** Judges the paths of a call as the agent wrote them. */
final class PathCalls {
    private final FileRules rules;
    private final Path home;

    PathCalls(FileRules rules, Path home) {
        this.rules = rules;
        this.home = home;
    }

    GuardDecision write(List<String> paths, Path directory) {
        return each(paths, directory, rules::write);
    }

    GuardDecision read(List<String> paths, Path directory) {
        return each(paths, directory, rules::read);
    }

    private GuardDecision each(List<String> paths, Path directory, Function<Path, GuardDecision> rule) {
        if (PathFields.isTooMuch(paths)) return GuardDecision.deny("too-many-paths", "this call names too many files.");
        List<GuardDecision> all = new ArrayList<>();
        try {
            for (String path : paths) {
                for (Path meant : meanings(path, directory)) all.add(rule.apply(meant));
            }
        } catch (InvalidPathException e) {
            return GuardDecision.deny("path", "no file can have this name: " + e.getReason() + ".");
        }
        return GuardDecision.strictest(all);
    }

    /** Some programs take {@code ~} for the home directory, some do not. */
    List<Path> meanings(String path, Path directory) {
        String plain = path.startsWith("file:") ? path.replaceFirst("^file:/*", "/") : path;
        Path literal = directory.resolve(plain);
        if (plain.equals("~")) return List.of(literal, home);
        return plain.startsWith("~/") ? List.of(literal, home.resolve(plain.substring(2))) : List.of(literal);
    }
}
