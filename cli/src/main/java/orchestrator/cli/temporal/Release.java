package orchestrator.cli.temporal;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The official release of Temporal's command line that we download if none is installed, for one kind of machine. */
record Release(String version, String system, String processor) {
    static final String VERSION = "1.5.1";

    /** Archives whose SHA-256 is known here. For others the release's own list counts. */
    private static final Map<String, String> PINNED = Map.of(
            "linux_amd64", "ddc95e08b0b076efd4ea9733a3f488eb7d2be875f8834e616cd2a37358b4852d",
            "darwin_amd64", "bbb73e2a31135abe50a1f1cdb35030c42961df618e8ce9c60ae89f201540c5d9",
            "darwin_arm64", "cca01b7ea35ad56e2a328d9ae596bf716bd22313ef63c7a761c88354457c2415");

    /** Empty for a machine without a release. */
    static Optional<Release> forThisMachine() {
        return of(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    static Optional<Release> of(String osName, String osArch) {
        String os = osName.toLowerCase(Locale.ROOT);
        String system = os.contains("mac") ? "darwin" : os.contains("linux") ? "linux" : "";
        String processor = switch (osArch) {
            case "amd64", "x86_64" -> "amd64";
            case "aarch64", "arm64" -> "arm64";
            default -> "";
        };
        if (system.isEmpty() || processor.isEmpty()) return Optional.empty();
        return Optional.of(new Release(VERSION, system, processor));
    }

    String archive() {
        return "temporal_cli_" + version + "_" + system + "_" + processor + ".tar.gz";
    }

    Optional<String> pinnedDigest() {
        return Optional.ofNullable(PINNED.get(system + "_" + processor));
    }

    /** This archive's digest in the release's {@code checksums.txt}. */
    Optional<String> digestIn(String checksums) {
        return checksums
                .lines()
                .map(line -> line.strip().split("\\s+\\*?"))
                .filter(parts -> parts.length == 2 && parts[1].equals(archive()))
                .map(parts -> parts[0].toLowerCase(Locale.ROOT))
                .filter(digest -> digest.matches("[0-9a-f]{64}"))
                .findFirst();
    }
}
