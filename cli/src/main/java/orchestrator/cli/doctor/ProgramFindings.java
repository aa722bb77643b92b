package orchestrator.cli.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import orchestrator.cli.output.Finding;
import orchestrator.cli.temporal.Executables;

/** Findings about other programs: Java, git, curl, setsid and ps. */
final class ProgramFindings {
    private static final int JDK_MIN = 17;
    private static final int ANSWER_SECONDS_MAX = 5;
    private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)+");

    private final String searchPath;

    ProgramFindings(String searchPath) {
        this.searchPath = searchPath;
    }

    static Finding jdk(Runtime.Version version, Path home) {
        String words = version.feature() + " (" + version + ") · " + home;
        if (version.feature() >= JDK_MIN) return Finding.good("JDK", words);
        return Finding.missing("JDK", words, List.of("install JDK " + JDK_MIN + " or newer and set JAVA_HOME to it"));
    }

    Finding git() {
        List<String> remedies = List.of("install it:  apt install git, dnf install git or xcode-select --install");
        return version("git").orElse(Finding.missing("git", "not found, or it does not run", remedies));
    }

    Finding curl() {
        List<String> remedies = List.of("install it:  apt install curl, dnf install curl or brew install curl");
        return version("curl").orElse(Finding.lacking("curl", "not found, or it does not run", remedies));
    }

    /** setsid, which small systems lack. No finding if it is there. */
    Optional<Finding> session() {
        boolean known = Executables.find("setsid", searchPath)
                .or(() -> Executables.find("perl", searchPath))
                .isPresent();
        return known
                ? Optional.empty()
                : Optional.of(Finding.lacking(
                        "setsid",
                        "not found, nor perl: background processes stay in the session of this terminal",
                        List.of("install it:  apt install util-linux or apk add setsid")));
    }

    /** ps, which is needed without {@code /proc} to find the processes of an agent. */
    Optional<Finding> processes() {
        boolean known = Files.isReadable(Path.of("/proc/self/stat"))
                || Executables.find("ps", searchPath).isPresent();
        return known
                ? Optional.empty()
                : Optional.of(Finding.missing(
                        "ps",
                        "not found, and there is no /proc: agents can be neither paused nor stopped",
                        List.of("install it:  apt install procps, or mount /proc")));
    }

    private Optional<Finding> version(String name) {
        return Executables.find(name, searchPath)
                .flatMap(program -> ask(program).map(version -> Finding.good(name, version + " · " + program)));
    }

    /** Empty if it does not run: on macOS it may only print how to install it. */
    private static Optional<String> ask(Path program) {
        try {
            Process process = new ProcessBuilder(program.toString(), "--version")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(ANSWER_SECONDS_MAX, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Optional.empty();
            }
            String said = new String(process.getInputStream().readNBytes(4_096), StandardCharsets.UTF_8);
            if (process.exitValue() != 0) return Optional.empty();
            Matcher number = NUMBER.matcher(said);
            return Optional.of(number.find() ? number.group() : "unknown version");
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
