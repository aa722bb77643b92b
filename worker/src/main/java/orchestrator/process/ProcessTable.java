package orchestrator.process;

import java.util.List;
import java.util.Optional;

/** The processes of this machine, as far as we may see them. */
public interface ProcessTable {

    /** One living process; zombies count as dead and are not listed. */
    record Entry(long pid, long parent, long session, String startTime) {}

    List<Entry> all();

    Optional<Entry> find(long pid);

    /** The value of {@link #MARKER} in the environment with which the process was started; empty where unknown. */
    String marker(long pid);

    String bootId();

    String MARKER = "ORCHESTRATOR_RUN";

    /** Whether exactly this process is alive. */
    default boolean isAlive(Identity identity) {
        return identity.bootId().equals(bootId())
                && find(identity.pid())
                        .filter(entry -> entry.startTime().equals(identity.startTime()))
                        .isPresent();
    }
}
