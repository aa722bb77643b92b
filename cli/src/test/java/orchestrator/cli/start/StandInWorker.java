package orchestrator.cli.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A worker that does nothing until it is stopped. */
public final class StandInWorker {
    /** The file that it writes to the data directory. */
    static final String READY = "stand-in-worker-is-ready";

    private StandInWorker() {}

    public static void main(String[] arguments) throws InterruptedException, IOException {
        Files.writeString(Path.of(System.getenv("ORCHESTRATOR_HOME"), READY), "");
        System.out.println("worker ready temporal=" + System.getenv("TEMPORAL_ADDRESS"));
        new CountDownLatch(1).await();
    }
}
