package orchestrator.guard.policy;

import java.nio.file.Path;

/** Where policies lie. */
public final class PolicyPaths {
    private PolicyPaths() {}

    /** The user's, in the data directory, which no agent may write. */
    public static Path ofUser(Path data) {
        return data.resolve("policy.yaml");
    }

    public static Path ofProject(Path target) {
        return target.resolve(".orchestrator").resolve("policy.yaml");
    }

    /** The project's as it was when a launch began, in its directory. */
    public static Path ofLaunch(Path launchDirectory) {
        return launchDirectory.resolve("project-policy.yaml");
    }
}
