package orchestrator.agent.stream;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import orchestrator.agent.EventDraft;
import orchestrator.agent.Excerpt;
import orchestrator.event.EventType;
import orchestrator.plan.Briefs;

/**
 * Finds the lines in messages that agents are asked to write, such as {@code MILESTONE: tests pass}. Lines in code
 * blocks and quotations do not count, nor do placeholders from the instructions.
 */
final class Markers {
    private static final List<EventType> TYPES =
            List.of(EventType.MILESTONE, EventType.BLOCKER, EventType.REQUEST_REVIEW, EventType.STATUS);
    private static final String FIRST_LETTERS =
            TYPES.stream().map(type -> type.name().substring(0, 1)).collect(Collectors.joining());
    private static final int PER_MESSAGE_MAX = 1_000;
    private static final String DECORATION = " \t\r*_-#";
    private static final int CODE_INDENT = 4;

    /** Such as {@code <what stops you>} or {@code {reason}}, with or without a full stop. */
    private static final Pattern PLACEHOLDER =
            Pattern.compile("[`'\"]?(<[^<>]*>|\\[[^\\[\\]]*\\]|\\$?\\{[^{}]*\\})[`'\"]?[.!]?");

    /** Agents write one of these when they have nothing to report. */
    private static final Pattern NOTHING = Pattern.compile(
            "(…|\\.\\.\\.|[–—]|none|no|n/?a|nothing|no blockers?)?( (so far|yet|at (the|this) moment|currently|for now))?[.!]?",
            Pattern.CASE_INSENSITIVE);

    private final List<EventDraft> found = new ArrayList<>();
    private String fence;
    private int leftOut;

    private Markers(String fence) {
        this.fence = fence;
    }

    /** @param fence the code block that is open after the text, see {@link CodeFence} */
    record Found(List<EventDraft> drafts, String fence) {}

    /** The markers in whole lines of the text. */
    static List<EventDraft> in(String text) {
        return in(text, CodeFence.NONE).drafts();
    }

    /** @param fence the code block that is open before the text */
    static Found in(String text, String fence) {
        if (!mayHold(text)) return new Found(List.of(), fence);
        Markers markers = new Markers(fence);
        int start = 0;
        while (start < text.length()) {
            int newline = text.indexOf('\n', start);
            int end = newline < 0 ? text.length() : newline;
            markers.look(text, start, end);
            start = end + 1;
        }
        return new Found(markers.all(), markers.fence);
    }

    /** A quick check that most messages fail: a marker has a colon, and only marks of code change the block. */
    private static boolean mayHold(String text) {
        return text.indexOf(':') >= 0 || text.indexOf('`') >= 0 || text.indexOf('~') >= 0;
    }

    private void look(String text, int start, int end) {
        String before = fence;
        fence = CodeFence.after(before, text.substring(start, end));
        if (!before.isEmpty() || !fence.isEmpty() || isCode(text, start, end)) return;
        int at = start;
        while (at < end && DECORATION.indexOf(text.charAt(at)) >= 0) at++;
        if (at == end || FIRST_LETTERS.indexOf(text.charAt(at)) < 0) return;
        for (EventType type : TYPES) {
            String word = type.name() + ":";
            if (text.startsWith(word, at)) take(type, text.substring(at + word.length(), end));
        }
    }

    /** True if the line is indented as code. */
    private static boolean isCode(String text, int start, int end) {
        int at = start;
        while (at < end && text.charAt(at) == ' ') at++;
        return at - start >= CODE_INDENT || (at < end && text.charAt(at) == '\t');
    }

    private void take(EventType type, String rest) {
        String said = undecorated(rest);
        if (saysNothing(said)) return;
        if (found.size() == PER_MESSAGE_MAX) {
            leftOut++;
            return;
        }
        found.add(
                new EventDraft(type, Excerpt.of(said, Excerpt.TEXT_MAX), JsonNodeFactory.instance.objectNode(), null));
    }

    private static boolean saysNothing(String said) {
        if (said.length() > Excerpt.TEXT_MAX) return false;
        String plain = said.endsWith(".") ? said.substring(0, said.length() - 1) : said;
        return NOTHING.matcher(said).matches()
                || PLACEHOLDER.matcher(said).matches()
                || Briefs.PLACEHOLDERS.stream().anyMatch(plain::equalsIgnoreCase);
    }

    private static String undecorated(String rest) {
        int from = 0;
        int to = rest.length();
        while (from < to && DECORATION.indexOf(rest.charAt(from)) >= 0) from++;
        while (to > from && DECORATION.indexOf(rest.charAt(to - 1)) >= 0) to--;
        return rest.substring(from, to);
    }

    private List<EventDraft> all() {
        if (leftOut > 0) {
            found.add(new EventDraft(
                    EventType.STATUS,
                    leftOut + " more markers are in this message; only the first " + PER_MESSAGE_MAX + " count",
                    JsonNodeFactory.instance.objectNode().put("markersLeftOut", leftOut),
                    null));
        }
        return found;
    }
}
