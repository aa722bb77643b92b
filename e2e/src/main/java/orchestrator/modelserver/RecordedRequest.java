package orchestrator.modelserver;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import orchestrator.modelserver.story.Cue;

/**
 * One request as the model server got it, for tests that must prove what was sent.
 *
 * @param conversation the command line's own id; empty for Gemini CLI
 * @param attempt counts requests of the same turn of the same conversation
 */
public record RecordedRequest(
        long number,
        String agent,
        String conversation,
        @JsonUnwrapped Cue cue,
        int attempt,
        List<Said> said,
        List<String> tools,
        @JsonUnwrapped Answer answer) {

    /**
     * @param from {@code user}, {@code assistant}, {@code tool} or {@code system}
     * @param text cut to 4,000 characters of {@code length}
     */
    public record Said(String from, String kind, String text, int length) {}

    /**
     * @param inputTokens number that the answer claimed; 0 before there is an answer
     * @param outcome {@code open}, {@code answered}, {@code broken off}, or the HTTP status that was sent instead
     */
    public record Answer(long inputTokens, long outputTokens, String outcome) {}

    public String scenario() {
        return cue.scenario();
    }

    public String role() {
        return cue.role();
    }

    public String kind() {
        return cue.kind();
    }

    public String run() {
        return cue.run();
    }

    public String cwd() {
        return cue.cwd();
    }

    public int turn() {
        return cue.turn();
    }

    public long inputTokens() {
        return answer.inputTokens();
    }

    public long outputTokens() {
        return answer.outputTokens();
    }

    public String outcome() {
        return answer.outcome();
    }

    RecordedRequest with(Answer given) {
        return new RecordedRequest(number, agent, conversation, cue, attempt, said, tools, given);
    }

    /** True if the sender said something that contains these words. */
    public boolean heard(String from, String words) {
        return said.stream().anyMatch(s -> s.from().equals(from) && s.text().contains(words));
    }
}
