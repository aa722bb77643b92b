package orchestrator.guard.place;

import java.nio.file.Path;
import java.util.regex.Pattern;

/** Streams and files of processes, which exist by name only. */
final class ProcessFiles {
    /** Every process may use these; what stands behind a number was judged when it was opened. */
    private static final Pattern STREAM =
            Pattern.compile("/dev/(null|zero|full|random|urandom|tty|std(in|out|err)|fd/[0-9]{1,3})"
                    + "|/proc/(self|thread-self)/fd/[0-9]{1,3}");

    /** Ways through a process: its variables hold keys, its files are open whatever their names are. */
    private static final Pattern AWAY =
            Pattern.compile("/proc/[^/]+/(task/[^/]+/)?(environ|mem|cwd|root|fd|map_files|auxv|pagemap)(/.*)?");

    private static final Pattern OWN = Pattern.compile("/proc/(self|thread-self)/(environ|auxv|fd|cwd)");

    private ProcessFiles() {}

    static boolean isStream(Path plain) {
        return STREAM.matcher(plain.toString()).matches();
    }

    /** What a process knows of itself anyway. */
    static boolean isOwn(Path plain) {
        return OWN.matcher(plain.toString()).matches();
    }

    static boolean leadsAway(Path path) {
        return path.startsWith("/proc") && AWAY.matcher(path.toString()).matches();
    }
}
