package orchestrator.api.live;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * How many clients may follow events at a time.
 *
 * @param reason completes "… clients are following events already, "
 */
public record ClientLimit(int clients, String reason) {
    private static final int CLIENTS_MAX = 2_000;

    /** Kept for everything else: ordinary requests, Temporal, the event log, the program's own files. */
    private static final long OTHER_FILES = 500;

    /** For this process, each client of which is an open file. */
    public static ClientLimit ofThisProcess() {
        boolean isKnown = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean;
        return isKnown
                ? withFiles(ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class)
                        .getMaxFileDescriptorCount())
                : only(CLIENTS_MAX);
    }

    public static ClientLimit only(int clients) {
        return new ClientLimit(clients, "as many as this server serves at a time");
    }

    /** @param files that the process may have open */
    static ClientLimit withFiles(long files) {
        if (files - OTHER_FILES >= CLIENTS_MAX) return only(CLIENTS_MAX);
        int clients = (int) Math.max(20, files - OTHER_FILES);
        return new ClientLimit(clients, "as many as its limit of " + files + " open files (`ulimit -n`) allows");
    }

    String refusal() {
        return clients + " clients are following events already, " + reason + "; close one and try again.";
    }
}
