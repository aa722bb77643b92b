package orchestrator.session.request;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.List;
import orchestrator.text.Text;

/**
 * What the user says to an agent in its conversation.
 *
 * @param agent an agent or one of its runs; empty for the implementer
 * @param text may be empty if there are comments
 * @param comments on lines of the diff
 * @param interrupt true if the agent's current turn ends for it, and continues afterwards
 */
public record UserMessage(String agent, String text, List<LineComment> comments, boolean interrupt) {
    private static final int CHARACTERS_MAX = 100_000;
    private static final int COMMENTS_MAX = 200;
    private static final int QUOTED_CHARACTERS_MAX = 300;

    public UserMessage {
        agent = agent == null ? "" : agent.strip();
        text = text == null ? "" : text.strip();
        comments = comments == null ? List.of() : List.copyOf(comments);
    }

    /**
     * @param file as the diff names it
     * @param line in the new file, or in the old one if the line was removed; 0 for the whole file
     * @param quote the line itself; may be empty
     */
    public record LineComment(String file, int line, String text, String quote) {
        public LineComment {
            file = file == null ? "" : file.strip();
            text = text == null ? "" : text.strip();
            quote = quote == null ? "" : quote.strip();
        }

        private String point() {
            String place = line > 0 ? file + ":" + line : file;
            String shown = quote.isEmpty() ? "" : " (`" + Text.cut(quote, QUOTED_CHARACTERS_MAX) + "`)";
            return "at " + place + shown + ": " + text;
        }
    }

    /** Why it cannot be sent, with what to do; empty if it can. */
    public String problem() {
        if (points().isEmpty())
            return "the message is empty: give `text`, `comments` or both, such as {\"text\": \"keep the old flag\"}";
        if (comments.size() > COMMENTS_MAX)
            return "a message has at most " + COMMENTS_MAX + " comments; send the others in another one";
        if (comments.stream().anyMatch(one -> one.file().isEmpty() || one.text().isEmpty()))
            return "a comment needs `file` and `text`, such as {\"file\": \"src/a.js\", \"line\": 3, \"text\": \"why?\"}";
        int characters = points().stream().mapToInt(String::length).sum();
        if (characters > CHARACTERS_MAX)
            return "a message has at most " + CHARACTERS_MAX
                    + " characters; put the long part into a file and name that";
        return "";
    }

    /** The text, then each comment with its place. */
    @JsonIgnore
    public List<String> points() {
        List<String> points = new ArrayList<>();
        if (!text.isEmpty()) points.add(text);
        comments.stream().map(LineComment::point).forEach(points::add);
        return points;
    }
}
