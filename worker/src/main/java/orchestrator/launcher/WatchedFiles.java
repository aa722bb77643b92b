package orchestrator.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import orchestrator.agent.LaunchSpec;
import orchestrator.guard.place.LaunchPlace;
import orchestrator.sandbox.GitDirectories;
import orchestrator.tamper.WatchedPath;
import orchestrator.tamper.WatchedPath.Keeper;

/** The files that a launch must not change, and that are compared before and after it. */
final class WatchedFiles {
    private WatchedFiles() {}

    static List<WatchedPath> of(HostContext host, LaunchPlace place, LaunchSpec spec) throws IOException {
        List<WatchedPath> all = new ArrayList<>(WatchedPath.ofData(host.home().directory()));
        host.agents().of(place.key()).all().stream()
                .flatMap(agent -> agent.state(spec, host.environment()).directories().stream())
                .distinct()
                .map(WatchedPath::ofState)
                .forEach(all::addAll);
        List<Path> seen = new ArrayList<>();
        for (Path checkout : List.of(place.workspace(), place.target())) {
            Optional<GitDirectories> git = GitDirectories.of(checkout.toRealPath());
            if (git.isEmpty() || seen.contains(git.get().common())) continue;
            seen.add(git.get().common());
            boolean isOurs = git.get().common().startsWith(session(host, place));
            all.addAll(WatchedPath.ofGit(git.get().common(), isOurs ? Keeper.NOBODY : Keeper.USER));
        }
        return all;
    }

    private static Path session(HostContext host, LaunchPlace place) throws IOException {
        return host.home().session(place.key()).toRealPath();
    }
}
