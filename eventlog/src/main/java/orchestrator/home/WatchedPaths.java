package orchestrator.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import orchestrator.fault.FaultText;
import orchestrator.home.WorkDirectory.Unusable;

/** Finds the real directories of a watched project. */
public final class WatchedPaths {
    private WatchedPaths() {}

    /** @param isChanged true if repairs are written there */
    public static Path target(String given, boolean isChanged) throws Unusable {
        Path target = WorkDirectory.checkReadable(WorkDirectory.path(given, "the project"), "the project");
        if (isChanged && !Files.isWritable(target))
            throw new Unusable(
                    "cannot repair anything in " + given + ": you have no permission to write there.",
                    "Change its permissions, or have broken tests only reported:  orchestrate watch --report-only");
        return target;
    }

    /** Relative to the target, with slashes; empty if the whole target is among them. */
    public static List<String> below(Path target, List<String> given) throws Unusable {
        List<String> relative = new ArrayList<>();
        for (String path : given) {
            Path place =
                    target.resolve(WorkDirectory.path(path, "a path to watch")).normalize();
            if (!Files.exists(place))
                throw new Unusable(
                        "there is no " + place + " to watch.", "Name files or directories of " + target + ".");
            Path real = real(place);
            if (!real.startsWith(target))
                throw new Unusable(
                        place + " is not in " + target + ", so it cannot be watched with that project.",
                        "Watch it as a project of its own:  orchestrate watch " + real);
            if (real.equals(target)) return List.of();
            relative.add(target.relativize(real).toString());
        }
        return relative.stream().distinct().toList();
    }

    private static Path real(Path path) throws Unusable {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            throw new Unusable(path + " cannot be read: " + FaultText.of(e) + ".", "Name another.");
        }
    }
}
