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

    /**
     * For programs that mostly wait, on machines that agents keep busy. By default, Java would begin with a sixty-fourth of
     * the memory, and would optimise code when a burst comes, which takes more time and memory than the burst. Java 17
     * would also wake up 20 times a second for counters that nobody reads, and any Java 4 times for locks to free.
     */
    static final List<String> OPTIONS = List.of(
            "-Xms64m",
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:-UsePerfData",
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:AsyncDeflationInterval=5000",
            "-Dfile.encoding=UTF-8");

    /** Room for the pages of events that clients still need. Else a flood moves them among the old objects, and stops all. */
    static final List<String> API_OPTIONS = List.of("-Xmn32m", "-XX:SurvivorRatio=6");

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
        return java(workerMain, List.of());
    }

    /** A worker that waits as a standby while another one of the same supervisor serves. */
    public List<String> supervisedWorker() {
        List<String> command = new ArrayList<>(worker());
        // Java never makes the heap smaller than it was at first, which by default is a part of the machine's memory.
        command.add(1, "-Xms64m");
        command.add("supervised");
        return command;
    }

    public List<String> api() {
        return java(apiMain, API_OPTIONS);
    }

    private List<String> java(String main, List<String> options) {
        List<String> command = new ArrayList<>();
        command.add(javaHome.resolve("bin").resolve("java").toString());
        command.addAll(OPTIONS);
        command.addAll(options);
        if (Runtime.version().feature() >= NATIVE_ACCESS_WARNS_SINCE) {
            command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        }
        command.addAll(List.of("-cp", classPath, main));
        return command;
    }
}
