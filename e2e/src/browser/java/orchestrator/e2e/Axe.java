package orchestrator.e2e;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Looks for what keeps people with disabilities from using a page, by the rules of axe-core. */
final class Axe {
    private static final String SCRIPT = script();
    private static final String SERIOUS = """
            async () => (await axe.run(document, {resultTypes: ['violations']})).violations
              .filter(({impact}) => ['serious', 'critical'].includes(impact))
              .map(({id, help, nodes}) => `${id}: ${help}: ${nodes.map(({html, failureSummary}) => `${html.slice(0, 200)} ${failureSummary}`).slice(0, 5).join(' | ')}`)
            """;

    private Axe() {}

    /** The serious and critical ones, with the elements that have them; empty if there are none. */
    static List<?> barriers(Page page) {
        if (Boolean.FALSE.equals(page.evaluate("() => Boolean(window.axe)"))) page.evaluate(SCRIPT);
        return (List<?>) page.evaluate(SERIOUS);
    }

    /** The script is in the jar of a library for tests. */
    private static String script() {
        try (InputStream in = Axe.class.getResourceAsStream("/axe.min.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read axe-core", e);
        }
    }
}
