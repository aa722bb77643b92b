package orchestrator.agent.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import orchestrator.agent.Agent;
import orchestrator.agent.EventDraft;
import orchestrator.agent.Excerpt;
import orchestrator.agent.LineReading;
import orchestrator.agent.Transcript;
import orchestrator.agent.TranscriptBuilder;
import orchestrator.event.EventType;
import orchestrator.redaction.Redactor;
import orchestrator.text.Text;

/** Turns a line of any agent's output, whatever its bytes, into event drafts. All agents share this part. */
public final class Transcriber {
    private final Agent agent;
    private final Redactor redactor;

    public Transcriber(Agent agent) {
        this(agent, Redactor.SHAPES);
    }

    /** @param redactor replaces secrets before anything else reads the line */
    public Transcriber(Agent agent, Redactor redactor) {
        this.agent = agent;
        this.redactor = redactor;
    }

    public Redactor redactor() {
        return redactor;
    }

    /**
     * Never throws, and returns at least one draft; the data of the first is the whole line. A line that is not JSON
     * becomes an error with {@code data.malformed}. Markers in messages (MILESTONE:, BLOCKER:, REQUEST_REVIEW:, STATUS:
     * at the start of a line) become events of their own.
     *
     * @param printed the line without its line break
     * @param cutAt the full length in bytes of a line that was cut; else 0
     */
    public LineReading read(String printed, long cutAt, Transcript before) {
        String line = redactor.line(printed);
        if (cutAt > 0) return broken(cut(line, cutAt), before);
        if (line.isBlank()) return blank(before);
        ParsedLine json = ParsedLine.parse(line);
        JsonNode object = json.object();
        if (object == null) return broken(malformed(line, json.reason()), before);
        Transcript counted = counted(before).build();
        return withMarkers(agent.read(object, counted), counted);
    }

    private static TranscriptBuilder counted(Transcript before) {
        return before.change().lines(before.lines() + 1);
    }

    private static Transcript withFence(Transcript transcript, String fence) {
        return transcript.change().memory(transcript.memory().withFence(fence)).build();
    }

    private static LineReading broken(EventDraft draft, Transcript before) {
        return new LineReading(
                List.of(clean(draft)),
                counted(before).malformed(before.malformed() + 1).build());
    }

    private static LineReading blank(Transcript before) {
        ObjectNode data = JsonNodeFactory.instance.objectNode().put("blank", true);
        return new LineReading(
                List.of(new EventDraft(EventType.UNKNOWN, "", data, null)),
                counted(before).build());
    }

    private static EventDraft cut(String line, long bytes) {
        ObjectNode data = JsonNodeFactory.instance
                .objectNode()
                .put("cut", true)
                .put("bytes", bytes)
                .put("head", Excerpt.of(line, Excerpt.TEXT_MAX));
        String text = "a line of " + bytes + " bytes was cut; the launch's stdout file has all of it";
        return new EventDraft(EventType.ERROR, text, data, null);
    }

    private static EventDraft malformed(String line, String reason) {
        ObjectNode data = JsonNodeFactory.instance
                .objectNode()
                .put("malformed", true)
                .put("line", line)
                .put("reason", reason);
        return new EventDraft(EventType.ERROR, "not an event: " + Excerpt.oneLine(line, 200), data, null);
    }

    private static LineReading withMarkers(LineReading meant, Transcript before) {
        List<EventDraft> drafts = new ArrayList<>();
        Transcript after = meant.after();
        for (EventDraft draft : meant.drafts()) {
            drafts.add(clean(draft));
            if (draft.type() != EventType.MESSAGE) continue;
            boolean inPieces = !after.pending().isEmpty();
            String message = inPieces ? after.pending() : draft.text();
            String lines = inPieces ? MessagePieces.linesEndedBy(draft.text(), before.pending()) : draft.text();
            Markers.Found found = Markers.in(lines, inPieces ? before.memory().fence() : CodeFence.NONE);
            found.drafts().forEach(marker -> drafts.add(at(draft, marker)));
            if (inPieces) after = withFence(after, found.fence());
            after = after.change()
                    .lastMessage(Excerpt.of(message, Excerpt.MESSAGE_MAX))
                    .build();
        }
        if (after.pending().isEmpty() && !before.pending().isEmpty()) {
            EventDraft last = meant.drafts().get(0);
            Markers.Found found = Markers.in(
                    MessagePieces.unended(before.pending()), before.memory().fence());
            found.drafts().forEach(marker -> drafts.add(at(last, marker)));
            after = withFence(after, CodeFence.NONE);
        }
        return new LineReading(drafts, after);
    }

    private static EventDraft at(EventDraft message, EventDraft marker) {
        return clean(new EventDraft(marker.type(), marker.text(), marker.data(), message.at()));
    }

    /** Limits the text, and removes characters that databases refuse. The data may be as long as the line. */
    private static EventDraft clean(EventDraft draft) {
        String text = Text.clean(Excerpt.of(draft.text(), Excerpt.MESSAGE_MAX));
        return new EventDraft(draft.type(), text, draft.data(), draft.at());
    }
}
