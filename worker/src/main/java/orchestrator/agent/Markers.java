package orchestrator.agent;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import orchestrator.event.EventType;

/** Finds what agents are asked to put on a line of its own in their messages, such as {@code MILESTONE: tests pass}. */
final class Markers {
    private static final List<EventType> TYPES =
            List.of(EventType.MILESTONE, EventType.BLOCKER, EventType.REQUEST_REVIEW, EventType.STATUS);
    private static final int PER_MESSAGE_MAX = 1_000;
    private static final String DECORATION = " \t\r*_-#";

    private final List<Draft> found = new ArrayList<>();
    private int leftOut;

    private Markers() {}

    /** Those in whole lines of the text. */
    static List<Draft> in(String text) {
        Markers markers = new Markers();
        int start = 0;
        while (start < text.length()) {
            int newline = text.indexOf('\n', start);
            int end = newline < 0 ? text.length() : newline;
            markers.look(text, start, end);
            start = end + 1;
        }
        return markers.all();
    }

    private void look(String text, int start, int end) {
        int at = start;
        while (at < end && DECORATION.indexOf(text.charAt(at)) >= 0) at++;
        for (EventType type : TYPES) {
            String word = type.name() + ":";
            if (text.startsWith(word, at)) take(type, text.substring(at + word.length(), end));
        }
    }

    private void take(EventType type, String rest) {
        String said = undecorated(rest);
        if (said.isEmpty() || said.equals("…") || said.equals("...")) return;
        if (found.size() == PER_MESSAGE_MAX) {
            leftOut++;
            return;
        }
        found.add(new Draft(type, Excerpt.of(said, Excerpt.TEXT_MAX), JsonNodeFactory.instance.objectNode(), null));
    }

    private static String undecorated(String rest) {
        int from = 0;
        int to = rest.length();
        while (from < to && DECORATION.indexOf(rest.charAt(from)) >= 0) from++;
        while (to > from && DECORATION.indexOf(rest.charAt(to - 1)) >= 0) to--;
        return rest.substring(from, to);
    }

    private List<Draft> all() {
        if (leftOut > 0) {
            found.add(new Draft(
                    EventType.STATUS,
                    leftOut + " further markers stand in this message; " + PER_MESSAGE_MAX + " were taken",
                    JsonNodeFactory.instance.objectNode().put("markersLeftOut", leftOut),
                    null));
        }
        return found;
    }
}
