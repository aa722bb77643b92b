package orchestrator.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import orchestrator.fault.FaultText;
import orchestrator.home.PathName;

/** Finds the real directories of a project. */
final class WatchedPaths {
    private WatchedPaths() {}

    /** @param isChanged true if repairs are written there */
    static Path target(String given, boolean isChanged) throws ProjectRefused {
        Path target = Path.of(given);
        if (!Files.exists(target)) throw new ProjectRefused("the project " + given + " does not exist on this host");
        if (!Files.isDirectory(target)) throw new ProjectRefused("the project " + given + " is not a directory");
        if (!Files.isReadable(target))
            throw new ProjectRefused("the project " + given + " cannot be read. Check its permissions");
        if (isChanged && !Files.isWritable(target))
            throw new ProjectRefused("the project " + given + " cannot be written to, so nothing could be repaired."
                    + " Check its permissions, or have broken tests only reported: orchestrate watch --report-only");
        Path real = real(target);
        if (PathName.hasControlCharacter(real))
            throw new ProjectRefused("the project " + PathName.shown(real)
                    + " has a line break or another control character in its name. Give it another name");
        return real;
    }

    /** Relative to the target, with slashes; empty if the whole target is among them. */
    static List<String> below(Path target, List<String> given) throws ProjectRefused {
        List<String> relative = new ArrayList<>();
        for (String path : given) {
            Path place = target.resolve(path).normalize();
            if (!Files.exists(place))
                throw new ProjectRefused("there is no " + place + " to watch. Name files or directories of " + target);
            Path real = real(place);
            if (!real.startsWith(target))
                throw new ProjectRefused(place + " is not in " + target + ", so it cannot be watched with that project."
                        + " Watch it as a project of its own: orchestrate watch " + real);
            if (real.equals(target)) return List.of();
            relative.add(target.relativize(real).toString());
        }
        return relative.stream().distinct().toList();
    }

    private static Path real(Path path) throws ProjectRefused {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            throw new ProjectRefused(path + " cannot be read: " + FaultText.of(e));
        }
    }
}
