package orchestrator.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import orchestrator.cli.output.Finding;
import orchestrator.fault.FaultText;
import orchestrator.home.Home;

/** Findings about the data directory: write access and free space. */
final class DataDirectoryFindings {
    private static final long FREE_BYTES_MIN = 1_000_000_000;
    private static final String NAME = "data";
    private static final List<String> ELSEWHERE =
            List.of("export ORCHESTRATOR_HOME=/a/directory/of/your/own, on a writable disk with free space");

    private DataDirectoryFindings() {}

    static List<Finding> of(Home home) {
        return List.of(writable(home.directory()), room(home.directory()));
    }

    /** There is no usable data directory. */
    static Finding unusable(RuntimeException why) {
        return Finding.missing(NAME, String.valueOf(why.getMessage()), ELSEWHERE);
    }

    private static Finding writable(Path directory) {
        try {
            Files.delete(Files.createTempFile(directory, "doctor", ".tmp"));
            return Finding.good(NAME, directory + " can be written");
        } catch (IOException e) {
            return Finding.missing(NAME, "cannot write in " + directory + ": " + FaultText.of(e), ELSEWHERE);
        }
    }

    private static Finding room(Path directory) {
        try {
            return room(Files.getFileStore(directory).getUsableSpace(), directory);
        } catch (IOException e) {
            return Finding.missing(
                    "disk", "cannot find out how much space is free in " + directory + ": " + e, ELSEWHERE);
        }
    }

    static Finding room(long free, Path directory) {
        String words = String.format(Locale.ROOT, "%.1f GB free", free / 1e9);
        if (free >= FREE_BYTES_MIN) return Finding.good("disk", words);
        return Finding.missing(
                "disk", "only " + words + " for " + directory, List.of("free 1 GB there", ELSEWHERE.get(0)));
    }
}
