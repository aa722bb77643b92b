package orchestrator.cli.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.List;

/** Prints plain lines, for files and pipes; of the state it prints only changes. */
public final class PlainScreen implements Screen {
    private static final int COLUMNS = 140;

    private final PrintStream out;
    private String shown = "";
    private List<String> asked = List.of();

    public PlainScreen(PrintStream out) {
        this.out = out;
    }

    @Override
    public void print(List<Line> lines) {
        lines.forEach(line -> out.println(line.text()));
    }

    @Override
    public void show(JsonNode state) {
        String line = line(state);
        if (!line.equals(shown)) out.println(line);
        shown = line;
        List<String> items = OpenItemLines.lines(state, COLUMNS);
        if (!items.equals(asked)) items.forEach(item -> out.println("  " + item));
        asked = items;
    }

    private static String line(JsonNode state) {
        StringBuilder line = new StringBuilder(DisplayText.outcome(state));
        String step = DisplayText.clean(state.path("currentStep").asText(""));
        if (!step.isEmpty()) line.append(" · ").append(step);
        String standing = HoldLines.words(state);
        if (!standing.isEmpty()) line.append(" · ").append(standing);
        String troubles = TroubleLines.words(state);
        if (!troubles.isEmpty()) line.append(" · ").append(troubles);
        return line.toString();
    }

    @Override
    public void close() {
        out.flush();
    }
}
