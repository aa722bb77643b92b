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
 * The identity with which a worker polls Temporal: {@code PID@ADDRESS data:FINGERPRINT on:MACHINE}. A machine here is
 * one boot and one PID namespace, so a pid is looked up only there.
 */
public record WorkerIdentity(String text) {
    private static final Pattern HERE = Pattern.compile("(\\d+)@\\S+ .*on:(\\S+)");

    /** The identity of this process. */
    public static WorkerIdentity here(String address, Fingerprint fingerprint) {
        return new WorkerIdentity(
                ProcessHandle.current().pid() + "@" + address + " " + fingerprint.mark() + " on:" + machine());
    }

    /** Empty for programs that are not ours. */
    Optional<Fingerprint> fingerprint() {
        return Fingerprint.in(text);
    }

    /** False if its process was on this machine and is gone. A worker on another machine counts as alive. */
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
