package orchestrator.agent.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import orchestrator.agent.EventDraft;
import orchestrator.agent.Excerpt;
import orchestrator.agent.LineReading;
import orchestrator.agent.Transcript;
import orchestrator.agent.TranscriptBuilder;
import orchestrator.event.EventType;
import orchestrator.event.ToolCall;
import orchestrator.launch.Usage;
import org.jspecify.annotations.Nullable;

/**
 * Collects the events of one line and the changes to the transcript. The data of the first draft is the whole line, so
 * that nothing is lost. A line without events becomes {@code unknown}.
 */
public final class LineReadingBuilder {
    private static final int TOOLS_MAX = 256;
    private static final String WAITS = "waits: ";

    private final JsonNode line;
    private final @Nullable Instant at;
    private final List<EventDraft> drafts = new ArrayList<>();

    private Transcript now;

    public LineReadingBuilder(JsonNode line, @Nullable Instant at, Transcript before) {
        this.line = line;
        this.at = at;
        this.now = before;
        if (before.lastTool().startsWith(WAITS)) become(now.change().lastTool(""));
    }

    private LineReadingBuilder become(TranscriptBuilder changed) {
        now = changed.build();
        return this;
    }

    private Transcript.Memory memory() {
        return now.memory();
    }

    private LineReadingBuilder remember(Transcript.Memory memory) {
        return memory == now.memory() ? this : become(now.change().memory(memory));
    }

