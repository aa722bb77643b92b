package orchestrator.chaos.finding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import orchestrator.event.AgentEvent;
import orchestrator.event.ToolCall;

/** Compares the output of one session's agents with its event log: every line once, complete and in order. */
public final class Comparison {

    private final Findings findings;
    private final String session;

    public Comparison(Findings findings, String session) {
        this.findings = findings;
        this.session = session;
    }

    /** @param events all events of the session, in the order of the log */
    public void compare(Map<String, Map<Integer, List<PrintedOutput.Line>>> printed, List<AgentEvent> events) {
        Map<String, List<AgentEvent>> logged = new TreeMap<>();
        for (AgentEvent event : events) {
            if (!event.source().equals(AgentEvent.STDOUT) || event.index() != 0) continue;
            logged.computeIfAbsent(event.run() + "/" + event.launch(), launch -> new ArrayList<>())
                    .add(event);
        }
        printed.forEach((run, launches) -> launches.forEach((launch, lines) -> {
            List<AgentEvent> known = logged.remove(run + "/" + launch);
            compare(run + "/" + launch, lines, known == null ? List.of() : known);
        }));
        logged.forEach((launch, known) -> findings.add(
                Findings.Kind.DOUBLED, session, launch, known.size() + " events of a launch that printed nothing"));
        new NumberSequence(findings, session).check(events);
    }

    private void compare(String launch, List<PrintedOutput.Line> lines, List<AgentEvent> known) {
        findings.addLines(lines.size());
        Map<Long, PrintedOutput.Line> byOffset = new TreeMap<>();
        lines.forEach(line -> byOffset.put(line.offset(), line));
        Set<Long> seen = new HashSet<>();
        long before = -1;
        for (AgentEvent event : known) {
            PrintedOutput.Line line = byOffset.get(event.offset());
            String at = "the line at " + event.offset();
            if (line == null) {
                findings.add(Findings.Kind.DOUBLED, session, launch, at + " is in the log and was never printed");
            } else if (!seen.add(event.offset())) {
                findings.add(Findings.Kind.DOUBLED, session, launch, at + " is twice in the log");
            } else if (event.offset() < before) {
                findings.add(Findings.Kind.OTHER, session, launch, at + " comes after the one at " + before);
            } else {
                compareText(launch, line, event);
            }
            before = Math.max(before, event.offset());
        }
        for (PrintedOutput.Line line : lines) {
            if (seen.contains(line.offset())) continue;
            findings.add(
                    Findings.Kind.LOST,
                    session,
                    launch,
                    "the line at " + line.offset() + " is not in the log: " + line);
        }
    }

    /** The first event of a line holds the complete line, and beside it the typed form of a tool call. */
    private void compareText(String launch, PrintedOutput.Line line, AgentEvent event) {
        JsonNode json = line.json();
        boolean torn = json.isMissingNode();
        boolean same = torn ? event.data().path("malformed").asBoolean() : json.equals(printed(event.data()));
        if (same) return;
        String what =
                "the line at " + line.offset() + " is not what was printed: " + line.text() + " became " + event.data();
        findings.add(Findings.Kind.LOST, session, launch, what);
    }

    private static JsonNode printed(JsonNode data) {
        if (!data.has(ToolCall.FIELD)) return data;
        return ((ObjectNode) data.deepCopy()).without(ToolCall.FIELD);
    }
}
