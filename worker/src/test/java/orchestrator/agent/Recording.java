package orchestrator.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import orchestrator.agent.stream.Transcriber;
import orchestrator.event.ToolCall;
import orchestrator.json.Json;

/** The output of a real agent, and how it ended: {@code agents/<cli>/<case>.jsonl}, .stderr, .rc, .expected.json. */
public record Recording(Path jsonl) {
    private static final Path ALL = Path.of("src/test/resources/agents");

    static List<Recording> of(String cli) throws IOException {
        try (Stream<Path> files = Files.list(ALL.resolve(cli))) {
            return files.filter(file -> file.toString().endsWith(".jsonl"))
                    .sorted()
                    .map(Recording::new)
                    .toList();
        }
    }

    public static Recording named(String cli, String name) {
        return new Recording(ALL.resolve(cli).resolve(name + ".jsonl"));
    }

    /** One real example of every type of line; not a recording. */
    static List<JsonNode> eventTypes(String cli) throws IOException {
        List<JsonNode> all = new ArrayList<>();
        Json.MAPPER
                .readTree(ALL.resolve(cli).resolve("event-types.json").toFile())
                .forEach(all::add);
        return all;
    }

    public List<String> lines() throws IOException {
        return Files.readAllLines(jsonl);
    }

    LaunchExit exit() throws IOException {
        return new LaunchExit(
                Integer.valueOf(Files.readString(beside(".rc")).strip()), false, Files.readString(beside(".stderr")));
    }

    JsonNode expected() throws IOException {
        return Json.MAPPER.readTree(beside(".expected.json").toFile());
    }

    /** The output of the adapter, in the form of the expected file. */
    JsonNode told(Agent agent) throws IOException {
        Map<String, Integer> types = new TreeMap<>();
        Told told = Told.by(agent, lines());
        for (EventDraft draft : told.drafts()) types.merge(draft.type().wire(), 1, Integer::sum);
        Transcript transcript = told.after();
        LaunchVerdict verdict = agent.judge(transcript, exit());
        ObjectNode all = Json.MAPPER.createObjectNode();
        all.set("types", Json.MAPPER.valueToTree(types));
        all.put("succeeded", verdict.succeeded());
        all.put("retryable", verdict.retryable());
        all.put("reason", verdict.reason());
        all.put("conversation", transcript.conversation());
        all.set("usage", Json.MAPPER.valueToTree(transcript.usage()));
        all.put("lastTool", transcript.lastTool());
        all.put("lastMessage", Excerpt.of(transcript.lastMessage(), 200));
        all.set("plan", Json.MAPPER.valueToTree(transcript.plan()));
        ArrayNode calls = all.putArray("toolCalls");
        told.drafts().stream()
                .flatMap(draft -> ToolCall.in(draft.data()).stream())
                .forEach(call -> calls.add(line(call)));
        all.put("openTools", transcript.tools().size());
        return Json.read(Json.write(all), JsonNode.class);
    }

    /** Such as {@code shell Bash: ls -l} or {@code write Write: a.txt [a.txt]}. */
    private static String line(ToolCall call) {
        String paths = call.paths().isEmpty() ? "" : " " + call.paths();
        return call.kind().wire() + " " + Excerpt.oneLine(call.inWords(), 120) + paths;
    }

    private Path beside(String suffix) {
        String name = jsonl.getFileName().toString();
        return jsonl.resolveSibling(name.substring(0, name.length() - ".jsonl".length()) + suffix);
    }

    @Override
    public String toString() {
        return jsonl.getParent().getFileName() + "/"
                + jsonl.getFileName().toString().toLowerCase(Locale.ROOT);
    }

    /** The drafts of a stream, line by line, and the transcript after it. */
    public record Told(List<List<EventDraft>> perLine, Transcript after) {

        public static Told by(Agent agent, List<String> lines) {
            Transcriber transcriber = new Transcriber(agent);
            Transcript transcript = Transcript.EMPTY;
            List<List<EventDraft>> perLine = new ArrayList<>();
            for (String line : lines) {
                LineReading reading = transcriber.read(line, 0, transcript);
                perLine.add(reading.drafts());
                transcript = reading.after();
            }
            return new Told(perLine, transcript);
        }

        public List<EventDraft> drafts() {
            return perLine.stream().flatMap(List::stream).toList();
        }
    }
}
