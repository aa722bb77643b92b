package orchestrator.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Another user of this machine. Only root can become one; otherwise the same user acts, without our keys. */
final class Stranger {
    private static final String UID = "65534";
    private static final Path HOME = home();

    private Stranger() {}

    static String run(Path program, List<String> arguments, Map<String, String> environment) {
        if (!isRoot()) return ExternalCommand.run(program, arguments, environment, HOME);
        List<String> command =
                new ArrayList<>(List.of("--reuid=" + UID, "--regid=" + UID, "--clear-groups", "env", "-i"));
        environment.forEach((name, value) -> command.add(name + "=" + value));
        command.add("HOME=" + HOME);
        command.add(reachable(program).toString());
        command.addAll(arguments);
        return ExternalCommand.run(Path.of("/usr/bin/setpriv"), command, Map.of(), HOME);
    }

    private static boolean isRoot() {
        return new com.sun.security.auth.module.UnixSystem().getUid() == 0;
    }

    /** Copies the program, because root's programs may be in a directory that others cannot read. */
    private static Path reachable(Path program) {
        Path copy = HOME.resolve(program.getFileName());
        try {
            if (!Files.exists(copy)) Files.copy(program, copy, StandardCopyOption.COPY_ATTRIBUTES);
            Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwxr-xr-x"));
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot copy " + program, e);
        }
    }

    private static Path home() {
        try {
            Path directory = Files.createTempDirectory("stranger");
            return Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
