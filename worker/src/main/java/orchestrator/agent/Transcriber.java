package orchestrator.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import orchestrator.event.EventType;
import orchestrator.text.Text;

/** Turns a line of any agent's output, of whatever bytes, into drafts: the part that all agents share. */
public final class Transcriber {
    private final Agent agent;

    public Transcriber(Agent agent) {
        this.agent = agent;
    }

    /**
     * Never throws on input, and answers with at least one draft; the first one's data is the whole line. A line that is
     * no JSON becomes an error with {@code data.malformed}; markers in messages (MILESTONE:, BLOCKER:, REQUEST_REVIEW:,
     * STATUS: at the start of a line) become events of their own.
     *
     * @param line without its line break; {@code cutAt} is its full length in bytes where it was cut, else 0
     */
    public Reading read(String line, long cutAt, Transcript before) {
        if (cutAt > 0) return broken(cut(line, cutAt), before);
        if (line.isBlank()) return blank(before);
        JsonLine json = JsonLine.parse(line);
        JsonNode object = json.object();
        if (object == null) return broken(malformed(line, json.reason()), before);
        Transcript counted = before.counting(1, 0);
        return withMarkers(agent.read(object, counted), counted);
    }

    private static Reading broken(Draft draft, Transcript before) {
        return new Reading(List.of(clean(draft)), before.counting(1, 1));
    }

    private static Reading blank(Transcript before) {
        ObjectNode data = JsonNodeFactory.instance.objectNode().put("blank", true);
        return new Reading(List.of(new Draft(EventType.UNKNOWN, "", data, null)), before.counting(1, 0));
    }

    private static Draft cut(String line, long bytes) {
        ObjectNode data = JsonNodeFactory.instance
                .objectNode()
                .put("cut", true)
                .put("bytes", bytes)
                .put("head", Excerpt.of(line, Excerpt.TEXT_MAX));
        String text = "a line of " + bytes + " bytes was cut; the whole of it is in the launch's stdout file";
        return new Draft(EventType.ERROR, text, data, null);
    }

    private static Draft malformed(String line, String reason) {
        ObjectNode data = JsonNodeFactory.instance
                .objectNode()
                .put("malformed", true)
                .put("line", line)
                .put("reason", reason);
        return new Draft(EventType.ERROR, "not an event: " + Excerpt.oneLine(line, 200), data, null);
    }

    private static Reading withMarkers(Reading meant, Transcript before) {
        List<Draft> drafts = new ArrayList<>();
        Transcript after = meant.after();
        for (Draft draft : meant.drafts()) {
            drafts.add(clean(draft));
            if (draft.type() != EventType.MESSAGE) continue;
            boolean inPieces = !after.pending().isEmpty();
            String message = inPieces ? after.pending() : draft.text();
            String lines = inPieces ? Pieces.linesEndedBy(draft.text(), before.pending()) : draft.text();
            Markers.Found found = Markers.in(lines, inPieces ? before.memory().fence() : Fence.NONE);
            found.drafts().forEach(marker -> drafts.add(at(draft, marker)));
            if (inPieces) after = after.in(found.fence());
            after = after.saying(Excerpt.of(message, Excerpt.MESSAGE_MAX));
        }
        if (after.pending().isEmpty() && !before.pending().isEmpty()) {
            Draft last = meant.drafts().get(0);
            Markers.Found found =
                    Markers.in(Pieces.unended(before.pending()), before.memory().fence());
            found.drafts().forEach(marker -> drafts.add(at(last, marker)));
            after = after.in(Fence.NONE);
        }
        return new Reading(drafts, after);
    }

    private static Draft at(Draft message, Draft marker) {
        return clean(new Draft(marker.type(), marker.text(), marker.data(), message.at()));
    }

    /** No endless text, and nothing in it that databases refuse. The data is as long as the line. */
    private static Draft clean(Draft draft) {
        String text = Text.clean(Excerpt.of(draft.text(), Excerpt.MESSAGE_MAX));
        return new Draft(draft.type(), text, draft.data(), draft.at());
    }
}
