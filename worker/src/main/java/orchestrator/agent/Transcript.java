package orchestrator.agent;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import orchestrator.run.Usage;
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
 */
public record Transcript(
        @Nullable String conversation,
        @Nullable Final end,
        Usage usage,
        String lastTool,
        Map<String, Call> tools,
        List<PlanItem> plan,
        @Nullable Instant limitedUntil,
        String pending,
        String lastMessage,
        long lines,
        long malformed) {

    public static final Transcript EMPTY =
            new Transcript(null, null, Usage.NONE, "", Map.of(), List.of(), null, "", "", 0, 0);

    public Transcript {
        tools = tools == null ? Map.of() : Map.copyOf(tools);
        plan = plan == null ? List.of() : List.copyOf(plan);
    }

    Transcript counting(int linesMore, int malformedMore) {
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
                lines + linesMore,
                malformed + malformedMore);
    }

    Transcript saying(String message) {
        return new Transcript(
                conversation, end, usage, lastTool, tools, plan, limitedUntil, pending, message, lines, malformed);
    }

    /** Its last word: the answer by schema, as JSON, else the final answer, else what it said last. */
    public String answer() {
        if (end != null && end.structured() != null) return end.structured().toString();
        return end == null || end.answer().isEmpty() ? lastMessage : end.answer();
    }

    /** A tool that was called, and on what: a command, a path, a question. */
    public record Call(String name, String subject) {
        String inWords() {
            return subject.isEmpty() ? name : name + ": " + subject;
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

        static Final good(String answer, @Nullable JsonNode structured) {
            return new Final(true, answer, structured, "", false, null);
        }

        static Final bad(String answer, String problem, boolean retryable) {
            return new Final(false, answer, null, problem, retryable, null);
        }

        /** @param retryable whether another launch could help although nothing is known of when the limit is over */
        static Final limited(String answer, String problem, boolean retryable, UsageLimit limit) {
            return new Final(false, answer, null, problem, retryable, limit);
        }
    }
}
