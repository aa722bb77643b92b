package orchestrator.follow;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import orchestrator.agent.EventDraft;
import orchestrator.agent.LineReading;
import orchestrator.agent.Transcript;
import orchestrator.agent.stream.Transcriber;
import orchestrator.event.AgentEvent;
import orchestrator.event.StreamId;
import orchestrator.eventlog.EventLog;
import orchestrator.eventlog.Position;
import orchestrator.identity.LaunchId;
import orchestrator.json.Json;
import orchestrator.process.LaunchDirectory;

/**
 * Copies one launch's output into the event log. The log's own offset is the truth: a reader that loses a race
 * continues from the winner's offset.
 */
public final class StreamCopy implements AutoCloseable {
    private static final int BATCH_LINES = 1_024;
    private static final long BATCH_BYTES = 4 * 1024 * 1024;

    private final EventLog log;
    private final StreamId stream;
    private final LaunchDirectory directory;
    private final Transcriber transcriber;
    private final Clock clock;
    private LineReader reader;
    private long offset;
    private Transcript transcript;

    public StreamCopy(EventLog log, StreamId stream, LaunchDirectory directory, Transcriber transcriber, Clock clock) {
        this.log = log;
        this.stream = stream;
        this.directory = directory;
        this.transcriber = transcriber;
        this.clock = clock;
        Position position = log.position(stream);
        offset = position.offset();
        transcript = transcript(position);
        reader = new LineReader(directory.stdout(), offset);
    }

    /** The transcript that the log stores for a stream. */
    public static Transcript transcript(Position position) {
        return position.offset() == 0 ? Transcript.EMPTY : Json.read(position.memory(), Transcript.class);
    }

    /** Copies one batch of whole lines and returns how many there were. */
    int copy() throws IOException {
        List<LineReader.Line> lines = reader.read(BATCH_LINES, BATCH_BYTES);
        append(lines);
        return lines.size();
    }

    /** Copies everything, including an unfinished last line. For a process that has ended. */
    public void copyToTheEnd() throws IOException {
        boolean complete = false;
        while (!complete) {
            while (copy() > 0) {}
            complete = append(reader.rest());
        }
    }

    long offset() {
        return offset;
    }

    /** The text without secrets. */
    String redacted(String text) {
        return transcriber.redactor().text(text);
    }

    Transcript transcript() {
        return transcript;
    }

    /** False if another reader was faster; reading then continues from its offset. */
    private boolean append(List<LineReader.Line> lines) throws IOException {
        if (lines.isEmpty()) return true;
        Transcript after = transcript;
        List<AgentEvent> events = new ArrayList<>();
        Instant readAt = clock.instant();
        for (LineReader.Line line : lines) {
            LineReading reading = transcriber.read(line.text(), line.cutAt(), after);
            after = reading.after();
            addEvents(events, line, reading.drafts(), readAt);
        }
        long next = lines.get(lines.size() - 1).next();
        if (!log.append(stream, offset, new Position(next, Json.write(after), live(after)), events)) {
            startOver();
            return false;
        }
        offset = next;
        transcript = after;
        return true;
    }

    private void addEvents(List<AgentEvent> events, LineReader.Line line, List<EventDraft> drafts, Instant readAt) {
        LaunchId launch = stream.launch();
        int index = 0;
        for (EventDraft draft : drafts) {
            events.add(new AgentEvent(
                    0,
                    launch.key(),
                    launch.run(),
                    launch.launch(),
                    stream.source(),
                    line.offset(),
                    index++,
                    draft.at() == null ? readAt : draft.at(),
                    launch.agent(),
                    draft.type(),
                    draft.text(),
                    draft.data()));
        }
    }

    private static Position.Live live(Transcript after) {
        return new Position.Live(
                after.lastTool(),
                after.usage().inputTokens(),
                after.usage().outputTokens(),
                after.usage().costUsd(),
                after.lines());
    }

    private void startOver() throws IOException {
        reader.close();
        Position position = log.position(stream);
        offset = position.offset();
        transcript = transcript(position);
        reader = new LineReader(directory.stdout(), offset);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
