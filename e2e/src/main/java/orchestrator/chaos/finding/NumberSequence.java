package orchestrator.chaos.finding;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import orchestrator.event.AgentEvent;
import orchestrator.event.EventType;

/** Checks that agents count up from 1 across resumes. Only a new conversation starts over. */
final class NumberSequence {

    private static final Pattern NUMBER = Pattern.compile("line (\\d+)\\b.*", Pattern.DOTALL);

    private final Findings findings;
    private final String session;

    NumberSequence(Findings findings, String session) {
        this.findings = findings;
        this.session = session;
    }

    void check(List<AgentEvent> events) {
        Map<String, Map<Integer, List<AgentEvent>>> runs = events.stream()
                .filter(event -> event.source().equals(AgentEvent.STDOUT) && event.type() == EventType.MESSAGE)
                .collect(Collectors.groupingBy(
                        AgentEvent::run,
                        TreeMap::new,
                        Collectors.groupingBy(AgentEvent::launch, TreeMap::new, Collectors.toList())));
        runs.forEach((run, launches) -> {
            int last = 0;
            for (Map.Entry<Integer, List<AgentEvent>> launch : launches.entrySet()) {
                last = check(run + "/" + launch.getKey(), inOrder(launch.getValue()), last);
            }
        });
    }

    /** In printed order; the order in the log is checked elsewhere. */
    private static List<AgentEvent> inOrder(List<AgentEvent> events) {
        return events.stream()
                .sorted(Comparator.comparingLong(AgentEvent::offset))
                .toList();
    }

    private int check(String launch, List<AgentEvent> messages, int lastBefore) {
        int last = lastBefore;
        for (AgentEvent message : messages) {
            if (message.text().equals("begins")) last = 0;
            Matcher numbered = NUMBER.matcher(message.text());
            if (!numbered.matches()) continue;
            int number = Integer.parseInt(numbered.group(1));
            if (number > last + 1) findings.add(Findings.Kind.LOST, session, launch, number + " follows " + last);
            if (number <= last) findings.add(Findings.Kind.DOUBLED, session, launch, number + " follows " + last);
            last = number;
        }
        return last;
    }
}
