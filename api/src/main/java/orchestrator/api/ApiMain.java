package orchestrator.api;

import io.javalin.util.JavalinBindException;
import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;
import orchestrator.api.live.ClientLimit;
import orchestrator.api.temporal.TemporalClient;
import orchestrator.eventlog.EventLogException;
import orchestrator.eventlog.store.EventStore;
import orchestrator.fault.FaultText;
import orchestrator.home.Fingerprint;
import orchestrator.home.SecretFile;

/** Runs the API and the dashboard until the process is asked to end. */
public final class ApiMain {
    private static final int FAILED = 1;
    private static final int BAD_INPUT = 2;
    private static final int CANNOT_BIND = 4;

    private ApiMain() {}

    public static void main(String[] args) {
        // Before the first logger is made.
        if (System.getProperty("logback.configurationFile") == null) {
            System.setProperty("logback.configurationFile", "api-logback.xml");
        }
        int code = run();
        // After an orderly end the process is already exiting, and waiting here would be for itself.
        if (code != 0) System.exit(code);
    }

    private static int run() {
        Settings settings;
        try {
            settings = Settings.of(System.getenv());
        } catch (IllegalArgumentException | UncheckedIOException e) {
            System.err.println("orchestrate api: " + FaultText.of(e));
            return BAD_INPUT;
        }
        try (EventStore store = EventStore.open(settings.home().eventStore());
                TemporalClient temporal = TemporalClient.connect(
                        settings.target(), Fingerprint.of(settings.home()), SecretFile.signingKey(settings.home()));
                ApiServer api = ApiServer.start(settings, store, temporal, ClientLimit.ofThisProcess())) {
            System.out.println("api ready http://" + settings.bind() + ":" + api.port());
            waitForTheEnd();
            return 0;
        } catch (JavalinBindException e) {
            System.err.println(cannotBind(settings));
            return CANNOT_BIND;
        } catch (EventLogException | UncheckedIOException | IllegalStateException e) {
            System.err.println("orchestrate api: " + FaultText.of(e));
            return FAILED;
        }
    }

    private static String cannotBind(Settings settings) {
        return "orchestrate api: cannot listen on " + settings.bind() + ":" + settings.port()
                + ": another program has this port, or the address is not this machine's.\n"
                + "  Choose another port:  orchestrate up --port " + (settings.port() + 1);
    }

    /** Returns when the process is asked to end, so that what is open is closed in order. */
    private static void waitForTheEnd() {
        Thread main = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            main.interrupt();
            try {
                main.join(5_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            // The process was asked to end.
        }
    }
}
