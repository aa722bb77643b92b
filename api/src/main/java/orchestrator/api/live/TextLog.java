package orchestrator.api.live;

import java.io.IOException;
import java.io.Writer;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.function.Predicate;
import orchestrator.event.AgentEvent;
import orchestrator.eventlog.Cursor;
import orchestrator.eventlog.EventLog;
import orchestrator.eventlog.EventPage;
import orchestrator.eventlog.EventQuery;
import orchestrator.eventlog.LoggedEvent;
import orchestrator.text.Text;
import orchestrator.text.VisibleText;

/** Events as text, one line each, for people and their pagers. */
public final class TextLog {
    private static final int PAGE = 500;
    private static final int LINE_CHARS_MAX = 2_000;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final EventLog log;
    private final ZoneId zone;

    public TextLog(EventLog log, ZoneId zone) {
        this.log = log;
        this.zone = zone;
    }

    /** Writes the events up to {@code upTo}, a page at a time. */
    public void write(String key, Predicate<AgentEvent> wanted, Cursor after, Cursor upTo, Writer out)
            throws IOException {
        Cursor cursor = after;
        while (log.isBehind(upTo, cursor)) {
            EventPage page = log.read(new EventQuery(key, "", Set.of(), cursor, PAGE));
            if (page.isEmpty()) return;
            for (LoggedEvent entry : page.entries()) {
                boolean isIn = !log.isBehind(entry.cursor(), upTo);
                if (isIn && wanted.test(entry.event())) out.write(line(entry.event()));
            }
            cursor = page.next();
        }
    }

    private String line(AgentEvent event) {
        String who = event.run().isEmpty() ? "session" : event.run();
        return TIME.format(event.at().atZone(zone)) + " " + who + " "
                + event.type().wire() + " " + oneLine(event.text()) + "\n";
    }

    /** An agent's output must not break the line, turn it around, or control the terminal that shows it. */
    private static String oneLine(String text) {
        StringBuilder line = new StringBuilder(text.length());
        String cut = Text.cut(text, LINE_CHARS_MAX);
        for (int i = 0; i < cut.length(); i++) {
            char c = cut.charAt(i);
            line.append(Character.isISOControl(c) ? ' ' : c);
        }
        if (cut.length() < text.length()) line.append(" …");
        return VisibleText.of(line.toString());
    }
}
