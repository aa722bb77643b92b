package orchestrator.cli.background;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The programs that run in the background, and the Java that runs them.
 *
 * @param build names the build, so that running processes of an older one are recognised
 * @param launcher the script that started this program; empty if unknown
 * @param archives directory of class archives, which speed up the next start; null for none
 */
public record Installation(
        Path javaHome,
        String classPath,
        String build,
        String workerMain,
        String apiMain,
        String launcher,
        @Nullable Path archives) {
    private static final int NATIVE_ACCESS_WARNS_SINCE = 24;

    public static Installation ofThisProcess() {
        String lib = System.getProperty("orchestrate.lib", "");
        Path home = Path.of(System.getProperty("java.home"));
        String worker = "orchestrator.worker.WorkerMain";
        String api = "orchestrator.api.ApiMain";
        String launcher = System.getProperty("orchestrate.launcher", "");
        if (lib.isEmpty()) {
            return new Installation(home, System.getProperty("java.class.path"), "none", worker, api, launcher, null);
        }
        Path parent = Path.of(lib).getParent();
        String build = parent == null ? lib : String.valueOf(parent.getFileName());
        return new Installation(home, Path.of(lib, "*").toString(), build, worker, api, launcher, archives(parent));
    }

    private static @Nullable Path archives(@Nullable Path buildDirectory) {
        return "off".equals(System.getenv("ORCHESTRATOR_ARCHIVE")) ? null : buildDirectory;
    }

    /** The class archive of the worker or the API, one per version of Java; empty for none. */
    public String archive(String name) {
        if (archives == null) return "";
        return archives.resolve(name + "-" + Runtime.version() + ".jsa").toString();
    }

    public List<String> worker() {
        return java(workerMain);
    }

    public List<String> api() {
        return java(apiMain);
    }

    private List<String> java(String main) {
        List<String> command = new ArrayList<>();
        command.add(javaHome.resolve("bin").resolve("java").toString());
        command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "-Dfile.encoding=UTF-8"));
        if (Runtime.version().feature() >= NATIVE_ACCESS_WARNS_SINCE) {
            command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        }
        command.addAll(List.of("-cp", classPath, main));
        return command;
    }
}
