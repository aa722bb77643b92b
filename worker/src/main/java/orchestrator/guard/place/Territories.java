package orchestrator.guard.place;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import orchestrator.guard.FileView;
import orchestrator.guard.Territory;
import orchestrator.guard.policy.PolicyPaths;

/** Finds the territory of a launch. What does not exist is listed too: it may be made later. */
public final class Territories {
    private Territories() {}

    public static Territory of(LaunchPlace place, FileView files) {
        HomeFiles home = new HomeFiles(place.home(), place.environment());
        Path workspace = files.real(place.workspace());
        return new Territory(
                workspace,
                real(files, writable(place, home)),
                real(files, refused(place, home)),
                real(files, secret(place, home)),
                files.real(place.home()),
                files.real(place.scratch()),
                real(files, readable(place)));
    }

    private static List<Path> writable(LaunchPlace place, HomeFiles home) {
        List<Path> all = new ArrayList<>();
        if (!place.readOnly()) all.addAll(List.of(place.workspace(), place.target()));
        all.add(place.scratch());
        all.addAll(home.plans());
        if (place.privateTmp()) all.addAll(List.of(Path.of("/tmp"), Path.of("/var/tmp")));
        return all;
    }

    private static List<Path> refused(LaunchPlace place, HomeFiles home) {
        List<Path> all = ours(place);
        all.addAll(home.agentHomes());
        all.addAll(home.startedLater());
        all.addAll(home.credentials());
        all.add(PolicyPaths.ofProject(place.workspace()));
        all.add(PolicyPaths.ofProject(place.target()));
        return all;
    }

    private static List<Path> secret(LaunchPlace place, HomeFiles home) {
        List<Path> all = ours(place);
        all.addAll(home.credentials());
        return all;
    }

    /** Token, key, records and checkouts of all sessions. */
    private static List<Path> ours(LaunchPlace place) {
        List<Path> all = new ArrayList<>(List.of(place.data()));
        if (!place.checkouts().startsWith(place.data()))
            all.add(place.checkouts().getParent());
        return all;
    }

    /** The target, the checkouts of the same session, and what Gemini CLI keeps of long outputs for the model to read. */
    private static List<Path> readable(LaunchPlace place) {
        return List.of(
                place.target(),
                place.checkouts().resolve("trees"),
                place.checkouts().resolve("copies"),
                place.checkouts().resolve("result"),
                place.session().resolve("repository.git"),
                place.runDirectory().resolve("gemini-home/.gemini/tmp"));
    }

    private static List<Path> real(FileView files, List<Path> paths) {
        Set<Path> all = new LinkedHashSet<>();
        paths.forEach(path -> all.add(files.real(path)));
        return List.copyOf(all);
    }
}
