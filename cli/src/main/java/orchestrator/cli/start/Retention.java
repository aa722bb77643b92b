package orchestrator.cli.start;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import orchestrator.cli.output.ProgressOutput;
import orchestrator.cli.temporal.Address;
import orchestrator.fault.FaultText;
import orchestrator.home.Home;
import orchestrator.home.TemporalTarget;

/** Sets the retention of our Temporal to 90 days, once. A dev server would forget closed sessions after a day. */
final class Retention {
    private static final String KEPT = "2160h";
    private static final int SECONDS_MAX = 20;

    private final Path marker;
    private final String namespace;
    private final ProgressOutput progress;

    Retention(Home home, String namespace, ProgressOutput progress) {
        String whose =
                namespace.equals(TemporalTarget.USUAL_NAMESPACE) ? "" : "-" + Integer.toHexString(namespace.hashCode());
        this.marker = home.file("temporal").resolve("retention-" + KEPT + whose);
        this.namespace = namespace;
        this.progress = progress;
    }

    boolean isSet() {
        return Files.exists(marker);
    }

    /** Needs a server that answers. A failure is reported and stops nothing else. */
    void set(Path temporal, Address address) {
        try {
            Process process = command(temporal, address).start();
            process.getOutputStream().close();
            if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("no answer within " + SECONDS_MAX + " s");
            }
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.exitValue() != 0) throw new IOException(said.strip());
            Files.writeString(marker, "");
        } catch (IOException e) {
            progress.say("Temporal will forget closed sessions after a day, because its retention could not be set: "
                    + FaultText.of(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ProcessBuilder command(Path temporal, Address address) {
        ProcessBuilder builder = new ProcessBuilder(
                        temporal.toString(),
                        "operator",
                        "namespace",
                        "update",
                        "--namespace",
                        namespace,
                        "--retention",
                        KEPT,
                        "--address",
                        address.toString())
                .redirectErrorStream(true);
        // The user's settings for other servers must not interfere.
        builder.environment().keySet().removeIf(name -> name.startsWith("TEMPORAL_"));
        return builder;
    }
}
