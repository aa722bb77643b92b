package orchestrator.agent;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import orchestrator.event.ToolCall;
import orchestrator.launch.Usage;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a launch's stream from line to line; kept in the event log beside the offset, so that a new
 * worker goes on where the old one was.
 *
 * @param conversation the id to resume, from the newest event that told one; null again where the agent does not know it
 * @param end the final event, if it has come and nothing has been begun after it
 * @param lastTool the last call in words, such as {@code Bash: mvn -q verify}
 * @param tools calls without a result so far, by id
 * @param plan the agent's own list of what it has to do, as it was told last
 * @param limitedUntil when the vendor's usage limit is over, as long as it refuses; null where it has told no such thing
 * @param pending a message that comes in pieces and has not ended yet
 * @param memory what else its reading goes by
 */
public record Transcript(
        @Nullable String conversation,
        @Nullable Final end,
        Usage usage,
        String lastTool,
        Map<String, ToolCall> tools,
        List<PlanItem> plan,
        @Nullable Instant limitedUntil,
        String pending,
        String lastMessage,
        long lines,
        long malformed,
        Memory memory) {

    public static final Transcript EMPTY =
            new Transcript(null, null, Usage.NONE, "", Map.of(), List.of(), null, "", "", 0, 0, Memory.NONE);

    public Transcript {
        tools = tools == null ? Map.of() : Map.copyOf(tools);
        plan = plan == null ? List.of() : List.copyOf(plan);
        memory = memory == null ? Memory.NONE : memory;
    }

    /** To change some of it. */
    public TranscriptBuilder change() {
        return new TranscriptBuilder(this);
    }

    /** What it got done: tool calls that succeeded, files that were changed. */
    public long steps() {
        return memory.steps();
    }

    /** What was used; where no end has told the whole of it, there may be more. */
    public Usage used() {
        boolean isWhole = memory.usageIsWhole() || (lines == malformed && usage.allTokens() == 0);
        return isWhole ? usage : usage.atLeast();
    }

    /** Its last word: the answer by schema, as JSON, else the final answer, else what it said last. */
    public String answer() {
        if (end != null && end.structured() != null) return end.structured().toString();
        return end == null || end.answer().isEmpty() ? lastMessage : end.answer();
    }

    /**
     * @param steps what was got done, counted
     * @param lastError what the program has called an error last, in words
     * @param fence the code block that a message in pieces has opened
     * @param usageIsWhole whether the program has told all that it used, and has begun nothing since
     * @param messages what was used for the newest messages, by their ids, where it is told more than once
     * @param usedBefore for those before them
     */
    public record Memory(
            long steps,
            String lastError,
            String fence,
            boolean usageIsWhole,
            Map<String, Usage> messages,
            Usage usedBefore) {
        private static final int MESSAGES_MAX = 32;
        static final Memory NONE = new Memory(0, "", "", false, Map.of(), Usage.NONE);

        public Memory {
            lastError = lastError == null ? "" : lastError;
            fence = fence == null ? "" : fence;
            messages = messages == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(messages));
            usedBefore = usedBefore == null ? Usage.NONE : usedBefore;
        }

        public Memory using(String message, Usage usage) {
            Map<String, Usage> more = new LinkedHashMap<>(messages);
            more.put(message, usage);
            Usage before = usedBefore;
            Iterator<Usage> oldest = more.values().iterator();
            for (int over = more.size() - MESSAGES_MAX; over > 0; over--) {
                before = before.plus(oldest.next());
                oldest.remove();
            }
            return new Memory(steps, lastError, fence, usageIsWhole, more, before);
        }

        public Usage ofMessages() {
            return messages.values().stream().reduce(usedBefore, Usage::plus);
        }

        public Memory withSteps(long newSteps) {
            return new Memory(newSteps, lastError, fence, usageIsWhole, messages, usedBefore);
        }

        public Memory withLastError(String error) {
            return new Memory(steps, error, fence, usageIsWhole, messages, usedBefore);
        }

        public Memory withFence(String newFence) {
            return new Memory(steps, lastError, newFence, usageIsWhole, messages, usedBefore);
        }

        public Memory withUsageIsWhole(boolean isWhole) {
            return new Memory(steps, lastError, fence, isWhole, messages, usedBefore);
        }
    }

    /** @param id as the agent names it; empty where it does not */
    public record PlanItem(String id, String text, boolean done) {}

    /**
     * @param answer the agent's last word, whole
     * @param structured the answer by schema, where one was asked for and came
     * @param problem in words, with what to do about it; empty where it is good
     * @param retryable whether another launch could help where it is not good
     * @param limit the vendor's usage limit that ended it; null where it was none
     */
    public record Final(
            boolean good,
            String answer,
            @Nullable JsonNode structured,
            String problem,
            boolean retryable,
            @Nullable UsageLimit limit) {

        public static Final good(String answer, @Nullable JsonNode structured) {
            return new Final(true, answer, structured, "", false, null);
        }

        public static Final bad(String answer, String problem, boolean retryable) {
            return new Final(false, answer, null, problem, retryable, null);
        }

        /** @param retryable whether another launch could help although nothing is known of when the limit is over */
        public static Final limited(String answer, String problem, boolean retryable, UsageLimit limit) {
            return new Final(false, answer, null, problem, retryable, limit);
        }
    }
}
