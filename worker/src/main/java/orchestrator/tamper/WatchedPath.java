package orchestrator.tamper;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import orchestrator.agent.StateDirectory;

/**
 * A file that no agent may change, or a directory of such.
 *
 * @param keeper who else changes it
 */
public record WatchedPath(Path path, Keeper keeper) {

    public enum Keeper {
        /** Nobody: it is put back. */
        NOBODY,
        /** The user may edit it at any time, so it is only reported. */
        USER,
        /** The user's own commands change it in passing. */
        OUR_COMMANDS
    }

    /** Programs change these themselves. */
    private static final Set<String> CHANGING = Set.of("plugins/", "skills/");

    /** What starts programs, or is shared with the user, in a git directory. */
    public static List<WatchedPath> ofGit(Path directory, Keeper keeper) {
        List<WatchedPath> all = new ArrayList<>();
        for (String name : List.of("config", "config.worktree", "hooks", "info/attributes"))
            all.add(new WatchedPath(directory.resolve(name), keeper));
        if (keeper == Keeper.USER) all.add(new WatchedPath(directory.resolve("refs/stash"), keeper));
        return all;
    }

    public static List<WatchedPath> ofData(Path data) {
        List<WatchedPath> all = new ArrayList<>();
        for (String name : List.of("token", "key", "policy.yaml"))
            all.add(new WatchedPath(data.resolve(name), Keeper.USER));
        all.add(new WatchedPath(data.resolve("trusted"), Keeper.OUR_COMMANDS));
        return all;
    }

    /** Settings of an agent's program. */
    public static List<WatchedPath> ofState(StateDirectory state) {
        return state.fixed().stream()
                .filter(name -> !CHANGING.contains(name))
                .sorted()
                .map(name -> new WatchedPath(state.directory().resolve(name), Keeper.USER))
                .toList();
    }
}
