package orchestrator.cli.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A session's state as lines of text: a pure function of the state, the time and the width. */
public final class Board {
    private Board() {}

    /** A headline, the hold and the open items, a line per agent, and the results so far. */
    static List<Line> lines(JsonNode state, Instant now, int columns, int rows) {
        List<Line> above = new ArrayList<>();
        above.add(Line.plain(headline(state, now)).cut(columns));
        above.addAll(HoldLines.lines(state, columns));
        above.addAll(TroubleLines.lines(state, now, columns));
        OpenItemLines.lines(state, columns - 2).forEach(line -> above.add(new Line("  " + line, Line.Tone.URGENT)));
        List<Line> below = TeamworkLines.brief(state, columns);
        List<Line> lines = new ArrayList<>(above);
        lines.addAll(cards(state, now, columns, rows - above.size() - below.size()));
        lines.addAll(below);
        return lines;
    }

    /** A headline, the hold, and a line per agent. */
    public static List<Line> lines(JsonNode state, Instant now, int columns) {
        List<Line> lines = new ArrayList<>();
        lines.add(Line.plain(headline(state, now)).cut(columns));
        lines.addAll(HoldLines.lines(state, columns));
        lines.addAll(TroubleLines.lines(state, now, columns));
        lines.addAll(cards(state, now, columns, Integer.MAX_VALUE));
        return lines;
    }

    /** If there is no room for all agents, ended ones are only counted, the oldest first. */
    private static List<Line> cards(JsonNode state, Instant now, int columns, int rows) {
        List<Card> cards = new ArrayList<>(cards(state, now));
        int hidden = 0;
        while (cards.size() + (hidden > 0 ? 1 : 0) > rows) {
            int first = firstEnded(cards);
            if (first < 0) break;
            cards.remove(first);
            hidden++;
        }
        List<Line> lines = new ArrayList<>();
        if (hidden > 0)
            lines.add(Line.plain("  … " + hidden + " that have ended").cut(columns));
        cards.forEach(card -> lines.add(new Line(line(card, cards, columns), card.tone())));
        return lines;
    }

    private static int firstEnded(List<Card> cards) {
        for (int i = 0; i < cards.size(); i++) {
            if (cards.get(i).ended()) return i;
        }
        return -1;
    }

    private static String headline(JsonNode state, Instant now) {
        String step = DisplayText.clean(state.path("currentStep").asText(""));
        return state.path("session").asText() + "  " + DisplayText.outcome(state)
                + (step.isEmpty() ? "" : " · " + step) + "  "
                + state.path("progressPercent").asInt() + " %  " + elapsed(state, now);
    }

    static String elapsed(JsonNode state, Instant now) {
        @Nullable Instant started = DisplayText.instant(state.path("startedAt"));
        if (started == null) return "";
        @Nullable Instant ended = DisplayText.instant(state.path("endedAt"));
        return DisplayText.elapsed(Duration.between(started, ended == null ? now : ended));
    }

    private static List<Card> cards(JsonNode state, Instant now) {
        List<Card> cards = new ArrayList<>();
        boolean paused = state.path("hold").path("kind").asText().equals("paused");
        for (JsonNode assignment : state.path("assignments")) {
            JsonNode activity = activity(state, assignment.path("run").asText());
            cards.add(Card.of(assignment, activity, paused, now));
        }
        return cards;
    }

    static JsonNode activity(JsonNode state, String run) {
        for (JsonNode activity : state.path("activity")) {
            if (activity.path("run").asText().equals(run)) return activity;
        }
        return MissingNode.getInstance();
    }

    /** Each column is as wide as its widest cell; the agent's activity gets the remaining width. */
    private static String line(Card card, List<Card> all, int columns) {
        String before = "  " + DisplayText.pad(card.run(), width(all, Card::run)) + "  "
                + DisplayText.pad(card.role(), width(all, Card::role)) + "  "
                + DisplayText.pad(card.status(), width(all, Card::status)) + "  ";
        String after = "  " + left(card.elapsed(), width(all, Card::elapsed)) + "  "
                + left(card.tokens(), width(all, Card::tokens)) + " tokens  "
                + left(card.cost(), width(all, Card::cost));
        int wanted = width(all, Card::doing);
        int room = Math.max(10, Math.min(wanted, columns - before.length() - after.length()));
        return DisplayText.cut(before + DisplayText.pad(DisplayText.cut(card.doing(), room), room) + after, columns);
    }

    private static int width(List<Card> all, Function<Card, String> part) {
        return all.stream().map(part).mapToInt(String::length).max().orElse(0);
    }

    private static String left(String text, int columns) {
        return " ".repeat(Math.max(0, columns - text.length())) + text;
    }
}
