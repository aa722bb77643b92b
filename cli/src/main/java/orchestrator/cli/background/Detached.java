package orchestrator.cli.background;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import orchestrator.cli.temporal.Executables;

/** The command prefix that detaches a process from the terminal. macOS has no setsid command, but Perl. */
final class Detached {
    private Detached() {}

    static List<String> prefix() {
        Optional<Path> setsid = Executables.find("setsid", path());
        if (setsid.isPresent()) return List.of(setsid.get().toString());
        Optional<Path> perl = Executables.find("perl", path());
        if (perl.isPresent()) {
            return List.of(perl.get().toString(), "-e", "use POSIX qw(setsid); setsid(); exec { $ARGV[0] } @ARGV");
        }
        // The supervisor ignores a hang-up itself.
        return List.of();
    }

    private static String path() {
        return Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin:/bin");
    }
}
