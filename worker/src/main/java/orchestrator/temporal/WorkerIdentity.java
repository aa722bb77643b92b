package orchestrator.temporal;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import orchestrator.home.Fingerprint;
import orchestrator.home.MachineMark;

/** The identity with which a worker polls Temporal: {@code PID@ADDRESS data:FINGERPRINT on:MACHINE}. */
public record WorkerIdentity(String text) {
    private static final Pattern HERE = Pattern.compile("(\\d+)@\\S+ .*on:(\\S+)");

    /** The identity of this process. */
    public static WorkerIdentity here(String address, Fingerprint fingerprint) {
        return new WorkerIdentity(
                ProcessHandle.current().pid() + "@" + address + " " + fingerprint.mark() + " on:" + MachineMark.here());
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
        boolean isHere = matcher.matches() && matcher.group(2).equals(MachineMark.here());
        return isHere ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
    }
}
