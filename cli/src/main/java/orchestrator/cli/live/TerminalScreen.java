package orchestrator.cli.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;

/** Redraws the cards at the bottom in place, while events scroll by above them. */
public final class TerminalScreen implements Screen {
    private static final String CLEAR_BELOW = "\u001b[J";
    private static final String NO_WRAP = "\u001b[?7l";
    private static final String WRAP = "\u001b[?7h";

    private final PrintStream out;
    private final TerminalSize size;
    private final Clock clock;
    private List<Line> board = List.of();

    public TerminalScreen(PrintStream out, TerminalSize size, Clock clock) {
        this.out = out;
        this.size = size;
        this.clock = clock;
    }

    @Override
    public void print(List<Line> lines) {
        if (!lines.isEmpty()) draw(lines, board);
    }

    @Override
    public void show(JsonNode state) {
        int rows = Math.max(1, size.rows() - 1);
        List<Line> lines = Board.lines(state, clock.instant(), size.columns(), rows);
        List<Line> visible = lines.size() > rows ? lines.subList(0, rows) : lines;
        if (!visible.equals(board)) draw(List.of(), visible);
    }

    /** Writes each picture at once, so that it does not flicker. Lines do not wrap, so that their number is known. */
    private void draw(List<Line> above, List<Line> next) {
        StringBuilder picture = new StringBuilder("\r");
        if (board.size() > 1) picture.append("\u001b[").append(board.size() - 1).append('A');
        picture.append(CLEAR_BELOW);
        above.forEach(line -> picture.append(line.coloured()).append('\n'));
        picture.append(NO_WRAP)
                .append(next.stream().map(Line::coloured).collect(Collectors.joining("\n")))
                .append(WRAP);
        board = List.copyOf(next);
        out.print(picture);
        out.flush();
    }

    @Override
    public void close() {
        if (!board.isEmpty()) out.println();
        board = List.of();
        out.flush();
    }
}
