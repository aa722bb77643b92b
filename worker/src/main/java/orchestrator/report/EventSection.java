package orchestrator.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;
import orchestrator.event.AgentEvent;

/** Lists events and recoveries, oldest first. */
final class EventSection {
    private static final int TEXT_CHARACTERS = 500;

    private EventSection() {}

    static String of(List<AgentEvent> events, boolean more) {
        if (events.isEmpty()) return "Nothing out of the ordinary.\n";
        String lines = events.stream()
                .map(event -> line(
                        event, "**" + event.type().wire() + "** ", MarkdownText.cut(event.text(), TEXT_CHARACTERS)))
                .collect(Collectors.joining());
        return more ? lines + "\nThese are the first " + events.size() + "; more is in the event log.\n" : lines;
    }

    static String recoveries(List<AgentEvent> recoveries) {
        if (recoveries.isEmpty()) return "None were needed.\n";
        return recoveries.stream().map(EventSection::recovery).collect(Collectors.joining());
    }

    private static String recovery(AgentEvent event) {
        JsonNode data = event.data();
        String lost = data.path("lost").asText("");
        String text = data.path("cause").asText(event.text());
        String tier = data.has("tier") ? "tier " + data.path("tier").asText() + " " : "";
        return line(
                event,
                tier,
                MarkdownText.cut(text, TEXT_CHARACTERS)
                        + (lost.isEmpty() ? "" : " – lost: " + MarkdownText.oneLine(lost)));
    }

    private static String line(AgentEvent event, String what, String text) {
        String who = event.run().isEmpty() ? "session" : event.run();
        return "- " + event.at() + " " + what + who + ": " + text + "\n";
    }
}
