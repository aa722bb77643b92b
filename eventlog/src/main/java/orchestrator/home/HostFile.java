package orchestrator.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The file in which workers keep the name of their host, bound to machine and PID namespace. */
public record HostFile(Path file) {

    public static HostFile of(Home home) {
        return new HostFile(home.file("host"));
    }

    /** The host's name; empty if the file is missing or was written on another machine. */
    public Optional<String> idHere() {
        try {
            if (!Files.exists(file)) return Optional.empty();
            String[] kept = Files.readString(file).split("\n", 2);
            boolean isHere = kept.length == 2 && kept[1].equals(machine() + "\n");
            return isHere ? Optional.of(kept[0]) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the host's name in " + file, e);
        }
    }

    public void keep(String id) {
        try {
            Files.writeString(file, id + "\n" + machine() + "\n", StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the host's name in " + file, e);
        }
    }

    private static String machine() {
        return firstOf("/etc/machine-id", "/var/lib/dbus/machine-id") + " " + pidNamespace();
    }

    private static String pidNamespace() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
        } catch (IOException | UnsupportedOperationException noProc) {
            return "-";
        }
    }

    private static String firstOf(String... files) {
        for (String file : files) {
            try {
                return Files.readString(Path.of(file)).trim();
            } catch (IOException next) {
                // This system has none.
            }
        }
        return System.getProperty("os.name");
    }
}
