package orchestrator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import orchestrator.harness.OrchestratorApi;
import orchestrator.harness.Orchestrator;
import orchestrator.harness.Tools;

/** A real browser that shows the dashboard. */
final class Chromium implements AutoCloseable {

    private final Playwright playwright = Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    private final Browser browser = playwright
            .chromium()
            .launch(new LaunchOptions()
                    .setExecutablePath(Tools.chromium())
                    // Workers of a page do not share its permission for a certificate of its own.
                    .setArgs(List.of("--no-sandbox", "--renderer-process-limit=3", "--ignore-certificate-errors")));

    Page blank() {
        return browser.newPage();
    }

    /** @param complaints collects exceptions of the page's scripts and errors of the console */
    Page loggedIn(Orchestrator orchestrator, List<String> complaints) {
        return loggedIn(orchestrator, orchestrator.client().url(), complaints);
    }

    /** @param url where a proxy shows the page, with a certificate of its own */
    Page loggedIn(Orchestrator orchestrator, String url, List<String> complaints) {
        Page page = browser.newPage(new Browser.NewPageOptions().setIgnoreHTTPSErrors(true));
        return loggedIn(page, orchestrator, url, complaints);
    }

    /**
     * Tabs of one window: they share cookies, connections and workers. The first one is on the list. Without a window all
     * of them count as visible, and a machine without a graphics card would only draw their animations.
     */
    List<Page> tabs(int count, Orchestrator orchestrator, List<String> complaints) {
        BrowserContext window =
                browser.newContext(new Browser.NewContextOptions().setReducedMotion(ReducedMotion.REDUCE));
        List<Page> tabs = new ArrayList<>();
        for (int i = 0; i < count; i++) tabs.add(window.newPage());
        loggedIn(tabs.get(0), orchestrator, orchestrator.client().url(), complaints);
        tabs.forEach(tab -> tab.onPageError(complaints::add));
        return tabs;
    }

    private static Page loggedIn(
            Page page, Orchestrator orchestrator, String url, List<String> complaints) {
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) complaints.add(message.text());
        });
        OrchestratorApi api = orchestrator.client();
        String code =
                api.post("/api/v1/login-codes", Map.of()).json().path("code").asText();
        page.navigate(url + "/login?code=" + code);
        return page;
    }

    /** Screenshots for people, wide and as on a phone, light and dark. In each of them axe finds no serious barrier. */
    static void look(Page page, String what) {
        Path folder = Tools.checkout().resolve("e2e/target/screenshots");
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            String name = what + "-" + scheme.name().toLowerCase(Locale.ROOT) + ".png";
            page.setViewportSize(1280, 800);
            page.screenshot(new Page.ScreenshotOptions().setPath(folder.resolve("wide-" + name)));
            assertThat(Axe.barriers(page)).as("wide-" + name).isEmpty();
            page.setViewportSize(390, 844);
            page.screenshot(new Page.ScreenshotOptions().setPath(folder.resolve("phone-" + name)));
            assertThat(Axe.barriers(page)).as("phone-" + name).isEmpty();
        }
        page.setViewportSize(1280, 800);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
