package orchestrator.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import io.temporal.worker.WorkerFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import orchestrator.harness.Orchestrator;
import orchestrator.harness.ScratchDirectory;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** An API whose sessions are stand-ins that ask two things, and a browser that shows them. */
final class AskingPage implements BeforeAllCallback, AfterAllCallback {
    static final double PATIENCE_MILLIS = 20_000;

    final Orchestrator orchestrator;
    final Chromium chromium = new Chromium();
    /** Errors of the page's scripts and its console. */
    final List<String> complaints = new ArrayList<>();

    private WorkerFactory sessions;

    AskingPage(String name) {
        orchestrator = Orchestrator.prepare(ScratchDirectory.directory(name), Map.of());
    }

    @Override
    public void beforeAll(ExtensionContext test) {
        sessions = AskingSession.at(orchestrator.temporal().address(), orchestrator.home());
        orchestrator.startApi();
    }

    @Override
    public void afterAll(ExtensionContext test) {
        chromium.close();
        sessions.shutdownNow();
        sessions.awaitTermination(5, TimeUnit.SECONDS);
        orchestrator.close();
    }

    /** Starts a session in a target of its own. */
    String begin(String name) {
        return orchestrator.client().create("Add a --json flag", orchestrator.target(name, true));
    }

    Page loggedIn() {
        return chromium.loggedIn(orchestrator, complaints);
    }

    /** A new tab that shows this session with both of its questions. */
    Page shown(String session) {
        Page page = loggedIn();
        page.navigate(orchestrator.client().url() + "/#/s/" + session);
        assertThat(page.locator("section.needs form")).hasCount(2, new HasCountOptions().setTimeout(PATIENCE_MILLIS));
        return page;
    }

    void hasNoComplaint() {
        assertThat(complaints).isEmpty();
    }
}
