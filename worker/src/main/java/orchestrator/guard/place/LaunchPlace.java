package orchestrator.guard.place;

import java.nio.file.Path;
import java.util.Map;
import orchestrator.home.Home;

/**
 * The launch whose {@link orchestrator.guard.Territory} is wanted.
 *
 * @param data our data directory
 * @param key of the session
 * @param run such as {@code claude-1}
 * @param checkouts directory of the session's checkouts, as {@code CheckoutLocation.beside} of its directory says
 * @param target the user's own directory; the workspace itself if there is no other
 * @param readOnly true for reviews and the like: they may write in their scratch directory only
 * @param privateTmp true if the sandbox gives the launch a {@code /tmp} of its own
 * @param environment of the worker, in which the config homes of other programs are named
 */
public record LaunchPlace(
        Path data,
        String key,
        String run,
        Path checkouts,
        Path workspace,
        Path target,
        boolean readOnly,
        boolean privateTmp,
        Map<String, String> environment) {
    public LaunchPlace {
        environment = Map.copyOf(environment);
    }

    /** For temporary files of this run, and its {@code TMPDIR}. */
    public Path scratch() {
        return session().resolve("scratch").resolve(run);
    }

    Path session() {
        return data.resolve("sessions").resolve(key);
    }

    Path runDirectory() {
        return session().resolve("runs").resolve(run);
    }

    public Path home() {
        return Home.userHome(environment);
    }
}
