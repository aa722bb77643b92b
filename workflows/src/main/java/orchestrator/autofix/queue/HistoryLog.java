package orchestrator.autofix.queue;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import orchestrator.autofix.AutoFixState.HistoryLine;
import orchestrator.text.Text;

/** The newest lines about what happened in a project. */
public final class HistoryLog {
    private static final int LINES_MAX = 100;
    private static final int TEXT_MAX = 600;

    private final Deque<HistoryLine> lines;

    /** @param lines newest first */
    public HistoryLog(List<HistoryLine> lines) {
        this.lines = new ArrayDeque<>(lines);
    }

    public void add(Instant at, String type, String text) {
        add(new HistoryLine(at, type, "", "", text));
    }

    public void add(Instant at, String type, QueueEntry task, String text) {
        add(new HistoryLine(at, type, task.id(), task.firstFile(), text));
    }

    private void add(HistoryLine line) {
        String text = Text.shorten(line.text(), TEXT_MAX);
        lines.addFirst(new HistoryLine(line.at(), line.type(), line.task(), line.file(), text));
        while (lines.size() > LINES_MAX) lines.removeLast();
    }

    /** Newest first. */
    public List<HistoryLine> lines() {
        return List.copyOf(lines);
    }
}
