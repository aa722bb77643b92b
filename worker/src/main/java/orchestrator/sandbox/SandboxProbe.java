package orchestrator.sandbox;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Tries if bubblewrap works here, by running something in it. */
public final class SandboxProbe {
    private static final int SECONDS_MAX = 10;
    private static final int SAID_BYTES_MAX = 4_000;
    private static final Path APPARMOR = Path.of("/proc/sys/kernel/apparmor_restrict_unprivileged_userns");
    private static final Path USER_NAMESPACES = Path.of("/proc/sys/user/max_user_namespaces");
    private static final Path DEBIAN_SWITCH = Path.of("/proc/sys/kernel/unprivileged_userns_clone");

    private final String searchPath;
    private Optional<Finding> found = Optional.empty();

    public SandboxProbe(Map<String, String> environment) {
        searchPath = environment.getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin");
    }

    /**
     * @param program bubblewrap; empty if there is none
     * @param problem why it does not work; empty if it works
     * @param remedy what to do about it; empty if it works
     */
    public record Finding(Optional<Path> program, String problem, String remedy) {
        public boolean works() {
            return problem.isEmpty();
        }

        public String inWords() {
            return works() ? "works" : problem + ". " + remedy;
        }
    }

    /** Looks once, and again only as long as it does not work: the user may have mended it. */
    public synchronized Finding find() {
        if (found.filter(Finding::works).isEmpty()) found = Optional.of(look());
        return found.get();
    }

    public static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private Finding look() {
        Optional<Path> program = Arrays.stream(searchPath.split(File.pathSeparator))
                .filter(directory -> directory.startsWith("/"))
                .map(directory -> Path.of(directory, "bwrap"))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
        if (!Files.exists(Path.of("/proc/self/ns/user")))
            return new Finding(program, "this system has no user namespaces", "The sandbox needs Linux.");
        if (program.isEmpty())
            return new Finding(
                    program,
                    "bubblewrap is not installed",
                    "Type:  sudo apt install bubblewrap  (other systems: the package `bubblewrap`).");
        return tryOut(program.get());
    }

    private static Finding tryOut(Path program) {
        try {
            Process process = new ProcessBuilder(BubblewrapArguments.probe(program, isRoot()))
                    .redirectErrorStream(true)
                    .directory(new File("/"))
                    .start();
            process.getOutputStream().close();
            boolean ended = process.waitFor(SECONDS_MAX, TimeUnit.SECONDS);
            if (!ended) process.destroyForcibly();
            if (!ended) return refused(program, "it did not answer within " + SECONDS_MAX + " s");
            String said = new String(process.getInputStream().readNBytes(SAID_BYTES_MAX), StandardCharsets.UTF_8);
            if (process.exitValue() == 0) return new Finding(Optional.of(program), "", "");
            return refused(program, said.strip());
        } catch (IOException e) {
            return refused(program, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return refused(program, "the look was interrupted");
        }
    }

    private static Finding refused(Path program, String said) {
        return new Finding(
                Optional.of(program),
                "bubblewrap cannot make a sandbox here: " + said.replaceAll("\\s+", " "),
                remedy(program, setting(APPARMOR), setting(USER_NAMESPACES), setting(DEBIAN_SWITCH)));
    }

    /** The settings by which systems refuse user namespaces to ordinary programs. */
    static String remedy(Path program, String apparmor, String namespaces, String debian) {
        if (apparmor.equals("1"))
            return "Ubuntu's AppArmor refuses user namespaces to programs without a profile. Type:  printf"
                    + " 'abi <abi/4.0>,\\ninclude <tunables/global>\\nprofile bwrap " + program
                    + " flags=(unconfined) {\\n  userns,\\n}\\n' | sudo tee /etc/apparmor.d/bwrap && sudo systemctl"
                    + " reload apparmor";
        if (namespaces.equals("0")) return "Type:  sudo sysctl user.max_user_namespaces=15000";
        if (debian.equals("0")) return "Type:  sudo sysctl kernel.unprivileged_userns_clone=1";
        return "In a container, its runtime must allow user namespaces (Docker: --security-opt seccomp=unconfined"
                + " --security-opt systempaths=unconfined).";
    }

    private static String setting(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException notOnThisSystem) {
            return "";
        }
    }
}
