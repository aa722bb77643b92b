package orchestrator.agent;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import orchestrator.event.ToolCall;
import orchestrator.launch.Usage;
import org.jspecify.annotations.Nullable;

/** Makes a changed copy of a transcript. */
public final class TranscriptBuilder {
    private @Nullable String conversation;
    private Transcript.@Nullable Final end;
    private Usage usage;
    private String lastTool;
    private Map<String, ToolCall> tools;
    private List<Transcript.PlanItem> plan;
    private @Nullable Instant limitedUntil;
    private String pending;
    private String lastMessage;
    private long lines;
    private long malformed;
    private Transcript.Memory memory;

    TranscriptBuilder(Transcript transcript) {
        conversation = transcript.conversation();
        end = transcript.end();
        usage = transcript.usage();
        lastTool = transcript.lastTool();
        tools = transcript.tools();
        plan = transcript.plan();
        limitedUntil = transcript.limitedUntil();
        pending = transcript.pending();
        lastMessage = transcript.lastMessage();
        lines = transcript.lines();
        malformed = transcript.malformed();
        memory = transcript.memory();
    }

    public TranscriptBuilder conversation(@Nullable String newConversation) {
        conversation = newConversation;
        return this;
    }

    public TranscriptBuilder end(Transcript.@Nullable Final newEnd) {
        end = newEnd;
        return this;
    }

    public TranscriptBuilder usage(Usage newUsage) {
        usage = newUsage;
        return this;
    }

    public TranscriptBuilder lastTool(String newLastTool) {
        lastTool = newLastTool;
        return this;
    }

    public TranscriptBuilder tools(Map<String, ToolCall> newTools) {
        tools = newTools;
        return this;
    }

    public TranscriptBuilder plan(List<Transcript.PlanItem> newPlan) {
        plan = newPlan;
        return this;
    }

    public TranscriptBuilder limitedUntil(@Nullable Instant newLimitedUntil) {
        limitedUntil = newLimitedUntil;
        return this;
    }

    public TranscriptBuilder pending(String newPending) {
        pending = newPending;
        return this;
    }

    public TranscriptBuilder lastMessage(String newLastMessage) {
        lastMessage = newLastMessage;
        return this;
    }

    public TranscriptBuilder lines(long newLines) {
        lines = newLines;
        return this;
    }

    public TranscriptBuilder malformed(long newMalformed) {
        malformed = newMalformed;
        return this;
    }

    public TranscriptBuilder memory(Transcript.Memory newMemory) {
        memory = newMemory;
        return this;
    }

    public Transcript build() {
        return new Transcript(
                conversation,
                end,
                usage,
                lastTool,
                tools,
                plan,
                limitedUntil,
                pending,
                lastMessage,
                lines,
                malformed,
                memory);
    }
}
