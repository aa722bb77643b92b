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
import orchestrator.event.EventType;
import orchestrator.launch.Usage;
import org.jspecify.annotations.Nullable;

/**
 * Collects what one line means. The first draft carries the whole line as its data, so that nothing of it is lost; a
 * line of which nothing was noted becomes {@code unknown}.
 */
public final class LineReadingBuilder {
    private static final int TOOLS_MAX = 256;
    private static final String WAITS = "waits: ";

    private final JsonNode line;
    private final @Nullable Instant at;
    private final Transcript before;
    private final List<EventDraft> drafts = new ArrayList<>();

    private @Nullable String conversation;
    private Transcript.@Nullable Final end;
    private Usage usage;
    private String lastTool;
    private Map<String, Transcript.Call> tools;
    private List<Transcript.PlanItem> plan;
    private @Nullable Instant limitedUntil;
    private String pending;
    private Transcript.Memory memory;
    private long steps;
    private String lastError;
    private boolean usageIsWhole;

    public LineReadingBuilder(JsonNode line, @Nullable Instant at, Transcript before) {
        this.line = line;
        this.at = at;
        this.before = before;
        this.conversation = before.conversation();
        this.end = before.end();
        this.usage = before.usage();
        this.lastTool = before.lastTool().startsWith(WAITS) ? "" : before.lastTool();
        this.tools = before.tools();
        this.plan = before.plan();
        this.limitedUntil = before.limitedUntil();
        this.pending = before.pending();
        this.memory = before.memory();
        this.steps = memory.steps();
        this.lastError = memory.lastError();
        this.usageIsWhole = memory.usageIsWhole();
    }

    /** The agent's own time: an ISO instant, or milliseconds since 1970; null where it is neither. */
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

    /** @param small the data, unless this is the line's first draft */
    public LineReadingBuilder add(EventType type, String text, JsonNode small) {
        drafts.add(new EventDraft(type, text, drafts.isEmpty() ? line : small, at));
        if (type == EventType.ERROR) lastError = Excerpt.of(text.strip(), Excerpt.TEXT_MAX);
        return this;
    }

    /** The program tries an answer of its vendor again, which may take minutes; its card says so until it goes on. */
    public LineReadingBuilder waits(String forWhat) {
        lastTool = Excerpt.oneLine(WAITS + forWhat, Excerpt.WORDS_MAX);
        return add(EventType.STATUS, forWhat);
    }

    public LineReadingBuilder message(String text) {
        lastError = "";
        return endOfMessage().add(EventType.MESSAGE, text);
    }

    public LineReadingBuilder piece(String text) {
        lastError = "";
        pending = MessagePieces.join(pending, text);
        return add(EventType.MESSAGE, text);
    }

    /** What came in pieces is whole now. */
    public LineReadingBuilder endOfMessage() {
        pending = "";
        return this;
    }

    public LineReadingBuilder call(String id, Transcript.Call call) {
        if (tools.size() < TOOLS_MAX) tools = with(tools, id, call);
        lastTool = Excerpt.oneLine(call.inWords(), Excerpt.WORDS_MAX);
        lastError = "";
        return endOfMessage().add(EventType.TOOL_CALL, Excerpt.of(call.inWords(), Excerpt.TEXT_MAX));
    }

    /** Answers with the call that this is the result of; a nameless one where it is not known. */
    public Transcript.Call result(String id, boolean ok, String output) {
        Transcript.Call call = tools.getOrDefault(id, new Transcript.Call("tool", ""));
        tools = without(tools, id);
        if (ok) steps++;
        String how = ok ? " ok" : " failed";
        String what = output.isBlank() ? "" : ": " + output.strip();
        add(EventType.TOOL_RESULT, Excerpt.of(call.name() + how + what, Excerpt.TEXT_MAX));
        return call;
    }

    /** @param change created, modified, deleted; or written, where it is not known which */
    public LineReadingBuilder fileChange(String path, String change) {
        ObjectNode data =
                JsonNodeFactory.instance.objectNode().put("path", path).put("change", change);
        steps++;
        return add(EventType.FILE_CHANGE, change + " " + path, data);
    }

    public LineReadingBuilder plan(List<Transcript.PlanItem> items) {
        plan = List.copyOf(items);
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        ArrayNode list = data.putArray("items");
        items.forEach(item -> list.addObject().put("text", item.text()).put("done", item.done()));
        long done = items.stream().filter(Transcript.PlanItem::done).count();
        return add(EventType.PLAN, done + " of " + items.size() + " done", data);
    }

    /** @param total of the launch so far */
    public LineReadingBuilder usage(Usage total) {
        usage = total;
        ObjectNode data = JsonNodeFactory.instance
                .objectNode()
                .put("inputTokens", total.inputTokens())
                .put("cachedTokens", total.cachedTokens())
                .put("outputTokens", total.outputTokens());
        if (total.costUsd() != null) data.put("costUsd", total.costUsd());
        return add(EventType.USAGE, total.inputTokens() + " tokens in, " + total.outputTokens() + " out", data);
    }

    /** What one message has cost so far; told again, it counts once. The end tells all. */
    public LineReadingBuilder usage(String message, Usage ofMessage) {
        memory = memory.using(message, ofMessage);
        usage = memory.ofMessages();
        return this;
    }

    /** Nothing that was used is left untold. */
    public LineReadingBuilder usageIsWhole(boolean whole) {
        usageIsWhole = whole;
        return this;
    }

    /** What the program has called an error since it last did anything else; empty where it has not. */
    public String lastError() {
        return lastError;
    }

    public long steps() {
        return steps;
    }

    public LineReadingBuilder end(Transcript.Final last) {
        end = last;
        return endOfMessage().add(EventType.RESULT, last.good() ? last.answer() : last.problem());
    }

    /** More work has begun: what looked like the end was none. */
    public LineReadingBuilder goesOn() {
        end = null;
        usageIsWhole = false;
        return this;
    }

    public LineReadingBuilder conversation(@Nullable String id) {
        conversation = id;
        return this;
    }

    public LineReadingBuilder limitedUntil(@Nullable Instant until) {
        limitedUntil = until;
        return this;
    }

    @Nullable
    public Instant limitedUntil() {
        return limitedUntil;
    }

    public Usage usage() {
        return usage;
    }

    public List<Transcript.PlanItem> plan() {
        return plan;
    }

    public String pending() {
        return pending;
    }

    public LineReading reading() {
        if (drafts.isEmpty()) add(EventType.UNKNOWN, Excerpt.oneLine(line.toString(), 200));
        Transcript after = new Transcript(
                conversation,
                end,
                usage,
                lastTool,
                tools,
                plan,
                limitedUntil,
                pending,
                before.lastMessage(),
                before.lines(),
                before.malformed(),
                new Transcript.Memory(
                        steps, lastError, memory.fence(), usageIsWhole, memory.messages(), memory.usedBefore()));
        return new LineReading(drafts, after);
    }

    private static Map<String, Transcript.Call> with(
            Map<String, Transcript.Call> calls, String id, Transcript.Call call) {
        Map<String, Transcript.Call> more = new LinkedHashMap<>(calls);
        more.put(id, call);
        return more;
    }

    private static Map<String, Transcript.Call> without(Map<String, Transcript.Call> calls, String id) {
        if (!calls.containsKey(id)) return calls;
        Map<String, Transcript.Call> fewer = new LinkedHashMap<>(calls);
        fewer.remove(id);
        return fewer;
    }
}