    /** The agent's own time: an ISO instant or milliseconds since 1970; null for anything else. */
    public static @Nullable Instant time(JsonNode time) {
        if (time.isIntegralNumber()) return Instant.ofEpochMilli(time.asLong());
        if (!time.isTextual()) return null;
        try {
            return Instant.parse(time.asText());
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    public LineReadingBuilder add(EventType type, String text) {
        return add(type, text, JsonNodeFactory.instance.objectNode());
    }

    /** @param small the data, if this is not the line's first draft */
    public LineReadingBuilder add(EventType type, String text, JsonNode small) {
        drafts.add(new EventDraft(type, text, drafts.isEmpty() ? line : small, at));
        if (type == EventType.ERROR) lastError(Excerpt.of(text.strip(), Excerpt.TEXT_MAX));
        return this;
    }

    /** The program's own rules refused this call. */
    public LineReadingBuilder refused(ToolCall call, JsonNode small) {
        return add(EventType.PERMISSION_BLOCKER, "refused: " + call.inWords(), call, small);
    }

    /** The program's own words about a call that it refused. */
    public LineReadingBuilder refusedWith(String error) {
        lastError(Excerpt.of(error.strip(), Excerpt.TEXT_MAX));
        return this;
    }

    private LineReadingBuilder add(EventType type, String text, ToolCall call, JsonNode small) {
        ObjectNode data = call.addTo(drafts.isEmpty() ? line : small);
        drafts.add(new EventDraft(type, Excerpt.of(text, Excerpt.TEXT_MAX), data, at));
        return this;
    }

    /** The program retries a request, which may take minutes. Its card shows that until it continues. */
    public LineReadingBuilder retries(String forWhat) {
        become(now.change().lastTool(Excerpt.oneLine(WAITS + forWhat, Excerpt.WORDS_MAX)));
        return add(EventType.STATUS, forWhat);
    }

    /** The program repeats a request that was refused for good. */
    public LineReadingBuilder hopeless(Transcript.Final end) {
        return remember(memory().withHopeless(end));
    }

    public LineReadingBuilder message(String text) {
        lastError("");
        return endOfMessage().add(EventType.MESSAGE, text);
    }

    public LineReadingBuilder piece(String text) {
        lastError("");
        return become(now.change().pending(MessagePieces.join(now.pending(), text)))
                .add(EventType.MESSAGE, text);
    }

    /** Ends a message that arrived in pieces. */
    public LineReadingBuilder endOfMessage() {
        return now.pending().isEmpty() ? this : become(now.change().pending(""));
    }

    public LineReadingBuilder call(String id, ToolCall call) {
        if (now.tools().size() < TOOLS_MAX) become(now.change().tools(with(now.tools(), id, call.whileOpen())));
        become(now.change().lastTool(Excerpt.oneLine(call.inWords(), Excerpt.WORDS_MAX)));
        lastError("");
        return endOfMessage().add(EventType.TOOL_CALL, call.inWords(), call, JsonNodeFactory.instance.objectNode());
    }

    /** Returns the call that this result belongs to, or {@link ToolCall#UNKNOWN}. */
    public ToolCall result(String id, boolean ok, String output) {
        ToolCall call = now.tools().getOrDefault(id, ToolCall.UNKNOWN);
        become(now.change().tools(without(now.tools(), id)));
        if (ok) countStep();
        if (ok && call.kind().isCommandOrChange()) remember(memory().withChanges(memory().changes() + 1));
        String how = ok ? " ok" : " failed";
        String what = output.isBlank() ? "" : ": " + output.strip();
        add(EventType.TOOL_RESULT, Excerpt.of(call.name() + how + what, Excerpt.TEXT_MAX));
        return call;
    }

    /** @param change created, modified or deleted; written if unknown */
    public LineReadingBuilder fileChange(String path, String change) {
        ObjectNode data =
                JsonNodeFactory.instance.objectNode().put("path", path).put("change", change);
        countStep();
        return add(EventType.FILE_CHANGE, change + " " + path, data);
    }

    public LineReadingBuilder plan(List<Transcript.PlanItem> items) {
        become(now.change().plan(items));
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        ArrayNode list = data.putArray("items");
        items.forEach(item -> list.addObject().put("text", item.text()).put("done", item.done()));
        long done = items.stream().filter(Transcript.PlanItem::done).count();
        return add(EventType.PLAN, done + " of " + items.size() + " done", data);
    }

    /** @param total of the launch so far */
    public LineReadingBuilder usage(Usage total) {
        become(now.change().usage(total));
        ObjectNode data = JsonNodeFactory.instance
                .objectNode()
                .put("inputTokens", total.inputTokens())
                .put("cachedTokens", total.cachedTokens())
                .put("outputTokens", total.outputTokens());
        if (total.costUsd() != null) data.put("costUsd", total.costUsd());
        return add(EventType.USAGE, total.inputTokens() + " tokens in, " + total.outputTokens() + " out", data);
    }

    /** Records the usage of one message so far. It counts once, however often the program prints it. */
    public LineReadingBuilder usage(String message, Usage ofMessage) {
        remember(memory().using(message, ofMessage));
        return become(now.change().usage(now.memory().ofMessages()));
    }

    /** Records if the program has printed its total usage. */
    public LineReadingBuilder usageIsWhole(boolean whole) {
        return remember(memory().withUsageIsWhole(whole));
    }

    /** The last error, if the program has done nothing since; else empty. */
    public String lastError() {
        return now.memory().lastError();
    }

    public long steps() {
        return now.memory().steps();
    }

    public LineReadingBuilder end(Transcript.Final last) {
        become(now.change().end(last));
        return endOfMessage().add(EventType.RESULT, last.good() ? last.answer() : last.problem());
    }

    /** More work has begun, so the final event was not final. */
    public LineReadingBuilder notEnded() {
        if (now.end() != null) become(now.change().end(null));
        return usageIsWhole(false);
    }

    public LineReadingBuilder conversation(@Nullable String id) {
        return become(now.change().conversation(id));
    }

    public LineReadingBuilder limitedUntil(@Nullable Instant until) {
        return become(now.change().limitedUntil(until));
    }

    @Nullable
    public Instant limitedUntil() {
        return now.limitedUntil();
    }

    public Usage usage() {
        return now.usage();
    }

    public List<Transcript.PlanItem> plan() {
        return now.plan();
    }

    public String pending() {
        return now.pending();
    }

    public LineReading build() {
        if (drafts.isEmpty()) add(EventType.UNKNOWN, Excerpt.oneLine(line.toString(), 200));
        return new LineReading(drafts, now);
    }

    private void lastError(String error) {
        remember(memory().withLastError(error));
    }

    private void countStep() {
        remember(memory().withSteps(memory().steps() + 1));
    }

    private static Map<String, ToolCall> with(Map<String, ToolCall> calls, String id, ToolCall call) {
        Map<String, ToolCall> more = new LinkedHashMap<>(calls);
        more.put(id, call);
        return more;
    }

    private static Map<String, ToolCall> without(Map<String, ToolCall> calls, String id) {
        if (!calls.containsKey(id)) return calls;
        Map<String, ToolCall> fewer = new LinkedHashMap<>(calls);
        fewer.remove(id);
        return fewer;
    }
}
