package orchestrator.environment;

import java.util.Map;

/**
 * Keeps build tools from leaving a daemon behind. A daemon belongs to the run that started it: it would be paused and
 * ended with that run while it builds for another, and would use the first run's environment. The user's own settings
 * win. Tools that need an option or a file for this (Bazel, mvnd, sbt) are left alone.
 */
public final class BuildDaemons {
    private static final String GRADLE = "GRADLE_OPTS";
    private static final String GRADLE_SWITCH = "org.gradle.daemon";

    private static final Map<String, String> OFF = Map.of(
            "MSBUILDDISABLENODEREUSE", "1",
            "MSBUILDUSESERVER", "0",
            "DOTNET_CLI_USE_MSBUILD_SERVER", "0",
            // MSBuild reads variables as properties: these two are its compiler server and Razor's.
            "UseSharedCompilation", "false",
            "UseRazorBuildServer", "false",
            "NX_DAEMON", "false",
            "TURBO_DAEMON", "false",
            "PANTS_PANTSD", "false",
            // Rails' preloader.
            "DISABLE_SPRING", "1");

    private BuildDaemons() {}

    /**
     * @param environment of the process to start
     * @param ours of the worker
     */
    public static void switchOff(Map<String, String> environment, Map<String, String> ours) {
        OFF.forEach((name, off) -> environment.putIfAbsent(name, ours.getOrDefault(name, off)));
        if (ours.getOrDefault(GRADLE, "").contains(GRADLE_SWITCH)) return;
        String users = environment.getOrDefault(GRADLE, "");
        environment.put(GRADLE, (users + " -D" + GRADLE_SWITCH + "=false").strip());
    }
}
