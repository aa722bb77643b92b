package orchestrator.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScreenTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void without_a_terminal_each_line_is_printed_once() {
        PlainScreen screen = new PlainScreen(out);

        screen.show(Samples.json(Samples.WORKING));
        screen.show(Samples.json(Samples.WORKING));
        screen.print(List.of(Line.plain("an event")));
        screen.show(Samples.json(Samples.WORKING.replace("\"working\"", "\"done\"")));

        assertThat(printed().lines())
                .containsExactly(
                        "working · claude-2 (implementer): Write it",
                        "an event",
                        "done · claude-2 (implementer): Write it");
        assertThat(printed()).doesNotContain("\u001b");
    }

    @Test
    void on_a_terminal_the_cards_are_redrawn_below_the_events() {
        TerminalScreen screen = new TerminalScreen(out, new TerminalSize(), Clock.fixed(Samples.NOW, ZoneOffset.UTC));

        screen.show(Samples.json(Samples.WORKING));
        bytes.reset();
        screen.show(Samples.json(Samples.WORKING));
        assertThat(printed()).as("nothing has changed").isEmpty();
        screen.print(List.of(Line.plain("an event")));

        assertThat(printed())
                .startsWith("\r\u001b[3A\u001b[Jan event\n\u001b[?7l")
                .endsWith("\u001b[?7h");
        assertThat(printed()).containsOnlyOnce("claude-2  implementer");
    }

    @Test
    void on_a_terminal_questions_and_recoveries_are_coloured() {
        TerminalScreen screen = new TerminalScreen(out, new TerminalSize(), Clock.fixed(Samples.NOW, ZoneOffset.UTC));
        String state = Samples.WORKING
                .replace("\"status\": \"running\"", "\"status\": \"needs_you\"")
                .replace("\"kind\": \"none\"", "\"kind\": \"needs_you\"");

        screen.show(Samples.json(state));
        screen.print(List.of(EventLine.shown(Samples.json("{\"type\": \"recovery\"}"), ZoneOffset.UTC)));

        assertThat(printed())
                .contains("\u001b[1;33m  needs you:", "\u001b[1;33m  claude-2  implementer  needs you (launch 2)")
                .contains("\u001b[36m⟳ --:--:-- session recovery\u001b[0m");
    }
}
