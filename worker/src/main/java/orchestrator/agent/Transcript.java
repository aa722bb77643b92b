package orchestrator.agent;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import orchestrator.event.ToolCall;
import orchestrator.launch.Cause;
import orchestrator.launch.Usage;
import org.jspecify.annotations.Nullable;

/**
 * The reader's memory of a launch's stream. The event log stores it with the offset, so that a new worker continues
 * where the old one stopped.
 *
 * @param conversation the id to resume; null if none was printed, or if the agent no longer knows it
 * @param end the final event; null if more work began after it
 * @param lastTool the last call in words, such as {@code Bash: mvn -q verify}
 * @param tools calls without a result so far, by id
 * @param plan the agent's newest to-do list
 * @param limitedUntil reset time of the vendor's usage limit, while the vendor refuses requests; else null
 * @param pending a message that arrives in pieces and has not ended
 * @param memory state that only the parsing of lines needs
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

    /** Starts a changed copy. */
    public TranscriptBuilder change() {
        return new TranscriptBuilder(this);
    }

    /** A count of progress: tool calls that succeeded and files that changed. */
    public long steps() {
        return memory.steps();
    }

    /** The usage so far. It is a lower bound until the program has printed the total. */
    public Usage used() {
        boolean isWhole = memory.usageIsWhole() || (lines == malformed && usage.allTokens() == 0);
        return isWhole ? usage : usage.atLeast();
    }

    /** The final event, or the end that a program's own retries are heading for; null if neither is known. */
    public @Nullable Final ending() {
        return end != null ? end : memory.hopeless();
    }

    /** The structured answer as JSON, or else the final answer, or else the last message. */
    public String answer() {
        if (end != null && end.structured() != null) return end.structured().toString();
        return end == null || end.answer().isEmpty() ? lastMessage : end.answer();
    }

    /**
     * @param steps see {@link Transcript#steps}
     * @param lastError the last error that the program printed
     * @param fence the code block that a message in pieces has opened
     * @param usageIsWhole true if the program has printed its total and has begun nothing since
     * @param messages usage of the newest messages by id, because programs repeat it
     * @param usedBefore usage of all earlier messages
     * @param hopeless the end of the launch if the program still repeats a request that was refused for good; else null
     * @param changes commands and changes of files that succeeded: the guard must know each
     */
    public record Memory(
            long steps,
            String lastError,
            String fence,
            boolean usageIsWhole,
            Map<String, Usage> messages,
            Usage usedBefore,
            @Nullable Final hopeless,
            long changes) {
        private static final int MESSAGES_MAX = 32;
        static final Memory NONE = new Memory(0, "", "", false, Map.of(), Usage.NONE, null, 0);

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
            return new Memory(steps, lastError, fence, usageIsWhole, more, before, hopeless, changes);
        }

        public Usage ofMessages() {
            return messages.values().stream().reduce(usedBefore, Usage::plus);
        }

        public Memory withSteps(long newSteps) {
            return new Memory(newSteps, lastError, fence, usageIsWhole, messages, usedBefore, hopeless, changes);
        }

        /** An empty error means that the program has done something else since. */
        public Memory withLastError(String error) {
            boolean goesOn = error.isEmpty();
            if (error.equals(lastError) && (!goesOn || hopeless == null)) return this;
            return new Memory(
                    steps, error, fence, usageIsWhole, messages, usedBefore, goesOn ? null : hopeless, changes);
        }

        public Memory withFence(String newFence) {
            return new Memory(steps, lastError, newFence, usageIsWhole, messages, usedBefore, hopeless, changes);
        }

        public Memory withUsageIsWhole(boolean isWhole) {
            if (isWhole == usageIsWhole) return this;
            return new Memory(steps, lastError, fence, isWhole, messages, usedBefore, hopeless, changes);
        }

        public Memory withChanges(long newChanges) {
            return new Memory(steps, lastError, fence, usageIsWhole, messages, usedBefore, hopeless, newChanges);
        }

        public Memory withHopeless(Final end) {
            return new Memory(steps, lastError, fence, usageIsWhole, messages, usedBefore, end, changes);
        }
    }

    /** @param id the agent's own; empty if it has none */
    public record PlanItem(String id, String text, boolean done) {}

    /**
     * @param answer the agent's whole final answer
     * @param structured the answer by schema; null if none was asked for or none came
     * @param problem in words, with a remedy; empty if the end is good
     * @param retryable another launch could help
     * @param limit the vendor's usage limit that ended it; null if it was none
     * @param cause null if the end is good, or if nothing more than the problem is known
     */
    public record Final(
            boolean good,
            String answer,
            @Nullable JsonNode structured,
            String problem,
            boolean retryable,
            @Nullable UsageLimit limit,
            @Nullable Cause cause) {

        public static Final good(String answer, @Nullable JsonNode structured) {
            return new Final(true, answer, structured, "", false, null, null);
        }

        public static Final bad(String answer, String problem, boolean retryable) {
            return new Final(false, answer, null, problem, retryable, null, null);
        }

        /** @param retryable another launch could help even if the reset time is unknown */
        public static Final limited(String answer, String problem, boolean retryable, UsageLimit limit) {
            return new Final(false, answer, null, problem, retryable, limit, null);
        }

        public Final because(Cause known) {
            return new Final(good, answer, structured, problem, retryable, limit, known);
        }
    }
}
