package orchestrator.temporal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import orchestrator.home.Fingerprint;

/**
 * As whom a worker asks Temporal for tasks: {@code PID@ADDRESS data:FINGERPRINT on:MACHINE}. The machine is one boot and one
 * PID namespace, so that a pid can be looked up where it means something.
 */
public record WorkerIdentity(String text) {
    private static final Pattern HERE = Pattern.compile("(\\d+)@\\S+ .*on:(\\S+)");

    /** Of this process. */
    public static WorkerIdentity here(String address, Fingerprint fingerprint) {
        return new WorkerIdentity(
                ProcessHandle.current().pid() + "@" + address + " " + fingerprint.mark() + " on:" + machine());
    }

    /** Empty for programs that are not of ours, and for workers of releases that did not say. */
    Optional<Fingerprint> fingerprint() {
        return Fingerprint.in(text);
    }

    /** False where its process was on this machine and is gone; a worker on another one is taken to be alive. */
    boolean mayLive() {
        OptionalLong pid = pidHere();
        return pid.isEmpty() || ProcessHandle.of(pid.getAsLong()).isPresent();
    }

    private OptionalLong pidHere() {
        Matcher matcher = HERE.matcher(text);
        boolean isHere = matcher.matches() && matcher.group(2).equals(machine());
        return isHere ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
    }

    private static String machine() {
        try {
            String boot =
                    Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
            String pids = Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
            return boot.substring(0, 8) + "/" + pids.replaceAll("[^0-9]", "");
        } catch (IOException | UnsupportedOperationException noProc) {
            return "unknown-" + ProcessHandle.current().pid();
        }
    }
}
